#include "backend/chosen_stage.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "backend/database.hpp"
#include "backend/searcher.hpp"
#include "query/parser.hpp"
#include "support/temporary_directory.hpp"

namespace backend = telusur::backend;
using backend::RankedRange;
using backend::Refinement;
using telusur::MatchingStrategy;

namespace {

using Scores = std::map<std::string, double>;  // by title

/// Documents of the words "nasi", "soto" and "rawon", of which the first is in most and the last in fewest of them, and
/// of "sate". Every other one is of shelf 1.
class Shelves {
 public:
  Shelves() {
    telusur::Settings settings;
    settings.searchable_attributes = {"title"};
    settings.filterable_attributes = {"shelf", "kind"};
    auto stored = telusur::test::stored_index();
    stored.settings = settings;
    backend::Writer::create(directory_ / "db", stored);
    backend::Writer writer(directory_ / "db", std::chrono::seconds(20));
    const std::vector<std::pair<std::string, int>> kinds{{"nasi soto rawon", 4}, {"nasi soto", 12}, {"nasi rawon", 6},
                                                         {"soto rawon", 8},      {"nasi", 40},      {"soto", 10},
                                                         {"rawon", 2},           {"sate", 5}};
    for (const auto& [words, count] : kinds) {
      for (int n = 0; n < count; ++n) {
        const telusur::schema::Json json{
            {"id", id_}, {"title", words + " n" + std::to_string(id_)}, {"shelf", id_ % 2}, {"kind", words}};
        writer.put(telusur::index::index_document(json, settings, "id", analyzer_));
        ++id_;
      }
    }
    writer.commit();
    snapshot_ = std::make_unique<backend::Snapshot>(directory_ / "db");
  }

  backend::Ranking rank(const std::string& text, MatchingStrategy strategy, const Refinement& refinement,
                        const RankedRange& range = {.limit = 200, .count_exactly = 200}) {
    return backend::rank(*snapshot_, telusur::query::parse(text, analyzer_), strategy, range, refinement);
  }

  Scores found(const std::string& text, MatchingStrategy strategy, const Refinement& refinement,
               const RankedRange& range = {.limit = 200, .count_exactly = 200}) {
    return scores(rank(text, strategy, refinement, range));
  }

  static Scores scores(const backend::Ranking& ranking) {
    Scores scores;
    for (const auto& document : ranking.documents) {
      scores.emplace(telusur::schema::Json::parse(document.stored)["title"].get<std::string>(), document.score);
    }
    return scores;
  }

  std::shared_ptr<backend::PlannedFilter> filter(const std::string& text) const {
    return backend::PlannedFilter::of(
        telusur::query::parse_filter(text, snapshot_->stored().settings.filterable_attributes));
  }

 private:
  telusur::test::TemporaryDirectory directory_;
  telusur::analysis::WordAnalyzer analyzer_{telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"})};
  int id_ = 0;
  std::unique_ptr<backend::Snapshot> snapshot_;
};

Refinement staged(Xapian::doccount enough) { return {.stage = std::make_shared<backend::ChosenStage>(enough)}; }

bool has_words(const std::string& title, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return (title + " ").find(word + " ") != std::string::npos; });
}

/// Those of the documents whose titles have all of the words.
Scores having(Scores documents, const std::vector<std::string>& words) {
  std::erase_if(documents, [&](const auto& document) { return !has_words(document.first, words); });
  return documents;
}

constexpr auto kLast = MatchingStrategy::kLast;
constexpr auto kFrequency = MatchingStrategy::kFrequency;

}  // namespace

