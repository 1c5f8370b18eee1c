#include "search/similar.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/error.hpp"
#include "support/hits.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"

using nlohmann::json;
using telusur::ErrorCode;
using telusur::SearchRequest;
using telusur::SimilarRequest;
using telusur::test::error_of;
using Ids = std::vector<std::string>;

namespace {

/// Articles about food and about servers, and one that has nothing in common with any.
class Magazine {
 public:
  Magazine() : index_(telusur::Engine(directory_.path()).create_index("a", settings(), "id")) {
    const json documents = json::array({
        {{"id", "soto"}, {"title", "Resep soto ayam"}, {"body", "Rebus ayam dengan kunyit dan serai."}, {"owner", 1}},
        {{"id", "rawon"}, {"title", "Resep rawon"}, {"body", "Merebus daging dengan kluwek dan serai."}, {"owner", 1}},
        {{"id", "gulai"}, {"title", "Gulai ayam"}, {"body", "Ayam, santan, kunyit dan serai."}, {"owner", 2}},
        {{"id", "nginx"}, {"title", "Server nginx"}, {"body", "Konfigurasi server untuk aplikasi."}, {"owner", 1}},
        {{"id", "docker"}, {"title", "Docker"}, {"body", "Server aplikasi di dalam container."}, {"owner", 2}},
        {{"id", "lone"}, {"title", "Zyzzyva"}, {"body", "Quetzal."}, {"owner", 1}},
        {{"id", "empty"}, {"owner", 1}},
    });
    index_.add_json(documents.dump());
    index_.commit();
  }

  telusur::SearchResponse similar(const SimilarRequest& request) const { return index_.similar(request); }

  Ids found(const std::string& id, const SearchRequest& documents = {}) const {
    return telusur::test::ids_of(similar({id, documents}));
  }

 private:
  static telusur::Settings settings() {
    telusur::Settings settings;
    settings.searchable_attributes = {"title", "body"};
    settings.displayed_attributes = {"id", "title", "owner"};
    settings.filterable_attributes = {"owner"};
    return settings;
  }

  telusur::test::TemporaryDirectory directory_;
  telusur::Index index_;
};

}  // namespace

TEST_CASE("an id that no document can have is refused") {
  const Magazine magazine;
  for (const std::string& id : {std::string(), std::string("a b"), std::string("soto?"), std::string(512, 'x')}) {
    const auto error = error_of([&] { magazine.found(id); });
    CHECK(error.code() == ErrorCode::kInvalidArgument);
    CHECK(error.subject() == "id");
  }
}

TEST_CASE_FIXTURE(Magazine, "documents are like those that share their telling words, in any of their forms") {
  CHECK(found("soto") == Ids{"gulai", "rawon"});
  CHECK(found("gulai") == Ids{"soto", "rawon"});
  CHECK(found("docker") == Ids{"nginx"});
  // "merebus" and "rebus" are one word; "dengan" and "dan" say nothing.
  CHECK(found("rawon") == Ids{"soto", "gulai"});
  CHECK(found("lone").empty());
  CHECK(found("empty").empty());
}

TEST_CASE_FIXTURE(Magazine, "a score is the share of what the document itself would have, and may be asked for") {
  const auto hits = similar({"soto"}).hits;
  REQUIRE(hits.size() == 2);
  CHECK(hits[0].ranking_score > hits[1].ranking_score);
  CHECK(hits[0].ranking_score < 1);
  CHECK(hits[1].ranking_score > 0);
  CHECK(found("soto", {.ranking_score_threshold = hits[0].ranking_score}) == Ids{"gulai"});
  CHECK(found("soto", {.ranking_score_threshold = 1}).empty());
}

TEST_CASE_FIXTURE(Magazine, "a part of them, those that pass a filter, and what is displayed") {
  CHECK(found("soto", {.limit = 1}) == Ids{"gulai"});
  CHECK(found("soto", {.offset = 1}) == Ids{"rawon"});
  CHECK(found("soto", {.limit = 0}).empty());
  CHECK(found("soto", {.filter = "owner = 1"}) == Ids{"rawon"});
  // The document itself need not pass.
  CHECK(found("soto", {.filter = "owner = 2"}) == Ids{"gulai"});
  CHECK(similar({"soto", {.limit = 0, .within = "owner = 1"}}).total_hits == 1);
  const auto response = similar({"soto"});
  CHECK(response.total_hits == 2);
  CHECK(json::parse(response.hits[0].document) == json{{"id", "gulai"}, {"title", "Gulai ayam"}, {"owner", 2}});
  CHECK(json::parse(similar({"soto", {.attributes_to_retrieve = {"title", "body"}}}).hits[0].document) ==
        json{{"title", "Gulai ayam"}});
}

