#include "bench/query_sample.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "relevance/collection.hpp"
#include "support/temporary_directory.hpp"

namespace telusur::bench {
namespace {

using Words = std::vector<std::string>;

const std::string kDocs =
    "{\"id\":\"1\",\"title\":\"Belajar Go dari nol\",\"body\":\"Basis data kecil. Basis data besar, basis data "
    "lama.\"}\n"
    "{\"id\":\"2\",\"title\":\"Satu\",\"body\":\"Basis data baru\"}\n";

TEST_CASE("words are lower case, at least three bytes, and cut at whatever is no letter or digit") {
  CHECK(plain_words("The quick-brown FOX, x2y ab!") == Words{"the", "quick", "brown", "fox", "x2y"});
  CHECK(plain_words("café Ünal") == Words{"café", "Ünal"});
  CHECK(plain_words("").empty());
}

TEST_CASE("the same documents, count and seed give the same queries, another seed others") {
  const test::TemporaryDirectory directory;
  const auto docs = directory.write("docs.jsonl", kDocs);
  const QuerySample sample = sample_queries(docs, 60, 1);
  CHECK(sample.words == sample_queries(docs, 60, 1).words);
  CHECK(sample.words != sample_queries(docs, 60, 2).words);
  CHECK(sample.words.size() == 60);
  CHECK(sample.phrases.size() == 60);
  CHECK(sample.typed.size() == 60);
  CHECK(sample.words[0].starts_with(sample.typed[0]));
  CHECK(sample.typed[0].size() < sample.words[0].size());
}

TEST_CASE("queries are two to four words of titles and of neighbours in bodies") {
  const test::TemporaryDirectory directory;
  const QuerySample sample = sample_queries(directory.write("docs.jsonl", kDocs), 90, 1);
  std::set<std::size_t> lengths;
  for (const auto& query : sample.words) {
    lengths.insert(static_cast<std::size_t>(std::count(query.begin(), query.end(), ' ')) + 1);
  }
  CHECK(lengths == std::set<std::size_t>{2, 3, 4});
  // The only title of two words and more has three usable ones.
  const std::set<std::string> titles = {"belajar dari", "dari nol", "belajar dari nol"};
  CHECK(titles.count(sample.words[0]) == 1);
  const std::set<std::string> pairs(sample.phrases.begin(), sample.phrases.end());
  CHECK(pairs.count("\"basis data\"") == 1);
  CHECK(pairs.count("\"kecil basis\"") == 1);
  CHECK(pairs.count("\"data data\"") == 0);
}

TEST_CASE("queries of the first documents") {
  const test::TemporaryDirectory directory;
  const auto docs = directory.write("docs.jsonl", kDocs);
  const auto has_later_pair = [](const QuerySample& sample) {
    return std::count(sample.phrases.begin(), sample.phrases.end(), "\"data baru\"") > 0;
  };
  CHECK(has_later_pair(sample_queries(docs, 90, 1)));
  CHECK_FALSE(has_later_pair(sample_queries(docs, 90, 1, 1)));
}

TEST_CASE("too few words to draw from") {
  const test::TemporaryDirectory directory;
  CHECK_THROWS_AS(sample_queries(directory.write("docs.jsonl", "{\"title\":\"a\",\"body\":\"b\"}\n"), 3, 1),
                  relevance::InputError);
}

TEST_CASE("a file of queries") {
  const test::TemporaryDirectory directory;
  CHECK(read_query_lines(directory.write("queries", "satu dua\n\ntiga\n")) == Words{"satu dua", "tiga"});
  CHECK_THROWS_AS(read_query_lines(directory.write("queries", "\n")), relevance::InputError);
}

}  // namespace
}  // namespace telusur::bench
