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
      CHECK_FALSE(article.sections.empty());
    } catch (const BadInput& error) {
      CHECK(std::string_view(error.what()).find("deeper") != std::string_view::npos);
    }
  }
}

TEST_CASE("What site generators put beside Markdown is no text") {
  struct Case {
    std::string_view text;
    std::string_view path;
    const char* json;
  };
  const std::vector<Case> cases{
      // Hugo
      {"{\n \"title\": \"T\",\n \"tags\": [\"a\", \"b\"],\n \"author\": {\"name\": \"Siti\"}\n}\n\nIsi {{< figure "
       "src=\"x.png\" >}}\n",
       "a.md", R"({"title":"T","tags":["a","b"],"body":"Isi","author":"Siti"})"},
      {"{{% warning %}}\nAwas *api*.\n{{% /warning %}}\n", "a.md", R"({"title":"a","body":"Awas api."})"},
      // Jekyll
      {"---\ntitle: T\npermalink: /t/\n---\nIsi {% include x.html %} {{ site.name }}.\n{: .kelas }\n",
       "_posts/2024-05-01-t.md", R"({"title":"T","body":"Isi .","url":"/t/","published":"2024-05-01"})"},
      {"Isi", "_posts/2024-05-01-judul-ini.md", R"({"title":"judul-ini","body":"Isi","published":"2024-05-01"})"},
      // Docusaurus
      {"---\nsidebar_label: Label\nslug: /awal\n---\nIsi\n\n:::tip Saran\n\nPakai ini.\n\n:::\n\n## Bagian {#sini}\n",
       "docs/x.md", R"({"title":"Label","headings":["Bagian"],"body":"Isi\nSaran\nPakai ini.","url":"/awal"})"},
      {"---\nslug: bagian-url\n---\nIsi", "blog/2024-05-01/index.mdx",
       R"({"title":"2024-05-01","body":"Isi","published":"2024-05-01"})"},
      // Astro, MDX
      {"---\ntitle: T\npubDate: 2024-05-01\n---\nimport X from './x';\nexport const a = {b: 1};\n\n"
       "<X client:load data={{a: '>'}} />\n\nIsi {a.b + 1} <X.Y>dalam</X.Y>.\n\n{/* tidak */}\n",
       "a.mdx", R"({"title":"T","body":"Isi dalam.","published":"2024-05-01"})"},
      // Code stays as it is.
      {"`{{ x }}` dan `<X>`\n\n```jsx\nimport X from 'x';\n<X>{{ y }}</X>\n```\n", "a.mdx",
       R"({"title":"a","body":"{{ x }} dan <X>\nimport X from 'x';\n<X>{{ y }}</X>"})"},
      {"import beras naik, {ini} <X> tetap", "a.md", R"({"title":"a","body":"import beras naik, {ini} tetap"})"},
  };
  for (const auto& [text, path, json] : cases) {
    CAPTURE(text);
    CHECK(to_document(read_markdown(text, path)).json() == json);
  }
}

TEST_CASE("Drafts are told") {
  CHECK(read_markdown("---\ndraft: true\n---\nx", "a.md").draft);
  CHECK(read_markdown("---\npublished: false\n---\nx", "a.md").draft);
  CHECK(read_markdown("+++\ndraft = true\n+++\nx", "a.md").draft);
  CHECK(read_markdown("{\n\"draft\": true\n}\nx", "a.md").draft);
  CHECK(read_markdown("x", "site/_drafts/a.md").draft);
  CHECK_FALSE(read_markdown("---\ndraft: false\npublished: true\n---\nx", "a.md").draft);
}

TEST_CASE("Headings have the anchors that site generators give them") {
  const Article article =
      read_markdown("awal\n\n# Judul & Isi: Café\n\n## Sama\n\n## Sama\n\n## Lain {#khusus}\n", "a.md");
  std::vector<std::string> anchors;
  for (const Section& section : article.sections) {
    anchors.push_back(section.anchor);
  }
  CHECK(anchors == std::vector<std::string>{"", "judul--isi-café", "sama", "sama-1", "khusus"});
}

TEST_CASE("Marks of templates that do not end are text, and cost little") {
  CHECK(to_document(read_markdown("a {{ b", "a.md")).json() == R"({"title":"a","body":"a {{ b"})");
  for (const std::string piece : {"{{", "{%", "<X ", "`", "{", ":::", "import ", "```\n"}) {
    CAPTURE(piece);
    std::string text = "awal\n\n";
    for (int count = 0; count < 20'000; ++count) {
      text += piece;
    }
    CHECK_FALSE(read_markdown(text, "a.mdx").sections.empty());
  }
}