TEST_CASE_FIXTURE(Magazine, "nothing is told of documents that may not be seen, be it that they are there") {
  CHECK(found("soto", {.within = "owner = 1"}) == Ids{"rawon"});
  CHECK(found("soto", {.filter = "owner = 2", .within = "owner = 1"}).empty());
  const auto hidden = error_of([&] { found("gulai", {.within = "owner = 1"}); });
  const auto missing = error_of([&] { found("nowhere", {.within = "owner = 1"}); });
  CHECK(hidden.code() == ErrorCode::kNotFound);
  CHECK(hidden.subject() == "similar id");
  CHECK(missing.subject() == hidden.subject());
  CHECK(std::string(hidden.what()) == "there is no document 'gulai'");
  CHECK(std::string(missing.what()) == "there is no document 'nowhere'");
}

TEST_CASE_FIXTURE(Magazine, "a wrong filter or range is named") {
  CHECK(error_of([&] { found("soto", {.filter = "title = a"}); }).subject() == "filter");
  CHECK(error_of([&] { found("soto", {.limit = 10'001}); }).subject() == "limit");
  CHECK(error_of([&] { found("soto", {.offset = 10'001}); }).subject() == "offset");
}

TEST_CASE("a request is read from JSON, and its answer written") {
  const auto request = telusur::similar_request_from_json(
      R"({"id": 7, "offset": 1, "limit": 2, "filter": ["a = 1"], "attributesToRetrieve": ["title"],
          "showRankingScore": true, "rankingScoreThreshold": 0.25, "embedder": "default", "retrieveVectors": false})");
  CHECK(request.id == "7");
  CHECK(request.documents.offset == 1);
  CHECK(request.documents.limit == 2);
  CHECK(request.documents.filter == R"(["a = 1"])");
  CHECK(request.documents.attributes_to_retrieve == std::vector<std::string>{"title"});
  CHECK(request.documents.show_ranking_score);
  CHECK(request.documents.ranking_score_threshold == 0.25);
  telusur::SearchResponse response;
  response.hits.push_back({"8", 0.5, R"({"title":"x"})", {}, {}});
  response.total_hits = 3;
  response.offset = 1;
  response.limit = 2;
  CHECK(json::parse(to_json(response, request)) == json::parse(R"({"hits": [{"title": "x", "_rankingScore": 0.5}],
      "id": "7", "processingTimeMs": 0, "limit": 2, "offset": 1, "estimatedTotalHits": 3, "totalHitsExact": false})"));
}

TEST_CASE("what a request may not say is refused by name") {
  struct Row {
    std::string json, subject;
    ErrorCode code = ErrorCode::kInvalidArgument;
  };
  for (const auto& row :
       {Row{"{}", "id missing"}, Row{R"({"id": null})", "id missing"}, Row{R"({"id": [1]})", "id"},
        Row{R"({"id": 1.5})", "id"}, Row{R"({"id": 1, "limit": "a"})", "limit"},
        Row{R"({"id": 1, "q": "a"})", "request"}, Row{R"({"id": 1, "page": 1})", "request"},
        Row{R"({"id": 1, "embedder": 1})", "embedder"}, Row{"[]", "request"}, Row{"{", "request"},
        Row{R"({"id": 1, "showRankingScoreDetails": 1})", "showRankingScoreDetails"},
        Row{R"({"id": 1, "showRankingScoreDetails": true})", "showRankingScoreDetails", ErrorCode::kUnsupported}}) {
    CAPTURE(row.json);
    const auto error = error_of([&] { telusur::similar_request_from_json(row.json); });
    CHECK(error.subject() == row.subject);
    CHECK(error.code() == row.code);
  }
}

TEST_CASE("a document that is not to be seen stays hidden, however little time there is") {
  const telusur::test::TemporaryDirectory directory;
  telusur::Settings settings;
  settings.filterable_attributes = {"tag"};
  settings.search_cutoff_ms = 1;
  telusur::Index index = telusur::Engine(directory.path()).create_index("a", settings, "id");
  json documents = json::array();
  for (int id = 0; id < 20'000; ++id) {
    documents.push_back({{"id", id}, {"title", "soto"}, {"tag", "umum" + std::to_string(id)}});
  }
  index.add_json(documents.dump());
  index.commit();
  SearchRequest hidden;
  hidden.within = "NOT tag CONTAINS umum19999";
  CHECK(error_of([&] { index.similar({"19999", hidden}); }).code() == ErrorCode::kNotFound);
  SearchRequest seen;
  seen.within = "tag CONTAINS umum19999";
  CHECK_NOTHROW(index.similar({"19999", seen}));
}
