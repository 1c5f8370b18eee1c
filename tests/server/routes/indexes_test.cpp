// Indexes, settings, lists of documents and several searches at once, over HTTP.
#include <doctest/doctest.h>

#include <string>

#include "writing_fixture.hpp"

using nlohmann::json;
using telusur::test::WritingFixture;

namespace {

json ids_of(const json& list) {
  json ids = json::array();
  for (const auto& document : list["results"]) {
    ids.push_back(document["id"]);
  }
  return ids;
}

}  // namespace

TEST_CASE_FIXTURE(WritingFixture, "indexes are created, changed, swapped and deleted") {
  const json created = write("POST", "/indexes", R"({"uid":"a","primaryKey":"key"})");
  CHECK(created["type"] == "indexCreation");
  CHECK(created["details"] == json{{"primaryKey", "key"}});
  CHECK(get("/indexes/a")["primaryKey"] == "key");
  CHECK(write("POST", "/indexes", R"({"uid":"a"})")["error"]["code"] == "index_already_exists");
  CHECK(write("PATCH", "/indexes/a", R"({"primaryKey":"id"})")["status"] == "succeeded");
  CHECK(get("/indexes/a")["primaryKey"] == "id");
  write("POST", "/indexes/a/documents", R"({"id":1})");
  CHECK(write("PATCH", "/indexes/a", R"({"primaryKey":"key"})")["error"]["code"] == "index_primary_key_already_exists");
  write("POST", "/indexes/b/documents", R"([{"id":2},{"id":3}])");
  const json swapped = write("POST", "/swap-indexes", R"([{"indexes":["a","b"]}])");
  CHECK(swapped["indexUid"].is_null());
  CHECK(swapped["details"]["swaps"][0]["indexes"] == json{"a", "b"});
  CHECK(get("/indexes/a/stats")["numberOfDocuments"] == 2);
  CHECK(write("POST", "/swap-indexes", R"([{"indexes":["a","z"]}])")["error"]["code"] == "index_not_found");
  CHECK(write("DELETE", "/indexes/a")["details"] == json{{"deletedDocuments", 2}});
  CHECK(write("DELETE", "/indexes/a")["error"]["code"] == "index_not_found");
  CHECK(get("/indexes")["total"] == 1);
}

TEST_CASE_FIXTURE(WritingFixture, "what is wrong with a request about indexes is named") {
  refused(send("POST", "/indexes", R"({})"), 400, "missing_index_uid");
  refused(send("POST", "/indexes", R"({"uid":"a b"})"), 400, "invalid_index_uid");
  refused(send("POST", "/indexes", R"({"uid":1})"), 400, "invalid_index_uid");
  refused(send("POST", "/indexes", R"({"uid":"a","primaryKey":1})"), 400, "invalid_index_primary_key");
  refused(send("POST", "/indexes", R"({"uid":"a","other":1})"), 400, "bad_request");
  refused(send("POST", "/indexes", "["), 400, "malformed_payload");
  refused(send("POST", "/indexes", "\"" + std::string(5u << 20, 'x') + "\""), 413, "payload_too_large");
  refused(send("PATCH", "/indexes/a", R"({"uid":"b"})"), 400, "feature_not_available");
  refused(send("POST", "/swap-indexes", R"({})"), 400, "bad_request");
  refused(send("POST", "/swap-indexes", R"([{}])"), 400, "missing_swap_indexes");
  refused(send("POST", "/swap-indexes", R"([{"indexes":["a"]}])"), 400, "invalid_swap_indexes");
  refused(send("POST", "/swap-indexes", R"([{"indexes":["a","a"]}])"), 400, "invalid_swap_duplicate_index_found");
  refused(send("POST", "/swap-indexes", R"([{"indexes":["a","b"],"rename":true}])"), 400, "feature_not_available");
}

