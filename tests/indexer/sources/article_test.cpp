#include "sources/article.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace telusur::indexer;

TEST_CASE("The language of a language tag") {
  struct Case {
    std::string tag;
    const char* language;
  };
  for (const auto& [tag, language] : std::vector<Case>{{"id", "id"},
                                                       {"id-ID", "id"},
                                                       {"ID_id.UTF-8", "id"},
                                                       {"in", "id"},  // Java and old Android say so
                                                       {"ind", "id"},
                                                       {"en", "en"},
                                                       {"en_US", "en"},
                                                       {"eng", "en"},
                                                       {"", ""},
                                                       {"fr", ""},
                                                       {"idn", ""},
                                                       {"indonesian", ""},
                                                       {"-id", ""}}) {
    CAPTURE(tag);
    CHECK(language_of_tag(tag) == language);
  }
}

TEST_CASE("The language of a file name") {
  CHECK(language_of_file_name("book/ch01.id.html") == "id");
  CHECK(language_of_file_name("index.en.md") == "en");
  CHECK(language_of_file_name("ch01.html") == "");
  CHECK(language_of_file_name("id.html") == "");
  CHECK(language_of_file_name("v1.2.html") == "");
  CHECK(language_of_file_name("a..html") == "");
}

TEST_CASE("A date is taken when it is one in ISO 8601") {
  struct Case {
    std::string text;
    const char* date;
  };
  for (const auto& [text, date] : std::vector<Case>{{"2024-05-01", "2024-05-01"},
                                                    {" 2024-05-01 ", "2024-05-01"},
                                                    {"2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z"},
                                                    {"2024-05-01 10:00:00 +0700", "2024-05-01T10:00:00+0700"},
                                                    {"2024-02-29", "2024-02-29"},
                                                    {"2023-02-29", ""},
                                                    {"2024-13-01", ""},
                                                    {"2024-00-10", ""},
                                                    {"2024-05-01 at noon", "2024-05-01"},
                                                    {"2024-05-011", ""},
                                                    {"-024-05-01", ""},
                                                    {"2024/05/01", ""},
                                                    {"1 Mei 2024", ""},
                                                    {"", ""}}) {
    CAPTURE(text);
    CHECK(iso_date(text) == date);
  }
}

TEST_CASE("A list is split at commas") {
  CHECK(split_list("a, b c ,,d,") == std::vector<std::string>{"a", "b c", "d"});
  CHECK(split_list(" , ").empty());
}

TEST_CASE("The stem of a file name") {
  CHECK(stem_of_file_name("book/ch01.id.html") == "ch01");
  CHECK(stem_of_file_name("README") == "README");
  CHECK(stem_of_file_name("docs/mulai/index.md") == "mulai");
  CHECK(stem_of_file_name("_posts/2024-05-01-judul.md") == "judul");
  CHECK(stem_of_file_name("2024-05-01-.md") == "2024-05-01-");
  CHECK(stem_of_file_name(".hidden.md") == ".hidden");
}

TEST_CASE("What an article does not have is left out of its document") {
  Article article;
  article.title = "Judul";
  article.tags = {"a", "b"};
  CHECK(to_document(article).json() == R"({"title":"Judul","tags":["a","b"]})");
}

TEST_CASE("The date of a file name") {
  CHECK(date_of_file_name("_posts/2024-05-01-judul.md") == "2024-05-01");
  CHECK(date_of_file_name("blog/2024-05-01/index.md") == "2024-05-01");
  CHECK(date_of_file_name("blog/2024-05-01-judul/index.md") == "2024-05-01");
  CHECK(date_of_file_name("blog/2024/05/01/judul.md") == "2024-05-01");
  CHECK(date_of_file_name("2024-13-01-judul.md") == "");
  CHECK(date_of_file_name("judul-2024-05-01.md") == "");
  CHECK(date_of_file_name("a.md") == "");
}
