#include "backend/query_planner.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "engine/stemmers.hpp"
#include "query/expansion.hpp"
#include "query/parser.hpp"
#include "support/random.hpp"

using telusur::MatchingStrategy;

namespace {

/// Plans queries for a small index whose words have synonyms and translations.
class Planner {
 public:
  explicit Planner(const std::vector<std::vector<std::string>>& documents)
      : analyzer_(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"})),
        database_("", Xapian::DB_BACKEND_INMEMORY) {
    for (const auto& words : documents) {
      Xapian::Document document;
      Xapian::termpos position = 0;
      for (const auto& word : words) {
        document.add_posting(word, ++position);
      }
      database_.add_document(document);
    }
    const std::vector<telusur::analysis::TermEntry> entries{
        {"gaji", "pay"}, {"pay", "monthly pay"}, {"basis data", "store"}};
    synonyms_ = telusur::analysis::TermTable(entries, analyzer_);
    const std::vector<telusur::analysis::TranslationPair> pairs{
        {"gaji", "salary"}, {"basis data", "database"}, {"hujan", "rain"}, {"rumah sakit", "hospital"}};
    translations_ = telusur::analysis::make_translations(pairs, analyzer_);
  }

  Xapian::Query plan(const std::string& text, MatchingStrategy strategy, bool full = false) {
    auto query = full ? telusur::query::parse_full(text, analyzer_) : telusur::query::parse(text, analyzer_);
    telusur::query::expand(query, {&synonyms_, &translations_}, analyzer_);
    return telusur::backend::plan_query(query, strategy, statistics_, telusur::backend::PlanForm::kOperators);
  }

  const Xapian::Database& database() const { return database_; }

 private:
  telusur::analysis::WordAnalyzer analyzer_;
  Xapian::WritableDatabase database_;
  telusur::backend::TermStatistics statistics_{database_};
  telusur::analysis::TermTable synonyms_;
  telusur::analysis::Translations translations_;
};

/// The plan for an index of two documents: one with the words gaji, basis and data, one with salary, database and pay.
std::string plan(const std::string& text, MatchingStrategy strategy = MatchingStrategy::kLast) {
  Planner planner({{"gaji", "basis", "data"}, {"salary", "Zsalari", "database", "Zdatabas", "pay"}});
  return planner.plan(text, strategy).get_description();
}

std::string shortened(std::string text) {
  for (const auto& [from, to] : {
           std::pair("1.3000000000000000444", "1.3"),
           std::pair("0.80000000000000004441", "0.8"),
           std::pair("0.9000000000000000222", "0.9"),
           std::pair("0.2999999999999999889", "0.3"),
       }) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from)) {
      text.replace(at, std::string(from).size(), to);
    }
  }
  return text;
}

}  // namespace

TEST_CASE("alternatives stand for a word, weaker than it, and only where it is not") {
  CHECK(shortened(plan("gaji")) ==
        "Query(1 * (1.3 * gaji OR 0.9 * ((1.3 * gaji SYNONYM pay) AND_NOT gaji) OR "
        "0.8 * ((1.3 * gaji SYNONYM pay SYNONYM Zsalari) AND_NOT (1.3 * gaji OR pay))))");
  // A translation that the index has not is not asked for.
  CHECK(shortened(plan("hujan")) == "Query(1 * 1.3 * hujan)");
}

TEST_CASE("the alternatives of a phrase stand for all of its words") {
  CHECK(
      shortened(plan("basis data")) ==
      "Query(((1 * 1.3 * basis OR 1 * 1.3 * data) OR "
      "0.8 * (((1 * 1.3 * basis AND 1 * 1.3 * data) SYNONYM Zdatabas) AND_NOT (1 * 1.3 * basis AND 1 * 1.3 * data))))");
  CHECK(
      shortened(plan("basis data", MatchingStrategy::kAll)) ==
      "Query(((1 * 1.3 * basis AND 1 * 1.3 * data) OR "
      "0.8 * (((1 * 1.3 * basis AND 1 * 1.3 * data) SYNONYM Zdatabas) AND_NOT (1 * 1.3 * basis AND 1 * 1.3 * data))))");
}