TEST_CASE_FIXTURE(WritingFixture, "settings act on documents that are there, and go back") {
  write("POST", "/indexes/a/documents", R"([{"id":1,"title":"soto","body":"ayam"},{"id":2,"title":"ayam"}])");
  const json task = write("PATCH", "/indexes/a/settings", R"({"searchableAttributes":["title"],"stopWords":[]})");
  CHECK(task["type"] == "settingsUpdate");
  CHECK(task["details"] == json{{"searchableAttributes", {"title"}}, {"stopWords", json::array()}});
  CHECK(get("/indexes/a/search?q=ayam")["hits"].size() == 1);
  CHECK(get("/indexes/a/settings")["searchableAttributes"] == json{"title"});
  write("PUT", "/indexes/a/settings/filterable-attributes", R"(["title"])");
  CHECK(get("/indexes/a/settings/filterable-attributes") == json{"title"});
  CHECK(get("/indexes/a/search?filter=title=soto")["hits"].size() == 1);
  write("PUT", "/indexes/a/settings/synonyms", R"({"coto":["soto"]})");
  CHECK(get("/indexes/a/search?q=coto")["hits"].size() == 1);
  write("PATCH", "/indexes/a/settings/typo-tolerance", R"({"enabled":false})");
  CHECK(get("/indexes/a/settings/typo-tolerance")["enabled"] == false);
  const json all = get("/indexes/a/settings");
  CHECK(write("PATCH", "/indexes/a/settings", all.dump())["status"] == "succeeded");
  CHECK(get("/indexes/a/settings") == all);
  write("DELETE", "/indexes/a/settings/searchable-attributes");
  CHECK(get("/indexes/a/search?q=ayam")["hits"].size() == 2);
  CHECK(get("/indexes/a/settings/typo-tolerance")["enabled"] == false);
  write("DELETE", "/indexes/a/settings");
  CHECK(get("/indexes/a/settings/typo-tolerance")["enabled"] == true);
  CHECK(get("/indexes/a/settings/synonyms") == json::object());
  CHECK(write("PATCH", "/indexes/new/settings", R"({"languages":["id"]})")["status"] == "succeeded");
  CHECK(get("/indexes/new/settings")["languages"] == json{"id"});
}

TEST_CASE_FIXTURE(WritingFixture, "curations, ranking rules and limits act as soon as their task is done") {
  write("POST", "/indexes/a/documents", R"([{"id":1,"t":"soto","n":1},{"id":2,"t":"soto","n":2},{"id":3,"t":"nasi"}])");
  const auto ids = [&](const std::string& query) {
    std::vector<int> found;
    const json answer = get("/indexes/a/search?" + query);
    for (const auto& hit : answer["hits"]) {
      found.push_back(hit["id"].get<int>());
    }
    return found;
  };
  const std::string curations =
      R"([{"query":"soto","match":"exact","promote":[{"id":"3","position":1}],"hide":["1"]}])";
  write("PUT", "/indexes/a/settings/curations", curations);
  CHECK(get("/indexes/a/settings/curations") == json::parse(curations));
  CHECK(ids("q=soto") == std::vector{3, 2});
  write("DELETE", "/indexes/a/settings/curations");
  CHECK(get("/indexes/a/settings/curations") == json::array());
  write("PUT", "/indexes/a/settings/ranking-rules", R"(["words","n:desc"])");
  CHECK(get("/indexes/a/settings/ranking-rules") == json{"words", "n:desc"});
  CHECK(ids("q=soto") == std::vector{2, 1});
  write("PATCH", "/indexes/a/settings/pagination", R"({"maxTotalHits":1})");
  CHECK(get("/indexes/a/settings/pagination") == json{{"maxTotalHits", 1}});
  CHECK(ids("q=soto") == std::vector{2});
  const json answer = get("/indexes/a/search?q=soto%20xyzzyq&showLanguage=true&showRankingScoreDetails=true");
  CHECK(answer["droppedTerms"] == json{"xyzzyq"});
  CHECK(answer["hits"][0]["_language"] == "id");
  CHECK(answer["hits"][0]["_rankingScoreDetails"]["exact"]["order"] == 0);
}

