#include "backend/word_source.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "backend/bm25.hpp"
#include "backend/database.hpp"
#include "backend/query_planner.hpp"
#include "backend/word_operators.hpp"
#include "query/expansion.hpp"
#include "query/parser.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"

namespace backend = telusur::backend;
using telusur::MatchingStrategy;
using telusur::query::Alternative;
using telusur::test::Random;

namespace {

/// Words that share stems and the beginnings of titles, the frequent ones first.
constexpr std::array<std::string_view, 20> kWords{
    "the ",     "soto ",    "memasak ", "masak ",   "ayam ",  "soup ",  "cooking",  " cooked ", "recipe ", "recipes ",
    "dimasak ", "masakan ", "kudus ",   "chicken ", "resep ", "gulai ", "rendang ", "noodle ",  "data ",   "base "};

std::string some_words(Random& random, std::uint64_t count) {
  std::string text;
  for (; count > 0; --count) {
    // Squared, so that the first words are the most frequent.
    const auto place = random.between(0, kWords.size() - 1) * random.between(0, kWords.size() - 1) / kWords.size();
    text += kWords[place];
    text += ' ';
  }
  return text;
}

/// An index of random documents of many lengths, and random queries for it.
class Library {
 public:
  Library(Random& random, int documents)
      : random_(random), analyzer_(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"})) {
    const auto path = directory_.path() / "db";
    backend::Writer::create(path, telusur::test::stored_index());
    backend::Writer writer(path, std::chrono::seconds(20));
    telusur::Settings settings;
    settings.searchable_attributes = {"title", "body"};
    for (int id = 0; id < documents; ++id) {
      const telusur::schema::Json json{{"id", std::to_string(id)},
                                       {"title", some_words(random, random.between(1, 4))},
                                       {"body", some_words(random, random.between(0, 40))}};
      writer.put(telusur::index::index_document(json, settings, "id", analyzer_));
    }
    writer.commit();
    database_ = Xapian::Database(path.string());
  }

  telusur::query::Query query() {
    auto query = telusur::query::parse(some_words(random_, random_.between(1, 4)), analyzer_);
    for (auto more = random_.between(0, 4); more > 0; --more) {
      const auto first = random_.between(0, query.clauses.size() - 1);
      const auto count = random_.between(1, std::min<std::uint64_t>(2, query.clauses.size() - first));
      if (auto* expansion = telusur::query::expansion_of(query, first, count); expansion != nullptr) {
        expansion->unfinished = 0.5;
        add_alternative(*expansion);
      }
    }
    std::erase_if(query.expansions, [](const auto& expansion) { return expansion.alternatives.empty(); });
    return query;
  }

  const Xapian::Database& database() const { return database_; }

 private:
  void add_alternative(telusur::query::Expansion& expansion) {
    using Origin = Alternative::Origin;
    constexpr std::array kOrigins{Origin::kSynonym, Origin::kTranslation, Origin::kCompletion, Origin::kCorrection};
    Alternative alternative{random_.pick<Origin>(kOrigins), {}};
    const auto words = alternative.origin == Origin::kCompletion ? 1 : random_.between(1, 2);
    for (auto& clause : telusur::query::parse(some_words(random_, words), analyzer_).clauses) {
      alternative.words.push_back(clause.words.front());
    }
    const auto after = std::find_if(expansion.alternatives.begin(), expansion.alternatives.end(),
                                    [&](const Alternative& other) { return other.origin > alternative.origin; });
    expansion.alternatives.insert(after, alternative);
  }

  Random& random_;
  telusur::analysis::WordAnalyzer analyzer_;
  telusur::test::TemporaryDirectory directory_;
  Xapian::Database database_;
};

Xapian::MSet found(const Xapian::Database& database, const Xapian::Query& plan, Xapian::doccount first,
                   Xapian::doccount count) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(backend::Bm25::for_xapian());
  enquire.set_query(plan);
  return enquire.get_mset(first, count);
}

std::map<Xapian::docid, double> scores(const Xapian::MSet& found) {
  std::map<Xapian::docid, double> scores;
  for (auto match = found.begin(); match != found.end(); ++match) {
    scores.emplace(*match, match.get_weight());
  }
  return scores;
}

}  // namespace

