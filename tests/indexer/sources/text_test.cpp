#include "sources/text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "sources/source.hpp"
#include "telusur/error.hpp"

using namespace telusur::indexer;

TEST_CASE("Plain text: the first line is the title, the others are the body") {
  struct Case {
    std::string_view bytes;
    const char* title;
    const char* body;
  };
  const std::vector<Case> cases{
      {"Judul\nSatu\nDua\n", "Judul", "Satu\nDua"},
      {"\n \r\nJudul\r\n\r\n  Satu  \r\n\r\nDua", "Judul", "Satu\nDua"},
      {"Judul", "Judul", ""},
      {"\xEF\xBB\xBFJudul\nisi", "Judul", "isi"},
      {std::string_view("\xFF\xFEJ\0u\0\n\0i\0s\0i\0", 14), "Ju", "isi"},  // UTF-16, little-endian
      {std::string_view("\xFE\xFF\0J\0u\0\n\0i\0s\0i", 14), "Ju", "isi"},  // UTF-16, big-endian
      {"Caf\xE9 di Yogyakarta\nR\xE9sum\xE9 des caf\xE9s de la ville, o\xF9 l'on mange tr\xE8s bien \xE0 midi",
       "Café di Yogyakarta", "Résumé des cafés de la ville, où l'on mange très bien à midi"},  // Latin-1
  };
  for (const auto& [bytes, title, body] : cases) {
    CAPTURE(bytes);
    const Article article = read_text(bytes, "a.txt");
    CHECK(article.title == title);
    CHECK(body_of(article.sections) == body);
    CHECK(article.lang == "");
  }
  CHECK(read_text("x", "a.id.txt").lang == "id");
}

TEST_CASE("Plain text that is none") {
  CHECK_THROWS_WITH_AS(read_text(" \n\t\n", "a.txt"), "has no text", BadInput);
  CHECK_THROWS_AS(read_text(std::string_view("PK\0\3abc", 7), "a.txt"), telusur::Error);
}