TEST_CASE_FIXTURE(WritingFixture, "settings that are wrong, or not there, are refused by name") {
  refused(send("PATCH", "/indexes/a/settings", R"({"other":1})"), 400, "bad_request");
  refused(send("PATCH", "/indexes/a/settings", R"([])"), 400, "bad_request");
  refused(send("PATCH", "/indexes/a/settings", R"({"embedders":{"a":{}}})"), 400, "feature_not_available");
  refused(send("PATCH", "/indexes/a/settings/embedders", R"({"a":{}})"), 400, "feature_not_available");
  refused(send("PATCH", "/indexes/a/settings", R"({"searchableAttributes":1})"), 400,
          "invalid_settings_searchable_attributes");
  refused(send("PUT", "/indexes/a/settings/synonyms", "[1]"), 400, "invalid_settings_synonyms");
  refused(send("PATCH", "/indexes/a/settings/faceting", R"({"maxValuesPerFacet":-5})"), 400,
          "invalid_settings_faceting");
  refused(send("PUT", "/indexes/a/settings/curations", R"([{"query":1}])"), 400, "invalid_settings_curations");
  refused(send("PUT", "/indexes/a/settings/ranking-rules", R"(["best"])"), 400, "invalid_settings_ranking_rules");
  refused(send("PUT", "/indexes/a/settings/dictionary", R"(["a.b"])"), 400, "feature_not_available");
  refused(send("PUT", "/indexes/a/settings/faceting", "{}"), 405, "method_not_allowed");
  refused(send("PUT", "/indexes/a/settings/none", "{}"), 404, "not_found");
  refused(send("GET", "/indexes/a/settings", "", ""), 404, "index_not_found");
}

TEST_CASE_FIXTURE(WritingFixture, "documents are listed in pages, by filter, by ids, in part") {
  write("PATCH", "/indexes/a/settings", R"({"filterableAttributes":["n"],"sortableAttributes":["n"]})");
  std::string documents = "[";
  for (int id = 0; id < 25; ++id) {
    documents += (id == 0 ? "" : ",") + (R"({"id":)" + std::to_string(id) + R"(,"n":)" + std::to_string(id % 5) + "}");
  }
  write("POST", "/indexes/a/documents", documents + "]");
  const json list = get("/indexes/a/documents");
  CHECK(list["results"].size() == 20);
  CHECK(list["results"][3] == json{{"id", 3}, {"n", 3}});
  CHECK(list["total"] == 25);
  CHECK(list["offset"] == 0);
  CHECK(list["limit"] == 20);
  CHECK(get("/indexes/a/documents?offset=24&fields=n")["results"] == json{{{"n", 4}}});
  CHECK(ids_of(get("/indexes/a/documents?filter=n%3D4&limit=2&offset=3")) == json{19, 24});
  const auto fetched = [&](std::string_view body) {
    return json::parse(send("POST", "/indexes/a/documents/fetch", body).body);
  };
  CHECK(fetched(R"({"filter":["n = 4"]})")["total"] == 5);
  CHECK(ids_of(fetched(R"({"sort":["n:desc"],"filter":"n >= 3","offset":4,"limit":2})")) == json{24, 3});
  const json by_ids = fetched(R"({"ids":[7,"3",99,7],"fields":["id"]})");
  CHECK(by_ids["results"] == json{{{"id", 3}}, {{"id", 7}}});
  CHECK(by_ids["total"] == 2);
  CHECK(ids_of(fetched(R"({"ids":[7,3,2,13],"filter":"n = 3","sort":["n:asc"],"limit":1,"offset":1})")) == json{13});
  CHECK(fetched(R"({"ids":[]})")["total"] == 0);
  const auto wrong = [&](std::string_view body, std::string_view code) {
    refused(send("POST", "/indexes/a/documents/fetch", body), 400, code);
  };
  wrong(R"({"limit":-1})", "invalid_document_limit");
  wrong(R"({"offset":"x"})", "invalid_document_offset");
  wrong(R"({"fields":"x"})", "invalid_document_fields");
  wrong(R"({"filter":"m = 1"})", "invalid_document_filter");
  wrong(R"({"sort":["m:asc"]})", "invalid_document_sort");
  wrong(R"({"other":1})", "bad_request");
  json many = json::array();
  for (int id = 0; id <= 10'000; ++id) {
    many.push_back(id);
  }
  wrong(json{{"ids", many}}.dump(), "invalid_document_ids");
  many.push_back(0);
  many.erase(1);
  CHECK(fetched(json{{"ids", many}}.dump())["total"] == 24);
  refused(send("GET", "/indexes/a/documents?limit=x", "", ""), 400, "invalid_document_limit");
  refused(send("GET", "/indexes/none/documents", "", ""), 404, "index_not_found");
}

