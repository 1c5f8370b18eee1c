#include "search/score_details.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"

using telusur::Hit;
using telusur::ScoreContribution;
using telusur::ScoreKind;
using telusur::SearchRequest;
using Strings = std::vector<std::string>;

namespace {

constexpr const char* kArticles = R"([
  {"id":"gaji","title":"Gaji karyawan","body":"Cara menghitung gaji bulanan."},
  {"id":"salary","title":"Salary","body":"How to compute a salary."},
  {"id":"baca","title":"Membaca","body":"Bacaan dan pembaca yang membaca buku."},
  {"id":"kolom","title":"Kolom ikan","body":"Merawat kolom."},
  {"id":"upah","title":"Lain","body":"Tentang honorarium dan basis data."}])";

class Articles {
 public:
  Articles() : index_(telusur::Engine(directory_.path()).create_index("a", settings())) {
    index_.add_json(kArticles);
    index_.commit();
  }

  std::vector<Hit> hits(std::string q, telusur::QuerySyntax syntax = telusur::QuerySyntax::kSimple) const {
    SearchRequest request{.q = std::move(q), .query_syntax = syntax};
    request.show_ranking_score_details = true;
    return index_.search(request).hits;
  }

  Hit hit(const std::string& q, const std::string& id) const {
    for (auto& one : hits(q)) {
      if (one.id == id) {
        return one;
      }
    }
    FAIL(q << " does not find " << id);
    return {};
  }

 private:
  static telusur::Settings settings() {
    auto settings = telusur::Settings::articles();
    settings.synonyms = {{"gaji", {"honorarium"}}};
    return settings;
  }

  telusur::test::TemporaryDirectory directory_;
  telusur::Index index_;
};

const ScoreContribution* find(const Hit& hit, ScoreKind kind) {
  const auto found = std::find_if(hit.score_details.begin(), hit.score_details.end(),
                                  [&](const ScoreContribution& one) { return one.kind == kind; });
  return found == hit.score_details.end() ? nullptr : &*found;
}

double sum(const Hit& hit) {
  double sum = 0;
  for (const auto& detail : hit.score_details) {
    sum += detail.score;
  }
  return sum;
}

}  // namespace

TEST_CASE("each way to be found has its kind, word, terms and attributes") {
  struct Case {
    std::string q;
    std::string id;
    ScoreKind kind;
    std::string word;
    std::string term;
    Strings attributes;
  };
  const Articles articles;
  for (const auto& [q, id, kind, word, term, attributes] :
       std::vector<Case>{{"Membaca ", "baca", ScoreKind::kExact, "Membaca", "membaca", {"title", "body"}},
                         {"membaca ", "baca", ScoreKind::kStem, "membaca", "membaca", {"title", "body"}},
                         {"pembacaan ", "baca", ScoreKind::kStem, "pembacaan", "bacaan", {"title", "body"}},
                         {"gaji ", "upah", ScoreKind::kSynonym, "gaji", "honorarium", {"body"}},
                         {"gaji ", "salary", ScoreKind::kTranslation, "gaji", "salary", {"title", "body"}},
                         {"kol", "kolom", ScoreKind::kCompletion, "kol", "kolom", {"title", "body"}},
                         {"buku honorarum ", "upah", ScoreKind::kCorrection, "honorarum", "honorarium", {"body"}},
                         {"\"basis data\"", "upah", ScoreKind::kPhrase, "basis data", "basis", {"body"}},
                         {"gaji", "gaji", ScoreKind::kTitle, "gaji", "gaji", {"title"}}}) {
    CAPTURE(q);
    CAPTURE(id);
    const Hit hit = articles.hit(q, id);
    const auto* detail = find(hit, kind);
    REQUIRE(detail != nullptr);
    CHECK(detail->word == word);
    CHECK(std::find(detail->terms.begin(), detail->terms.end(), term) != detail->terms.end());
    CHECK(detail->attributes == attributes);
    CHECK(detail->score > 0);
    CHECK(sum(hit) == doctest::Approx(hit.ranking_score).epsilon(1e-9));
  }
}

TEST_CASE("the parts of every score are named, come largest first, and sum to it, whatever is asked") {
  constexpr std::string_view kPieces[] = {
      "gaji ",      "salary ",   "membaca ", "bacaan ", "kol",         "yang ", "\"basis data\" ",
      "honorarum ", "karyawan ", "-buku ",   "ikan ",   "basis data ", "a ",    "the ",
      "AND ",       "OR ",       "NOT ",     "(",       ") ",          "ko* ",  "NEAR/3 ",
      "bulan",      "Cara ",     "database "};
  TELUSUR_RANDOM(random);
  const Articles articles;
  std::size_t explained = 0;
  for (int round = 0; round < 600; ++round) {
    const std::string q = random.joined(std::span(kPieces), 6);
    CAPTURE(q);
    const auto syntax = random.one_in(2) ? telusur::QuerySyntax::kFull : telusur::QuerySyntax::kSimple;
    for (const auto& hit : articles.hits(q, syntax)) {
      const auto& details = hit.score_details;
      if (details.empty()) {
        // Nothing that ranks was asked for, or the document has nothing of it.
        CHECK((hit.ranking_score == 1 || hit.ranking_score == 0));
        continue;
      }
      ++explained;
      CHECK(sum(hit) == doctest::Approx(hit.ranking_score).epsilon(1e-9));
      CHECK(std::is_sorted(details.begin(), details.end(),
                           [](const auto& a, const auto& b) { return a.score > b.score; }));
      for (const auto& detail : details) {
        CHECK(detail.kind != ScoreKind::kOther);
        CHECK(detail.score > 0);
        CHECK_FALSE(detail.terms.empty());
        CHECK_FALSE(detail.attributes.empty());
      }
    }
  }
  CHECK(explained > 500);
}

TEST_CASE("an answer has the details when the request asks for them") {
  const Articles articles;
  telusur::SearchResponse response;
  response.hits = articles.hits("gaji karyawan");
  REQUIRE_FALSE(response.hits.empty());
  SearchRequest request;
  CHECK(telusur::to_json(response, request).find("_rankingScoreDetails") == std::string::npos);
  request.show_ranking_score_details = true;
  CHECK(telusur::to_json(response, request).find("\"_rankingScoreDetails\":{") != std::string::npos);
}

TEST_CASE("in JSON the contributions stand under their kinds, the one that gave most first") {
  const std::vector<ScoreContribution> details{{ScoreKind::kStem, "baca", {"baca"}, {"body"}, 0.25},
                                               {ScoreKind::kTitle, "baca buku", {"baca buku"}, {"title"}, 0.5},
                                               {ScoreKind::kStem, "buku", {"buku"}, {"title", "body"}, 0.125}};
  CHECK(telusur::search::score_details_json(details).dump() ==
        R"({"title":{"order":0,"score":0.5,"contributions":[)"
        R"({"word":"baca buku","terms":["baca buku"],"attributes":["title"],"score":0.5}]},)"
        R"("stem":{"order":1,"score":0.375,"contributions":[)"
        R"({"word":"baca","terms":["baca"],"attributes":["body"],"score":0.25},)"
        R"({"word":"buku","terms":["buku"],"attributes":["title","body"],"score":0.125}]}})");
}
