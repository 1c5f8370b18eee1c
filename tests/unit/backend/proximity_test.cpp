#include "backend/proximity.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "backend/database.hpp"
#include "backend/given_weights.hpp"
#include "backend/searcher.hpp"
#include "query/parser.hpp"
#include "support/temporary_directory.hpp"

namespace backend = telusur::backend;
using Strings = std::vector<std::string>;

namespace {

/// Documents of a title each, the first of which has the number 1.
class Titles {
 public:
  explicit Titles(const Strings& titles) {
    telusur::test::create_database(directory_.path() / "db", titles);
    snapshot_.emplace(directory_.path() / "db");
  }

  telusur::query::Query parse(const std::string& text) { return telusur::query::parse(text, analyzer_); }
  backend::Proximity proximity(const std::string& text) {
    return backend::Proximity(parse(text), snapshot_->statistics());
  }
  double gain(const std::string& text, Xapian::docid document) {
    return proximity(text).gain(document, snapshot_->database());
  }
  const backend::Snapshot& snapshot() const { return *snapshot_; }

 private:
  telusur::test::TemporaryDirectory directory_;
  std::optional<backend::Snapshot> snapshot_;
  telusur::analysis::WordAnalyzer analyzer_{telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"})};
};

}  // namespace

TEST_CASE("words gain by how near and how often they stand to each other") {
  Titles titles({
      "soto ayam lain lain lain lain lain lain lain lain lain lain lain",
      "ayam soto lain lain lain lain lain lain lain lain lain lain lain",
      "soto lain ayam lain lain lain lain lain lain lain lain lain lain",
      "soto lain lain lain lain lain lain lain lain lain ayam lain lain",
      "soto lain lain lain lain lain lain lain lain lain lain ayam lain",
      "soto ayam soto ayam lain lain lain lain lain lain lain lain lain",
      "soto lain lain lain lain lain lain lain lain lain lain lain lain",
  });
  const std::string q = "soto ayam";
  const double beside = titles.gain(q, 1);
  CHECK(beside == doctest::Approx(titles.proximity(q).highest() / 2));
  CHECK(titles.gain(q, 2) == beside);
  CHECK(titles.gain(q, 3) == doctest::Approx(titles.proximity(q).highest() / 3));
  CHECK(titles.gain(q, 4) > 0);
  CHECK(titles.gain(q, 4) < titles.gain(q, 3));
  CHECK(titles.gain(q, 5) == 0);
  CHECK(titles.gain(q, 6) > beside);
  CHECK(titles.gain(q, 6) < titles.proximity(q).highest());
  CHECK(titles.gain(q, 7) == 0);
  CHECK(titles.proximity(q).words(1, titles.snapshot().database()) == Strings{"ayam", "soto"});
  CHECK(titles.proximity(q).words(7, titles.snapshot().database()).empty());
}

TEST_CASE("what is no pair gains nothing") {
  Titles titles({"soto ayam dan nasi", "soto lain"});
  CHECK(titles.proximity("soto ayam soto ayam").highest() == titles.proximity("soto ayam").highest());
  for (const char* q : {"", "soto", "soto soto", "soto -ayam", "\"soto ayam\"", "soto tiada", "soto dan"}) {
    CAPTURE(q);
    CHECK(titles.proximity(q).highest() == 0);
    CHECK(titles.gain(q, 1) == 0);
  }
  CHECK(titles.gain("ayam dan nasi", 1) > 0);  // the function word is no word between
  CHECK(titles.gain("ayam tiada nasi", 1) > 0);
  CHECK(titles.proximity("soto ayam nasi").highest() == doctest::Approx(0.3).epsilon(0.2));
}

TEST_CASE("words of one place are not near each other") {
  Titles titles({"back-end lain", "back lain end"});
  CHECK(titles.gain("backend back", 1) == 0);
}

TEST_CASE("of documents with the same words, those where they stand together are first, on each page") {
  Strings names(40, "ayam lain lain lain soto");
  for (const std::size_t n : {7U, 20U}) {
    names[n] = "lain lain soto ayam lain";
  }
  Titles titles(names);
  const auto ids = [&](std::uint32_t offset, std::uint32_t limit) {
    Strings found;
    for (const auto& document : backend::rank(titles.snapshot(), titles.parse("soto ayam "),
                                              telusur::MatchingStrategy::kLast, {.offset = offset, .limit = limit})
                                    .documents) {
      found.push_back(document.stored);
    }
    return found;
  };
  const Strings all = ids(0, 100);
  REQUIRE(all.size() == names.size());
  CHECK(all[0].find("soto ayam") != std::string::npos);
  CHECK(all[1].find("soto ayam") != std::string::npos);
  Strings paged;
  for (std::uint32_t offset = 0; offset < 40; offset += 7) {
    const auto page = ids(offset, 7);
    paged.insert(paged.end(), page.begin(), page.end());
  }
  CHECK(paged == all);
}

TEST_CASE("a search whose time is over while it looks at what is near goes on without") {
  Titles titles(Strings(100, "soto ayam"));
  const auto ranked = [&](bool is_half_over, double min_score) {
    backend::Refinement refinement;
    refinement.is_over = [] { return false; };
    refinement.is_half_over = [is_half_over] { return is_half_over; };
    return backend::rank(titles.snapshot(), titles.parse("soto ayam "), telusur::MatchingStrategy::kLast,
                         {.limit = 5, .count_exactly = 100, .min_score = min_score}, refinement);
  };
  const auto whole = ranked(false, 0.001);
  CHECK_FALSE(whole.cut_off);
  CHECK(whole.documents.size() == 5);
  const auto without = ranked(true, 0.001);
  CHECK(without.cut_off);
  CHECK(without.documents.size() == 5);
  CHECK(without.total == 100);
  CHECK(without.documents[0].score < whole.documents[0].score);
  CHECK_FALSE(ranked(true, 0).cut_off);  // only the order of the first ones asks for it, when they are found
}

TEST_CASE("documents have the weights that are given") {
  Titles titles(Strings(5, "soto"));
  Xapian::Enquire enquire(titles.snapshot().database());
  enquire.set_query(backend::given_weights({{4, 0.5}, {2, 1.5}, {5, 1}}));
  for (int n = 0; n < 2; ++n) {  // a query is asked more than once
    const auto matches = enquire.get_mset(0, 10);
    REQUIRE(matches.size() == 3);
    CHECK(*matches[0] == 2);
    CHECK(*matches[1] == 5);
    CHECK(matches[0].get_weight() == 1.5);
    CHECK(matches.get_max_possible() == 1.5);
  }
}