TEST_CASE_FIXTURE(WritingFixture, "several searches are answered at once, each as alone") {
  write("POST", "/indexes/a/documents", R"([{"id":1,"title":"soto"},{"id":2,"title":"rawon"}])");
  write("POST", "/indexes/b/documents", R"({"id":3,"title":"soto"})");
  const auto search = [&](std::string_view body) { return send("POST", "/multi-search", body); };
  const json results =
      json::parse(search(R"({"queries":[{"indexUid":"a","q":"rawon","limit":5},{"indexUid":"b","q":"soto","page":1}]})")
                      .body)["results"];
  REQUIRE(results.size() == 2);
  CHECK(results[0]["indexUid"] == "a");
  CHECK(results[0]["hits"] == json{{{"id", 2}, {"title", "rawon"}}});
  CHECK(results[0]["limit"] == 5);
  CHECK(results[1]["hits"].size() == 1);
  CHECK(results[1]["totalPages"] == 1);
  const auto missing = search(R"({"queries":[{"indexUid":"a"},{"indexUid":"z"}]})");
  refused(missing, 404, "index_not_found");
  CHECK(missing.body.find("Inside `.queries[1]`") != std::string::npos);
  refused(search(R"({"queries":[{"indexUid":"a","limit":"x"}]})"), 400, "invalid_search_limit");
  refused(search(R"({"queries":[{"q":"a"}]})"), 400, "missing_index_uid");
  refused(search(R"({"queries":{}})"), 400, "bad_request");
  const std::string most = R"({"indexUid":"a","limit":10000},{"indexUid":"a","hitsPerPage":9980},)";
  CHECK(search(R"({"queries":[)" + most + R"({"indexUid":"a"}]})").status == 200);
  const auto many = search(R"({"queries":[)" + most + R"({"indexUid":"a","limit":21}]})");
  refused(many, 400, "bad_request");
  CHECK(many.body.find("Inside `.queries[2]`") != std::string::npos);
  CHECK(many.body.find("at most 20000") != std::string::npos);
  refused(search(R"({"queries":[],"federation":1})"), 400, "invalid_multi_search_federated");
}

TEST_CASE_FIXTURE(WritingFixture, "an index that replaces another one gets its changes at the swap") {
  write("POST", "/indexes/a/documents", R"([{"id":1,"title":"soto"},{"id":2,"title":"rawon"}])");
  CHECK(write("POST", "/indexes", R"({"uid":"b","primaryKey":"id","replaces":"a"})")["status"] == "succeeded");
  write("POST", "/indexes/b/documents", R"([{"id":1,"title":"sate"}])");
  write("POST", "/indexes/a/documents", R"({"id":3,"title":"gudeg"})");
  write("DELETE", "/indexes/a/documents/2");
  CHECK(write("POST", "/swap-indexes", R"([{"indexes":["a","b"]}])")["status"] == "succeeded");
  const json documents = get("/indexes/a/documents")["results"];
  CHECK(documents == json::parse(R"([{"id":1,"title":"sate"},{"id":3,"title":"gudeg"}])"));
  CHECK(write("POST", "/indexes", R"({"uid":"c","replaces":"z"})")["error"]["code"] == "index_not_found");
  for (const char* wrong : {R"(1)", R"("")", R"("a b")", R"(["a"])"}) {
    refused(send("POST", "/indexes", R"({"uid":"c","replaces":)" + std::string(wrong) + "}"), 400, "invalid_index_uid");
  }
  CHECK(write("POST", "/indexes", R"({"uid":"d","replaces":null})")["status"] == "succeeded");
}

