#include "backend/relaxation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace backend = telusur::backend;
using telusur::MatchingStrategy;

TEST_CASE("stages let words go one by one down to half of them, and never the rarest one first") {
  struct Row {
    std::vector<Xapian::doccount> documents;  // of the words 0, 1, 2 …
    std::string last;
    std::string frequency;
  };
  const std::vector<Row> rows{
      {{}, "any", "any"},
      {{5}, "0 > any", "0 > any"},
      {{5, 9}, "0 1 > 0 > any", "0 1 > 0 > any"},
      {{9, 5}, "0 1 > 1 > any", "0 1 > 1 > any"},
      {{7, 9, 5}, "0 1 2 > 0 2 > any", "0 1 2 > 0 2 > any"},
      {{9, 5, 7}, "0 1 2 > 0 1 > any", "0 1 2 > 1 2 > any"},
      {{9, 8, 5, 7}, "0 1 2 3 > 0 1 2 > 0 2 > any", "0 1 2 3 > 1 2 3 > 2 3 > any"},
      {{9, 8, 7, 5}, "0 1 2 3 > 0 1 3 > 0 3 > any", "0 1 2 3 > 1 2 3 > 2 3 > any"},
      {{6, 6, 6, 6}, "0 1 2 3 > 0 1 2 > 0 1 > any", "0 1 2 3 > 0 1 2 > 0 1 > any"},
      {{9, 5, 0, 7, 6}, "0 1 2 3 4 > 0 1 2 3 > 0 1 2 > any", "0 1 2 3 4 > 1 2 3 4 > 1 2 4 > any"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.last);
    std::vector<backend::Demandable> words;
    for (const auto documents : row.documents) {
      words.push_back({words.size(), documents});
    }
    CHECK(backend::describe(backend::relaxation(words, MatchingStrategy::kLast)) == row.last);
    CHECK(backend::describe(backend::relaxation(words, MatchingStrategy::kFrequency)) == row.frequency);
  }
}

TEST_CASE("stages name groups by their places in the query") {
  const std::vector<backend::Demandable> words{{1, 20}, {4, 10}};
  CHECK(backend::describe(backend::relaxation(words, MatchingStrategy::kLast)) == "1 4 > 4 > any");
}
