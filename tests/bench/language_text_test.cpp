#include "bench/language_text.hpp"

#include <doctest/doctest.h>

#include "relevance/collection.hpp"
#include "support/temporary_directory.hpp"

namespace telusur::bench {
namespace {

using test::TemporaryDirectory;
using Words = std::vector<std::string>;

TEST_CASE("word lists: the first column of each line") {
  const TemporaryDirectory directory;
  const auto file = directory.write("words", "# our own\nmakan\tmakan\n\nbuku-buku\n");
  CHECK(read_words(file) == Words{"makan", "buku-buku"});
  CHECK_THROWS_AS(read_words(directory.write("empty", "# nothing\n")), relevance::InputError);
}

TEST_CASE("texts of a directory, and of documents") {
  const TemporaryDirectory directory;
  directory.write("texts/b.md", "dua");
  directory.write("texts/a/a.txt", "satu");
  directory.write("texts/picture.png", "no text");
  CHECK(read_texts(directory / "texts") == Words{"satu", "dua"});
  const auto docs = directory.write("docs.jsonl", R"({"id": "1", "title": "Judul", "body": "Isi."})");
  CHECK(read_texts(docs) == Words{"Judul\nIsi."});
  CHECK_THROWS_AS(read_texts(directory.write("empty/readme.md", "").parent_path()), relevance::InputError);
}

TEST_CASE("distinct words, in order") {
  CHECK(distinct_words({"Makan di warung", "makan Soto"}) == Words{"makan", "warung", "soto"});
}

}  // namespace
}  // namespace telusur::bench