TEST_CASE_FIXTURE(WritingFixture, "several searches make one list") {
  write("POST", "/indexes/a/documents", R"([{"id":1,"title":"soto ayam"},{"id":2,"title":"rawon"}])");
  write("POST", "/indexes/b/documents", R"({"id":1,"title":"soto"})");
  const auto search = [&](std::string_view body) { return send("POST", "/multi-search", body); };
  const json answer = json::parse(
      search(R"({"federation":{"limit":5},"queries":[{"indexUid":"a","q":"soto","federationOptions":{"weight":0.1}},
                {"indexUid":"b","q":"soto","attributesToRetrieve":["title"]}]})")
          .body);
  REQUIRE(answer["hits"].size() == 2);
  CHECK(answer["hits"][0]["title"] == "soto");
  CHECK_FALSE(answer["hits"][0].contains("id"));
  CHECK(answer["hits"][0]["_federation"]["indexUid"] == "b");
  CHECK(answer["hits"][0]["_federation"]["queriesPosition"] == 1);
  CHECK(answer["hits"][1]["_federation"]["weightedRankingScore"].get<double>() < 0.11);
  CHECK(answer["limit"] == 5);
  CHECK(answer["estimatedTotalHits"] == 2);
  CHECK_FALSE(answer.contains("results"));
  const auto missing = search(R"({"federation":{},"queries":[{"indexUid":"a"},{"indexUid":"z"}]})");
  refused(missing, 404, "index_not_found");
  CHECK(missing.body.find("Inside `.queries[1]`") != std::string::npos);
  refused(search(R"({"federation":{},"queries":[{"indexUid":"a","limit":1}]})"), 400,
          "invalid_multi_search_query_pagination");
  refused(search(R"({"federation":{},"queries":[{"indexUid":"a","facets":["x"]}]})"), 400,
          "invalid_multi_search_query_facets");
  refused(search(R"({"federation":{},"queries":[{"q":"a"}]})"), 400, "missing_index_uid");
  refused(search(R"({"federation":{"limit":-1},"queries":[]})"), 400, "invalid_search_limit");
  refused(search(R"({"federation":{"offset":"x"},"queries":[]})"), 400, "invalid_search_offset");
  refused(search(R"({"queries":[],"nonsense":null})"), 400, "bad_request");
  refused(search(R"({"federation":{},"queries":[],"nonsense":1})"), 400, "bad_request");
  refused(search(R"({"queries":[{"indexUid":"a","federationOptions":{"weight":1}}]})"), 400,
          "invalid_multi_search_federation_options");
  refused(search(R"({"federation":{"distinct":"x"},"queries":[]})"), 400, "feature_not_available");
}

TEST_CASE_FIXTURE(WritingFixture, "documents like one, and suggestions") {
  write("PUT", "/indexes/a/settings/filterable-attributes", R"(["kind"])");
  write("POST", "/indexes/a/documents", R"([{"id":1,"title":"Soto ayam","kind":"x"},{"id":2,"title":"Soto betawi"},
                                            {"id":3,"title":"Rawon"}])");
  const auto similar = [&](std::string_view body) { return send("POST", "/indexes/a/similar", body); };
  const json answer = json::parse(similar(R"({"id":1,"embedder":"default"})").body);
  CHECK(answer["hits"] == json{{{"id", 2}, {"title", "Soto betawi"}}});
  CHECK(answer["id"] == "1");
  CHECK(get("/indexes/a/similar?id=1&limit=5&showRankingScore=true")["hits"][0].contains("_rankingScore"));
  refused(similar(R"({"id":9})"), 400, "not_found_similar_id");
  refused(similar("{}"), 400, "invalid_similar_id");
  refused(similar(R"({"id":"a b"})"), 400, "invalid_similar_id");
  refused(similar(R"({"id":1,"limit":"x"})"), 400, "invalid_similar_limit");
  refused(similar(R"({"id":1,"filter":"title = a"})"), 400, "invalid_similar_filter");
  refused(similar(R"({"id":1,"retrieveVectors":true})"), 400, "feature_not_available");
  refused(similar("{"), 400, "malformed_payload");
  refused(send("POST", "/indexes/none/similar", R"({"id":1})"), 404, "index_not_found");

  const auto suggest = [&](std::string_view body) { return send("POST", "/indexes/a/suggest", body); };
  const json suggested = json::parse(suggest(R"({"q":"so","limit":3})").body);
  CHECK(suggested["query"] == "so");
  CHECK(suggested["suggestions"][0] == json{{"text", "soto"}, {"kind", "word"}, {"count", 2}});
  CHECK(suggested["suggestions"][1] == json{{"text", "Soto betawi"}, {"kind", "title"}, {"count", 1}, {"id", "2"}});
  CHECK(get("/indexes/a/suggest?q=so&filter=kind%20%3D%20x")["suggestions"][0]["count"] == 1);
  refused(suggest(R"({"q":1})"), 400, "invalid_search_q");
  refused(suggest(R"({"limit":0})"), 400, "invalid_search_limit");
  refused(suggest(R"({"within":"kind = x"})"), 400, "bad_request");
  refused(suggest("{"), 400, "malformed_payload");
}