TEST_CASE("sources find the documents that operators find, with their scores") {
  TELUSUR_RANDOM(random);
  for (const int documents : {1, 7, 300}) {
    Library library(random, documents);
    const auto& database = library.database();
    const backend::TermStatistics statistics(database);
    const auto lengths = std::make_shared<const backend::DocumentLengths>(database);
    for (int i = 0; i < 400; ++i) {
      const auto query = library.query();
      CAPTURE(telusur::query::describe(query) + " | " + telusur::query::describe_expansions(query));
      for (const auto strategy : {MatchingStrategy::kLast, MatchingStrategy::kAll}) {
        CAPTURE(static_cast<int>(strategy));
        const auto operators = backend::plan_query(query, strategy, statistics, backend::PlanForm::kOperators);
        const auto sources = backend::plan_query(query, strategy, statistics, backend::PlanForm::kSources,
                                                 {.lengths = i % 2 == 0 ? lengths : nullptr});
        const auto wanted = found(database, operators, 0, database.get_doccount());
        const auto all = found(database, sources, 0, database.get_doccount());
        CHECK(all.get_max_possible() == doctest::Approx(wanted.get_max_possible()).epsilon(1e-9));
        const auto wanted_scores = scores(wanted);
        const auto all_scores = scores(all);
        REQUIRE(all_scores.size() == wanted_scores.size());
        for (const auto& [id, score] : wanted_scores) {
          CAPTURE(id);
          REQUIRE(all_scores.contains(id));
          CHECK(all_scores.at(id) == doctest::Approx(score).epsilon(1e-9));
        }
        const auto page = found(database, sources, 2, 5);
        REQUIRE(page.size() == (all.size() < 2 ? 0 : std::min<Xapian::doccount>(5, all.size() - 2)));
        for (Xapian::doccount n = 0; n < page.size(); ++n) {
          CHECK(*page[n] == *all[n + 2]);
          CHECK(page[n].get_weight() == all[n + 2].get_weight());
        }
        CHECK(page.get_matches_lower_bound() <= all.size());
        CHECK(page.get_matches_upper_bound() >= all.size());
      }
    }
  }
}

TEST_CASE("what is demanded leaves documents out, and the others keep their scores") {
  TELUSUR_RANDOM(random);
  Library library(random, 300);
  const auto& database = library.database();
  const auto all = database.get_doccount();
  const backend::TermStatistics statistics(database);
  for (int i = 0; i < 400; ++i) {
    const auto query = library.query();
    CAPTURE(telusur::query::describe(query) + " | " + telusur::query::describe_expansions(query));
    const auto groups = backend::plan_words(query, {0, query.clauses.size()}, statistics);
    auto wanted = scores(
        found(database, backend::plan_query(query, MatchingStrategy::kLast, statistics, backend::PlanForm::kOperators),
              0, all));
    backend::Stage stage;
    for (std::size_t group = 0; group < groups.size(); ++group) {
      if (random.one_in(2)) {
        stage.push_back(group);
        const auto having = scores(found(database, backend::word_operators({groups[group]}, Xapian::Query::OP_AND), 0,
                                         database.get_doccount()));
        std::erase_if(wanted, [&](const auto& document) { return !having.contains(document.first); });
      }
    }
    CAPTURE(backend::describe({stage}));
    const auto plan =
        backend::plan_query(query, MatchingStrategy::kLast, statistics, backend::PlanForm::kSources, {}, stage);
    const auto left = found(database, plan, 0, all);
    const auto left_scores = scores(left);
    REQUIRE(left_scores.size() == wanted.size());
    for (const auto& [id, score] : wanted) {
      REQUIRE(left_scores.contains(id));
      CHECK(left_scores.at(id) == doctest::Approx(score).epsilon(1e-9));
    }
    const auto page = found(database, plan, 1, 5);
    REQUIRE(page.size() == (left.size() < 1 ? 0 : std::min<Xapian::doccount>(5, left.size() - 1)));
    for (Xapian::doccount n = 0; n < page.size(); ++n) {
      CHECK(*page[n] == *left[n + 1]);
    }
    CHECK(page.get_matches_lower_bound() <= left.size());
    CHECK(page.get_matches_upper_bound() >= left.size());
    if (!stage.empty()) {
      CHECK(found(database, backend::plan_demands(query, stage, statistics, {}), 0, all).size() == wanted.size());
    }
  }
}

TEST_CASE("a source goes on behind a place that it is sent to, under other operators") {
  TELUSUR_RANDOM(random);
  Library library(random, 200);
  const auto& database = library.database();
  const backend::TermStatistics statistics(database);
  for (int i = 0; i < 100; ++i) {
    const auto query = library.query();
    const auto other = library.query();
    CAPTURE(telusur::query::describe(query) + " | " + telusur::query::describe(other));
    const auto plan = [&](const telusur::query::Query& of, backend::PlanForm form) {
      return backend::plan_query(of, MatchingStrategy::kLast, statistics, form);
    };
    using backend::PlanForm;
    for (const auto op : {Xapian::Query::OP_AND, Xapian::Query::OP_OR, Xapian::Query::OP_AND_MAYBE,
                          Xapian::Query::OP_FILTER, Xapian::Query::OP_AND_NOT}) {
      CAPTURE(static_cast<int>(op));
      const auto wanted =
          scores(found(database, {op, plan(query, PlanForm::kOperators), plan(other, PlanForm::kOperators)}, 0, 1000));
      const auto all = found(database, {op, plan(query, PlanForm::kSources), plan(other, PlanForm::kSources)}, 0, 1000);
      REQUIRE(all.size() == wanted.size());
      for (auto match = all.begin(); match != all.end(); ++match) {
        REQUIRE(wanted.contains(*match));
        CHECK(match.get_weight() == doctest::Approx(wanted.at(*match)).epsilon(1e-9));
      }
      const auto page = found(database, {op, plan(query, PlanForm::kSources), plan(other, PlanForm::kSources)}, 0, 3);
      for (Xapian::doccount n = 0; n < page.size(); ++n) {
        CHECK(*page[n] == *all[n]);
      }
    }
  }
}
