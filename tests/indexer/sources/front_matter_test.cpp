#include "sources/front_matter.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "sources/source.hpp"

using namespace telusur::indexer;

namespace {

std::string json_of(std::string_view text) { return to_document(article_of(split_front_matter(text).fields)).json(); }

}  // namespace

TEST_CASE("Front matter becomes attributes") {
  struct Case {
    std::string_view text;
    const char* json;
  };
  const std::vector<Case> cases{
      {"---\ntitle: Rendang\ndate: 2022-04-25\ntags: [a, b]\nlanguage: en\n---\nx",
       R"({"title":"Rendang","tags":["a","b"],"lang":"en","published":"2022-04-25"})"},
      {"---\nid: 007\nurl: https://a.example/x\ndescription: >\n  dua\n  baris\n---\n",
       R"({"id":"007","description":"dua baris","url":"https://a.example/x"})"},
      {"---\ntags: satu, dua\nauthors:\n  - Ibu Ratna\n  - name: Budi\n    url: x\n---\n",
       R"({"tags":["satu","dua"],"author":"Ibu Ratna, Budi"})"},
      {"---\nauthor: {name: Siti}\nlang: id-ID\ntitle: ~\n---\n", R"({"lang":"id","author":"Siti"})"},
      {"---\nlang: fr\ndate: kemarin\n---\n", "{}"},
      {"---\r\ntitle: \"Dengan: titik dua\"\r\n---\r\nx", R"({"title":"Dengan: titik dua"})"},
      {"---\ntitle: a\n...\nx", R"({"title":"a"})"},
      {"---\n---\nx", "{}"},
      {"+++\ntitle = 'TOML'\ndate = 2024-05-01T10:00:00Z\ntags = ['a', 'b']\n[author]\nname = 'Siti'\n+++\nx",
       R"({"title":"TOML","tags":["a","b"],"author":"Siti","published":"2024-05-01T10:00:00Z"})"},
      {"+++\ndate = 2024-05-01\nid = 12\n+++\n", R"({"id":"12","published":"2024-05-01"})"},
  };
  for (const auto& [text, json] : cases) {
    CAPTURE(text);
    CHECK(json_of(text) == json);
  }
}

TEST_CASE("The content follows the front matter") {
  CHECK(split_front_matter("---\na: 1\n---\nisi\n---\n").content == "isi\n---\n");
  CHECK(split_front_matter("---\na: 1\n---").content == "");
  CHECK(split_front_matter("isi\n---\na: 1\n---\n").content == "isi\n---\na: 1\n---\n");
  // A thematic break at the start, not a front matter.
  CHECK(split_front_matter("---\nisi\n").content == "---\nisi\n");
  CHECK(split_front_matter("").content == "");
}

TEST_CASE("Malformed front matter is rejected with its line in the file") {
  struct Case {
    std::string_view text;
    std::size_t line;
  };
  for (const auto& [text, line] : std::vector<Case>{{"---\ntitle: a\ntags: [a, b\n---\n", 4},
                                                    {"---\na: 1\n b: 2\n---\n", 3},
                                                    {"---\njust text\n---\n", 2},
                                                    {"+++\na = 1\nb = \n+++\n", 3},
                                                    {"+++\na = 1\n", 1},
                                                    {"---\ntitle: a\n\ntext\n", 1},
                                                    {"---\ntags:\n- a\n", 1}}) {
    CAPTURE(text);
    try {
      split_front_matter(text);
      FAIL("was accepted");
    } catch (const BadInput& error) {
      CHECK(error.line() == line);
      CHECK(std::string_view(error.what()).find("front matter") != std::string_view::npos);
    }
  }
}

TEST_CASE("A line across the page is no front matter") {
  for (const std::string_view text :
       {"---\n", "---\nLihat: https://contoh.id di bawah ini", "---\n\nisi: a\n", "---\n: a\n"}) {
    CAPTURE(text);
    CHECK(split_front_matter(text).content == text);
  }
}

TEST_CASE("Front matter that nests without end does not overflow the stack") {
  CHECK_THROWS_AS(split_front_matter("---\na: " + std::string(100'000, '[') + "\n---\n"), BadInput);
  CHECK_THROWS_AS(split_front_matter("+++\na = " + std::string(100'000, '[') + "\n+++\n"), BadInput);
}