TEST_CASE("a translation of several words is a phrase") {
  CHECK(shortened(plan("database")) ==
        "Query(1 * (((database SYNONYM Zdatabas) AND_MAYBE 0.3 * database) OR 0.8 * ((((database SYNONYM Zdatabas) "
        "AND_MAYBE 0.3 * database) SYNONYM (basis PHRASE 2 data)) AND_NOT ((database SYNONYM Zdatabas) AND_MAYBE 0.3 * "
        "database))))");
}

TEST_CASE("operators are Xapian's, and what stands beside a group ranks") {
  Planner planner({{"a", "b", "c", "d"}});
  struct Row {
    const char* text;
    const char* plan;
  };
  const auto strategy = MatchingStrategy::kLast;
  for (const auto& [text, wanted] : {
           Row{"aa AND bb", "Query((1 * 1.3 * aa AND 1 * 1.3 * bb))"},
           Row{"aa bb OR cc", "Query(((1 * 1.3 * aa OR 1 * 1.3 * bb) OR 1 * 1.3 * cc))"},
           Row{"aa NOT (bb cc)", "Query((1 * 1.3 * aa AND_NOT (bb OR cc)))"},
           Row{"NOT bb", "Query((<alldocuments> AND_NOT bb))"},
           Row{"aa (bb OR cc)", "Query(((1 * 1.3 * bb OR 1 * 1.3 * cc) AND_MAYBE 1 * 1.3 * aa))"},
           Row{"aa NEAR/5 bb NEAR/2 cc", "Query((aa NEAR 11 bb NEAR 11 cc))"},
           Row{"NOT (aa NOT bb)", "Query((<alldocuments> AND_NOT (aa AND_NOT 1.3 * bb)))"},
       }) {
    CAPTURE(text);
    CHECK(shortened(planner.plan(text, strategy, true).get_description()) == wanted);
  }
}

TEST_CASE("no mixture of words, synonyms and translations is beyond Xapian") {
  TELUSUR_RANDOM(random);
  constexpr std::array<std::string_view, 26> kPieces{"gaji ",
                                                     "salary ",
                                                     "pay ",
                                                     "monthly ",
                                                     "basis ",
                                                     "data ",
                                                     "basis data ",
                                                     "database ",
                                                     "hujan ",
                                                     "rain ",
                                                     "store ",
                                                     "hospital ",
                                                     "rumah ",
                                                     "sakit ",
                                                     "nonesuch ",
                                                     "-gaji ",
                                                     "\"basis data\" ",
                                                     "the ",
                                                     "AND ",
                                                     "OR ",
                                                     "NOT ",
                                                     "(",
                                                     ") ",
                                                     "NEAR/3 ",
                                                     "-(",
                                                     "pay* "};
  const std::vector<std::vector<std::vector<std::string>>> indexes{{},
                                                                   {{"gaji"}},
                                                                   {{"gaji", "basis", "data", "rumah", "sakit"},
                                                                    {"salary", "database", "pay"},
                                                                    {"hospital", "rain"},
                                                                    {"monthly", "pay"}},
                                                                   {{"rain"}, {"Zgaji"}, {"store", "Zdatabas"}}};
  for (const auto& documents : indexes) {
    Planner planner(documents);
    for (int i = 0; i < 500; ++i) {
      const std::string text = random.joined(kPieces, 6);
      CAPTURE(text);
      for (const auto strategy : {MatchingStrategy::kLast, MatchingStrategy::kAll}) {
        Xapian::Enquire enquire(planner.database());
        enquire.set_query(planner.plan(text, strategy, i % 2 == 0));
        const auto found = enquire.get_mset(0, 10);
        CHECK(found.size() <= documents.size());
        for (auto match = found.begin(); match != found.end(); ++match) {
          CHECK(match.get_weight() <= found.get_max_possible() * (1 + 1e-9));
        }
      }
    }
  }
}
