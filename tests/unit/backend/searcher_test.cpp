#include "backend/searcher.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "backend/database.hpp"
#include "query/parser.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"

namespace backend = telusur::backend;

using backend::RankedRange;
using telusur::MatchingStrategy;

namespace {

using Titles = std::vector<std::string>;

/// A database of titles, and searches in it.
struct Library {
  explicit Library(const Titles& titles) { telusur::test::create_database(directory.path() / "db", titles); }

  backend::Ranking rank(const std::string& text, const RankedRange& range = {},
                        MatchingStrategy strategy = MatchingStrategy::kLast) const {
    telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
    const backend::Snapshot snapshot(directory.path() / "db");
    return backend::rank(snapshot, telusur::query::parse(text, analyzer), strategy, range);
  }

  Titles titles(const std::string& text, const RankedRange& range = {},
                MatchingStrategy strategy = MatchingStrategy::kLast) const {
    Titles found;
    for (const auto& document : rank(text, range, strategy).documents) {
      found.push_back(telusur::schema::Json::parse(document.stored)["title"].get<std::string>());
    }
    return found;
  }

  telusur::test::TemporaryDirectory directory;
};

}  // namespace

TEST_CASE("documents with more of the words, and with rarer ones, come first") {
  const Library library({"soto", "soto ayam", "sate ayam", "ayam", "ayam goreng", "nasi"});
  CHECK(library.titles("soto ayam").front() == "soto ayam");
  CHECK(library.titles("soto ayam").at(1) == "soto");
  CHECK(library.titles("soto ayam").size() == 5);
  CHECK(library.titles("soto ayam", {}, MatchingStrategy::kAll) == Titles{"soto ayam"});
  CHECK(library.titles("bubur").empty());
}

TEST_CASE("a word as it was typed ranks above other forms of it") {
  const Library library({"penulisan", "menulis"});
  CHECK(library.titles("menulis").front() == "menulis");
  CHECK(library.titles("penulisan").front() == "penulisan");
}

TEST_CASE("any part of a ranking can be asked for, and the parts make up the whole") {
  const Library library({"a", "a b", "a b c", "a b c d", "a b c d e"});
  const Titles whole = library.titles("a");
  REQUIRE(whole.size() == 5);
  for (std::uint32_t offset = 0; offset <= 6; ++offset) {
    CAPTURE(offset);
    const Titles part = library.titles("a", {.offset = offset, .limit = 2});
    const auto from = std::min<std::size_t>(offset, 5);
    CHECK(part == Titles(whole.begin() + static_cast<std::ptrdiff_t>(from),
                         whole.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(from + 2, 5))));
  }
  CHECK(library.rank("a", {.limit = 0, .count_exactly = 100}).total == 5);
}

TEST_CASE("scores are shares of one, fall with the rank, and can be a threshold") {
  const Library library({"kopi", "kopi susu", "kopi susu gula aren", "teh"});
  const auto ranking = library.rank("kopi");
  REQUIRE(ranking.documents.size() == 3);
  double previous = 1;
  for (const auto& document : ranking.documents) {
    CHECK(document.score > 0);
    CHECK(document.score <= previous);
    previous = document.score;
  }
  const double second = ranking.documents[1].score;
  CHECK(library.titles("kopi", {.min_score = second}).size() == 2);
  CHECK(library.rank("kopi", {.count_exactly = 100, .min_score = second}).total == 2);
}

TEST_CASE("an empty query finds every document with the best score, an exclusion takes some out") {
  const Library library({"kopi", "teh", "susu"});
  const auto every = library.rank("", {.count_exactly = 100});
  CHECK(every.total == 3);
  CHECK(every.total_exact);
  CHECK(every.documents[0].score == 1);
  CHECK(library.titles("-teh") == Titles{"kopi", "susu"});
}

TEST_CASE("a database without documents has nothing to rank") {
  const Library library({});
  CHECK(library.titles("kopi").empty());
  CHECK(library.rank("").total == 0);
}

TEST_CASE("the best documents that pass a filter are found without a look at all of them") {
  TELUSUR_RANDOM(random);
  const telusur::test::TemporaryDirectory directory;
  telusur::Settings settings;
  settings.searchable_attributes = {"title"};
  settings.filterable_attributes = {"n", "text"};
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  backend::StoredIndex stored = telusur::test::stored_index();
  stored.settings = settings;
  backend::Writer::create(directory / "db", stored);
  backend::Writer writer(directory / "db", std::chrono::seconds(20));
  for (int id = 0; id < 2000; ++id) {
    std::string title = "soto";
    for (auto words = random.between(0, 12); words > 0; --words) {
      title += random.one_in(3) ? " ayam" : random.one_in(2) ? " soto" : " lain";
    }
    const telusur::schema::Json json{{"id", id}, {"title", title}, {"n", id % 50}, {"text", std::string(300, 'x')}};
    writer.put(telusur::index::index_document(json, settings, "id", analyzer));
  }
  writer.commit();
  const backend::Snapshot snapshot(directory / "db");
  const auto ranked = [&](const std::string& filter, std::uint32_t limit) {
    const auto query = telusur::query::parse("soto ayam", analyzer);
    std::vector<std::string> documents;
    for (const auto& document : backend::rank(snapshot, query, MatchingStrategy::kLast, {.limit = limit},
                                              {.filter = backend::PlannedFilter::of(telusur::query::parse_filter(
                                                   filter, settings.filterable_attributes))})
                                    .documents) {
      documents.push_back(document.stored);
    }
    return documents;
  };
  for (const char* filter : {"n < 3", "n = 7 OR n > 40", "NOT n 5 TO 48", "text CONTAINS x AND n >= 10", "text = x"}) {
    CAPTURE(filter);
    auto all = ranked(filter, 2000);
    CHECK(all.size() < 2000);
    all.resize(std::min<std::size_t>(all.size(), 5));
    CHECK(ranked(filter, 5) == all);
  }
}
