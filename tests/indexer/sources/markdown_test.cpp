#include "sources/markdown.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "sources/source.hpp"

using namespace telusur::indexer;

TEST_CASE("Markdown becomes a document without markup") {
  struct Case {
    std::string_view text;
    const char* json;
  };
  const std::vector<Case> cases{
      {"# Judul\n\nSatu *dua* **tiga** `kode` [tautan](https://a.example).\n",
       R"({"title":"Judul","body":"Satu dua tiga kode tautan."})"},
      {"---\ntitle: Dari matter\n---\n# Judul lain\n\nIsi\n\n## Bagian\n\nLagi\n",
       R"({"title":"Dari matter","headings":["Judul lain","Bagian"],"body":"Isi\nLagi"})"},
      {"Baris satu\nbaris dua\n\nParagraf\n", R"({"title":"berkas","body":"Baris satu baris dua\nParagraf"})"},
      {"satu<br>dua<br/>tiga", R"({"title":"berkas","body":"satu dua tiga"})"},
      {"Baris satu  \nbaris dua\n", R"({"title":"berkas","body":"Baris satu\nbaris dua"})"},
      {"Judul\n=====\n\n- satu\n- dua\n  - tiga\n\n1. empat\n", R"({"title":"Judul","body":"satu\ndua\ntiga\nempat"})"},
      {"# J\n\n```sh\napt  update\n\n  x\n```\n\n    indented\n",
       R"({"title":"J","body":"apt  update\n\n  x\nindented"})"},
      {"# J\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", R"({"title":"J","body":"a b\n1 2"})"},
      {"# J\n\n~~hapus~~ &amp; \\*bintang\\* ![gambar](x.png \"t\")\n",
       R"({"title":"J","body":"hapus & *bintang* gambar"})"},
      {"# J\n\n<div class=\"x\"><p>Isi <b>HTML</b></p><script>no()</script></div>\n\n<b>inline</b>\n",
       R"({"title":"J","body":"Isi HTML\ninline"})"},
      {"# J\n\n<!-- komentar -->\n\n> kutipan\n> lagi\n\nx[^1]\n\n[^1]: Catatan.\n",
       R"({"title":"J","body":"kutipan lagi\nx\nCatatan."})"},
      {"## Hanya bagian\n\nIsi", R"({"title":"berkas","headings":["Hanya bagian"],"body":"Isi"})"},
      {"---\nid: a-1\ntitle: T\nlanguage: id\n---\n", R"({"id":"a-1","title":"T","lang":"id"})"},
  };
  for (const auto& [text, json] : cases) {
    CAPTURE(text);
    CHECK(to_document(read_markdown(text, "folder/berkas.md")).json() == json);
  }
}

TEST_CASE("Markdown: the language of the file name holds where the front matter names none") {
  CHECK(read_markdown("x", "a.id.md").lang == "id");
  CHECK(read_markdown("---\nlang: en\n---\nx", "a.id.md").lang == "en");
}

TEST_CASE("Markdown that has no text") {
  CHECK_THROWS_WITH_AS(read_markdown("\n\n", "a.md"), "has no text", BadInput);
  CHECK_THROWS_WITH_AS(read_markdown("---\nauthor: x\n---\n\n", "a.md"), "has no text", BadInput);
}

TEST_CASE("Markdown that nests without end does not overflow the stack") {
  for (const std::string piece : {"> ", "- ", "[", "*a **a ", "<div>"}) {
    CAPTURE(piece);
    std::string text = "awal\n\n";
    for (int count = 0; count < 20'000; ++count) {
      text += piece;
    }
    text += "\n\nakhir\n";
    try {
      const Article article = read_markdown(text, "a.md");
      CHECK_FALSE(article.body.empty());
    } catch (const BadInput& error) {
      CHECK(std::string_view(error.what()).find("deeper") != std::string_view::npos);
    }
  }
}