TEST_CASE_FIXTURE(Shelves, "the first stage with enough documents has those that appear, with the scores of any word") {
  const std::string text = "rawon soto nasi";
  const Scores any = found(text, kLast, {});
  REQUIRE(any.size() == 82);
  struct Row {
    Xapian::doccount enough;
    std::string text;
    MatchingStrategy strategy;
    std::vector<std::string> demanded;
  };
  const std::vector<Row> rows{
      {4, text, kLast, {"nasi", "soto", "rawon"}},
      {5, text, kLast, {"soto", "rawon"}},
      {5, "rawon nasi soto", kLast, {"nasi", "rawon"}},
      {5, "rawon nasi soto", kFrequency, {"soto", "rawon"}},
      {10, "rawon nasi soto", kLast, {"nasi", "rawon"}},
      {11, "rawon nasi soto", kLast, {}},
      {12, "rawon nasi soto", kFrequency, {"soto", "rawon"}},
      {13, "rawon nasi soto", kFrequency, {}},
      {5, "nasi soto rawon", kLast, {"nasi", "rawon"}},  // the rarest stays
      {1'000, text, kLast, {}},
      {1'000, text, kFrequency, {}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.enough);
    CAPTURE(row.text);
    CAPTURE(static_cast<int>(row.strategy));
    const auto ranking = rank(row.text, row.strategy, staged(row.enough));
    const Scores all = found(row.text, row.strategy, {});
    CHECK(scores(ranking) == having(all, row.demanded));
    CHECK(ranking.total == ranking.documents.size());
    CHECK(ranking.total_exact);
    CHECK_FALSE(ranking.cut_off);
  }
  CHECK(found(text, MatchingStrategy::kAll, staged(2)) == found(text, MatchingStrategy::kAll, {}));
}

TEST_CASE_FIXTURE(Shelves, "function words are not demanded, nor are words that the index has not") {
  CHECK(found("rawon yang soto", kLast, staged(10)) == having(found("rawon yang soto", kLast, {}), {"rawon", "soto"}));
  CHECK(found("nasi zzz soto", kLast, staged(16)) == having(found("nasi zzz soto", kLast, {}), {"nasi", "soto"}));
  CHECK(found("zzz", kLast, staged(1)).empty());
}

TEST_CASE_FIXTURE(Shelves, "a long question of which no half is in enough documents finds any of its words") {
  const std::string text = "mengapa sate dengan soto dan rawon, bukan dengan nasi?";
  REQUIRE(found(text, kLast, {}).size() == 87);
  CHECK(found(text, kLast, staged(3)) == found(text, kLast, {}));
  CHECK(found(text, kFrequency, staged(3)) == found(text, kLast, {}));
}

TEST_CASE_FIXTURE(Shelves, "each page of a stage is filled, and no page is empty that was not") {
  const std::string text = "rawon nasi soto";
  for (const Xapian::doccount enough : {3U, 8U, 12U, 30U}) {
    CAPTURE(enough);
    const Scores whole = found(text, kFrequency, staged(enough));
    REQUIRE(whole.size() >= enough);
    Scores paged;
    for (std::uint32_t offset = 0; offset < enough; offset += 3) {
      const auto page = found(text, kFrequency, staged(enough), {.offset = offset, .limit = 3});
      CHECK(page.size() == 3);
      paged.insert(page.begin(), page.end());
    }
    CHECK(paged.size() == (enough + 2) / 3 * 3);
    CHECK(std::all_of(paged.begin(), paged.end(), [&](const auto& hit) { return whole.contains(hit.first); }));
  }
}

TEST_CASE_FIXTURE(Shelves, "documents that do not pass count for no stage") {
  const std::string text = "rawon nasi soto";
  const auto refined = [&](Xapian::doccount enough, const std::string& condition) {
    auto refinement = staged(enough);
    refinement.filter = filter(condition);
    return refinement;
  };
  const auto any = found(text, kFrequency, {.filter = filter("shelf = 1")});
  CHECK(found(text, kFrequency, refined(2, "shelf = 1")) == having(any, {"nasi", "soto", "rawon"}));
  CHECK(found(text, kFrequency, refined(3, "shelf = 1")) == having(any, {"soto", "rawon"}));
  CHECK(found(text, kFrequency, refined(7, "shelf = 1")) == any);

  auto without = staged(4);
  without.without = {"0"};
  CHECK(found(text, kFrequency, without).size() == 11);
  without.stage = std::make_shared<backend::ChosenStage>(3);
  CHECK(found(text, kFrequency, without).size() == 3);
}

TEST_CASE_FIXTURE(Shelves, "of documents that are one, one counts for a stage") {
  auto refinement = staged(3);
  refinement.distinct = "kind";
  // "rawon" is in four kinds, in two of them with "soto".
  CHECK(found("rawon soto", kFrequency, refinement).size() == 4);
  refinement.stage = std::make_shared<backend::ChosenStage>(2);
  CHECK(found("rawon soto", kFrequency, refinement).size() == 2);
}

TEST_CASE_FIXTURE(Shelves, "a phrase is demanded whatever the stage, and a word beside it in stages") {
  const std::string text = "\"nasi soto\" rawon";
  const Scores any = found(text, kLast, {});
  CHECK(any.size() == 16);
  CHECK(found(text, kLast, staged(4)) == having(any, {"rawon"}));
  CHECK(found(text, kLast, staged(5)) == any);
  CHECK(found("nasi soto -rawon", kLast, staged(12)) == having(found("nasi soto -rawon", kLast, {}), {"nasi", "soto"}));
  CHECK(found("nasi soto -rawon", kLast, staged(13)).size() == 22);  // those with "soto", the rarer word
}

TEST_CASE_FIXTURE(Shelves, "a least score decides who appears instead, and so do documents that match anyway") {
  const std::string text = "rawon soto";
  const RankedRange range{.limit = 200, .count_exactly = 200, .min_score = 0.01};
  CHECK(found(text, kLast, staged(4), range) == found(text, kLast, {}, range));
  Refinement promoted{.also = {"82", "70"}, .only_also = true};
  const Scores plain = found(text, kLast, promoted);
  CHECK(plain.size() == 2);
  promoted.stage = std::make_shared<backend::ChosenStage>(4);
  CHECK(found(text, kLast, promoted) == plain);
}

TEST_CASE_FIXTURE(Shelves, "the searches of a request have the stage of the first one") {
  auto refinement = staged(4);
  CHECK(found("rawon nasi soto", kFrequency, refinement).size() == 4);
  refinement.filter = filter("shelf = 1");
  CHECK(found("rawon nasi soto", kFrequency, refinement).size() == 2);
}

TEST_CASE_FIXTURE(Shelves, "explanations and orders are of the documents of the stage") {
  auto refinement = staged(4);
  const auto ranking = rank("rawon nasi soto", kLast, refinement, {.limit = 200, .explain = true});
  REQUIRE(ranking.documents.size() == 4);
  for (const auto& document : ranking.documents) {
    double sum = 0;
    for (const auto& part : document.parts) {
      sum += part.score;
    }
    CHECK(sum == doctest::Approx(document.score).epsilon(1e-6));
  }
  refinement.facets = {1};
  const auto counted = rank("rawon nasi soto", kLast, refinement);
  REQUIRE(counted.facets.size() == 1);
  REQUIRE(counted.facets[0].values.size() == 1);
  CHECK(counted.facets[0].values[0].second == 4);
}

TEST_CASE_FIXTURE(Shelves, "without time to count nothing is demanded, and the answer says so") {
  auto refinement = staged(5);
  refinement.is_over = [] { return false; };
  refinement.is_half_over = [] { return true; };
  // Of "nasi" and "rawon" the frequencies do not tell in how many documents they are together.
  const auto ranking = rank("nasi rawon soto", kLast, refinement);
  CHECK(ranking.cut_off);
  CHECK(ranking.documents.size() == 82);
  refinement.stage = std::make_shared<backend::ChosenStage>(5);
  refinement.is_half_over = [] { return false; };
  CHECK(rank("nasi rawon soto", kLast, refinement).documents.size() == 10);
}
