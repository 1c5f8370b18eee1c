#include "backend/source_label.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using telusur::ScoreKind;
using telusur::backend::SourceLabel;

TEST_CASE("a label is read back from the description of the query that holds its source") {
  for (int kind = 0; kind <= static_cast<int>(ScoreKind::kOther); ++kind) {
    for (const auto& terms : std::vector<std::vector<std::string>>{{}, {"soto"}, {"Zsoto", "nasi goreng", ")"}}) {
      const SourceLabel label{static_cast<ScoreKind>(kind), terms};
      const auto read = SourceLabel::of("Query(PostingSource(" + label.description() + "))");
      CHECK(read.kind == label.kind);
      CHECK(read.terms == label.terms);
    }
  }
}

TEST_CASE("a source without a label is of no kind that is known") {
  for (const char* text : {"", "Query(PostingSource(Xapian::ValueWeightPostingSource(slot=0)))",
                           "Query(PostingSource(telusur\n", "telusur\nsomething\nsoto\n"}) {
    CHECK(SourceLabel::of(text).kind == ScoreKind::kOther);
    CHECK(SourceLabel::of(text).terms.empty());
  }
}
