// Every route against the shapes of the API, through real sockets and a real index.
#include <doctest/doctest.h>
#include <spdlog/sinks/null_sink.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "application.hpp"
#include "auth/route_rules.hpp"
#include "client.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/telusur.hpp"

using namespace telusur::test;
using nlohmann::json;

namespace {

constexpr std::string_view kJsonType = "Content-Type: application/json\r\n";

/// A server over two indexes: "articles" with three of them, and "empty".
class Fixture {
 public:
  Fixture() {
    telusur::Engine engine(data_.path());
    telusur::Index index = engine.create_index("articles", telusur::Settings::articles(), "id");
    index.add_json(R"([
      {"id": "resep/nasi", "title": "Nasi goreng <kampung>", "body": "Nasi digoreng dengan bawang.", "lang": "id",
       "url": "https://example.org/nasi", "tags": ["masak"], "published": "2024-05-01"},
      {"id": "2", "title": "Index maintenance", "body": "A database keeps an index of every table.", "lang": "en"},
      {"id": "3", "title": "Belajar basis data", "body": "Indeks mempercepat pencarian.", "lang": "id"}])");
    index.commit();
    engine.create_index("empty");
    telusur::server::ApplicationOptions options;
    options.data_dir = data_.path();
    options.net.port = 0;
    const auto log = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>());
    application_ = std::make_unique<telusur::server::Application>(options, log);
  }

  auto routes() const { return application_->router().routes(); }

  Answer get(std::string_view target, std::string_view headers = "") {
    return fetch(application_->port(), "GET", target, headers);
  }
  Answer send(std::string_view method, std::string_view target, std::string_view headers = "",
              std::string_view body = "") {
    return fetch(application_->port(), method, target, headers, body);
  }
  Answer search(std::string_view body) { return send("POST", "/indexes/articles/search", kJsonType, body); }

 private:
  TemporaryDirectory data_;
  std::unique_ptr<telusur::server::Application> application_;
};

std::set<std::string> names(const json& object) {
  std::set<std::string> out;
  for (const auto& [name, value] : object.items()) {
    out.insert(name);
  }
  return out;
}

void check_error(const Answer& answer, int status, std::string_view code) {
  CHECK(answer.status == status);
  CHECK(answer.header("Content-Type") == "application/json");
  CHECK(answer.header("Access-Control-Allow-Origin") == "*");
  const json body = json::parse(answer.body);
  CHECK(names(body) == std::set<std::string>{"code", "link", "message", "type"});
  CHECK(body["code"] == code);
  CHECK_FALSE(body["message"].get<std::string>().empty());
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "search by POST and GET have one answer") {
  const Answer posted = search(R"({"q": "nasi", "attributesToHighlight": ["title"], "limit": 5})");
  CHECK(posted.status == 200);
  CHECK(posted.header("Content-Type") == "application/json");
  json body = json::parse(posted.body);
  CHECK(names(body) == std::set<std::string>{"estimatedTotalHits", "hits", "limit", "offset", "processingTimeMs",
                                             "query", "totalHitsExact"});
  REQUIRE(body["hits"].size() == 1);
  CHECK(body["hits"][0]["id"] == "resep/nasi");
  CHECK_FALSE(body["hits"][0].contains("body"));
  CHECK(body["hits"][0]["_formatted"]["title"] == "<em>Nasi</em> goreng &lt;kampung&gt;");
  CHECK(body["limit"] == 5);
  json got = json::parse(get("/indexes/articles/search?q=nasi&attributesToHighlight=title&limit=5").body);
  body.erase("processingTimeMs");
  got.erase("processingTimeMs");
  CHECK(got == body);
}

TEST_CASE_FIXTURE(Fixture, "numbered pages have their own shape") {
  const json body = json::parse(search(R"({"q": "", "page": 1, "hitsPerPage": 2})").body);
  CHECK(names(body) == std::set<std::string>{"hits", "hitsPerPage", "page", "processingTimeMs", "query", "totalHits",
                                             "totalHitsExact", "totalPages"});
  CHECK(body["totalHits"] == 3);
  CHECK(body["totalPages"] == 2);
}

TEST_CASE_FIXTURE(Fixture, "no text typed into a search box is an error") {
  for (const char* q : {"", "%00", "%ff%fe", "(((", "%22", "-", "AND+OR+NOT", "*", "a:b", "%F0%9F%98%80"}) {
    CHECK_MESSAGE(get("/indexes/articles/search?q=" + std::string(q)).status == 200, q);
  }
}

TEST_CASE_FIXTURE(Fixture, "a search can look in some attributes alone") {
  const auto found = [&](const std::string& body) { return json::parse(search(body).body)["hits"].size(); };
  CHECK(found(R"({"q": "database"})") > 0);
  CHECK(found(R"({"q": "indeks", "crossLanguage": false})") == 1);
  CHECK(found(R"({"q": "indeks", "crossLanguage": false, "attributesToSearchOn": ["title"]})") == 0);
  CHECK(found(R"({"q": "title:indeks", "crossLanguage": false, "querySyntax": "full"})") == 0);
  CHECK(json::parse(get("/indexes/articles/search?q=belajar&attributesToSearchOn=title,body").body)["hits"].size() ==
        1);
}

TEST_CASE_FIXTURE(Fixture, "what is wrong with a search is named") {
  struct Case {
    std::string_view body;
    int status;
    std::string_view code;
  };
  const Case cases[] = {
      {R"({"q": 1})", 400, "invalid_search_q"},
      {R"({"limit": "x"})", 400, "invalid_search_limit"},
      {R"({"limit": -1})", 400, "invalid_search_limit"},
      {R"({"offset": 1.5})", 400, "invalid_search_offset"},
      {R"({"hitsPerPage": true})", 400, "invalid_search_hits_per_page"},
      {R"({"attributesToCrop": "body"})", 400, "invalid_search_attributes_to_crop"},
      {R"({"attributesToSearchOn": "title"})", 400, "invalid_search_attributes_to_search_on"},
      {R"({"matchingStrategy": "some"})", 400, "invalid_search_matching_strategy"},
      {R"({"query": "x"})", 400, "bad_request"},
      {R"([])", 400, "bad_request"},
      {R"({"q": )", 400, "malformed_payload"},
      {"\xff", 400, "malformed_payload"},
      {" ", 400, "missing_payload"},
  };
  for (const Case& test : cases) {
    INFO(test.body);
    check_error(search(test.body), test.status, test.code);
  }
  check_error(send("POST", "/indexes/articles/search", "", "{}"), 415, "missing_content_type");
  check_error(send("POST", "/indexes/articles/search", "Content-Type: text/plain\r\n", "{}"), 415,
              "invalid_content_type");
  check_error(send("POST", "/indexes/nowhere/search", kJsonType, "{}"), 404, "index_not_found");
  check_error(get("/indexes/nowhere/search"), 404, "index_not_found");
  check_error(get("/indexes/articles/search?limit=x"), 400, "invalid_search_limit");
  check_error(get("/indexes/articles/search?nonsense=x"), 400, "bad_request");
  CHECK(send("POST", "/indexes/articles/search", "content-type: Application/JSON; charset=utf-8\r\n", "{}").status ==
        200);
  check_error(search(std::string(50'000, '[')), 400, "malformed_payload");
  check_error(search(std::string(200, '[') + std::string(200, ']')), 400, "malformed_payload");
}

TEST_CASE_FIXTURE(Fixture, "filters, an order and facets") {
  const auto ids = [](const Answer& answer) {
    INFO(answer.body);
    CHECK(answer.status == 200);
    std::string out;
    const json body = json::parse(answer.body);
    for (const auto& hit : body["hits"]) {
      out += hit["id"].get<std::string>() + " ";
    }
    return out;
  };
  CHECK(ids(search(R"({"filter": "lang = id"})")) == "resep/nasi 3 ");
  CHECK(ids(search(R"({"filter": "\"lang\" = \"id\" AND tags EXISTS", "q": "nasi"})")) == "resep/nasi ");
  CHECK(ids(search(R"({"filter": [["\"lang\"=\"en\"", "\"tags\"=\"masak\""], "lang != fr"]})")) == "resep/nasi 2 ");
  CHECK(ids(search(R"({"filter": "published >= 2024-05-01T00:00:00Z"})")) == "resep/nasi ");
  CHECK(ids(search(R"({"filter": "", "sort": ["published:asc"]})")) == "resep/nasi 2 3 ");
  CHECK(ids(get("/indexes/articles/search?filter=lang%20%3D%20en")) == "2 ");
  CHECK(ids(get("/indexes/articles/search?filter=%5B%5B%22lang%3Den%22%2C%22tags%3Dmasak%22%5D%5D")) ==
        "resep/nasi 2 ");
  CHECK(ids(get("/indexes/articles/search?sort=published:desc&filter=")) == "resep/nasi 2 3 ");

  const json posted = json::parse(search(R"({"facets": ["lang", "tags"], "limit": 0})").body);
  CHECK(posted["hits"].empty());
  CHECK(posted["estimatedTotalHits"] == 3);
  CHECK(posted["facetDistribution"] == json::parse(R"({"lang": {"en": 1, "id": 2}, "tags": {"masak": 1}})"));
  CHECK(posted["facetStats"] == json::object());
  const json got = json::parse(get("/indexes/articles/search?facets=lang,tags&limit=0").body);
  CHECK(got["facetDistribution"] == posted["facetDistribution"]);
  const json every = json::parse(get("/indexes/articles/search?facets=*&filter=lang=id").body);
  CHECK(names(every["facetDistribution"]) == std::set<std::string>{"lang", "published", "tags", "url"});
  CHECK(every["facetDistribution"]["lang"] == json{{"id", 2}});
  CHECK(json::parse(get("/indexes/empty/search?facets=*").body)["facetDistribution"] == json::object());
}

TEST_CASE_FIXTURE(Fixture, "values of a facet are searched for") {
  const auto facet_search = [&](std::string_view body) {
    return send("POST", "/indexes/articles/facet-search", kJsonType, body);
  };
  const json found = json::parse(facet_search(R"({"facetName": "tags", "facetQuery": "mas"})").body);
  CHECK(found["facetHits"] == json::parse(R"([{"value": "masak", "count": 1}])"));
  CHECK(found["facetQuery"] == "mas");
  CHECK(found["processingTimeMs"].is_number());
  CHECK(json::parse(
            facet_search(R"({"facetName": "lang", "q": "basis data", "filter": "lang = id"})").body)["facetHits"] ==
        json::parse(R"([{"value": "id", "count": 1}])"));
  check_error(facet_search("{}"), 400, "missing_facet_search_facet_name");
  check_error(facet_search(R"({"facetName": "title"})"), 400, "invalid_facet_search_facet_name");
  check_error(facet_search(R"({"facetName": "tags", "facetQuery": 1})"), 400, "invalid_facet_search_facet_query");
  check_error(facet_search(R"({"facetName": "tags", "filter": "x = 1"})"), 400, "invalid_search_filter");
  check_error(facet_search("{"), 400, "malformed_payload");
  check_error(send("POST", "/indexes/missing/facet-search", kJsonType, R"({"facetName": "tags"})"), 404,
              "index_not_found");
}

TEST_CASE_FIXTURE(Fixture, "a wrong filter, order or facet is refused with its code, whatever it is") {
  const auto filter_error = [&](const json& filter) {
    const Answer answer = search(json{{"filter", filter}}.dump());
    check_error(answer, 400, "invalid_search_filter");
    return json::parse(answer.body)["message"].get<std::string>();
  };
  const std::string unknown = filter_error("lang = id AND author = x");
  CHECK(unknown.find("byte 14") != std::string::npos);
  CHECK(unknown.find("url, lang, tags, published") != std::string::npos);
  for (const char* filter : {"1", "true", "{}", "[1]", R"(["lang = id", {"a": 1}])", R"([[["lang = id"]]])"}) {
    INFO(filter);
    filter_error(json::parse(filter));
  }
  for (const std::string& filter : std::vector<std::string>{"lang",
                                                            "lang =",
                                                            "lang = 'id",
                                                            "lang = \"id",
                                                            "lang = id OR",
                                                            "lang == id",
                                                            "lang > id",
                                                            "((((",
                                                            ")",
                                                            "NOT",
                                                            "lang IN [",
                                                            "published 1 TO",
                                                            "lang = a b",
                                                            std::string("\0", 1),
                                                            std::string("lang\0 = id", 10),
                                                            std::string("lang = id\0 x", 12),
                                                            std::string(101, '(') + "lang = id",
                                                            std::string(100'000, '('),
                                                            "NOT " + std::string(1'000, '!'),
                                                            std::string(300'000, 'x'),
                                                            std::string(200, '[')}) {
    INFO(filter.substr(0, 80));
    filter_error(filter);
  }
  json nested = "lang = id";
  for (int depth = 0; depth < 90; ++depth) {
    nested = json::array({nested});
  }
  filter_error(nested);
  std::string many = "lang = id";
  for (int i = 0; i < 10'000; ++i) {
    many += " OR lang = id";
  }
  filter_error(many);
  check_error(search(R"x({"filter": "_geoRadius(1, 2, 3)"})x"), 400, "invalid_search_filter");
  check_error(search(R"({"sort": ["title:asc"]})"), 400, "invalid_search_sort");
  check_error(search(R"({"sort": ["published"]})"), 400, "invalid_search_sort");
  check_error(search(R"({"sort": "published:asc"})"), 400, "invalid_search_sort");
  check_error(search(R"({"facets": ["title"]})"), 400, "invalid_search_facets");
  check_error(search(R"({"facets": "lang"})"), 400, "invalid_search_facets");
  check_error(get("/indexes/articles/search?filter=lang"), 400, "invalid_search_filter");
  check_error(get("/indexes/articles/search?filter=%5Bbroken"), 400, "invalid_search_filter");
  check_error(get("/indexes/articles/search?sort=published"), 400, "invalid_search_sort");
  check_error(get("/indexes/articles/search?facets=nothing"), 400, "invalid_search_facets");
  const Answer none = send("POST", "/indexes/empty/search", kJsonType, R"({"filter": "a = 1"})");
  check_error(none, 400, "invalid_search_filter");
  CHECK(none.body.find("no filterable attributes") != std::string::npos);
  CHECK(search(R"({"q": "nasi", "filter": "lang = id"})").status == 200);
}

TEST_CASE_FIXTURE(Fixture, "documents, whole and in part") {
  const json whole = json::parse(get("/indexes/articles/documents/resep%2Fnasi").body);
  CHECK(whole["body"] == "Nasi digoreng dengan bawang.");
  CHECK(whole == json::parse(get("/indexes/articles/documents/resep/nasi").body));
  CHECK(get("/indexes/articles/documents/2?fields=title,id,none").body == R"({"id":"2","title":"Index maintenance"})");
  CHECK(json::parse(get("/indexes/articles/documents/2?fields=*").body).contains("body"));
  check_error(get("/indexes/articles/documents/none"), 404, "document_not_found");
  check_error(get("/indexes/nowhere/documents/2"), 404, "index_not_found");
  check_error(get("/indexes/articles/documents/2?x=1"), 400, "bad_request");
}

TEST_CASE_FIXTURE(Fixture, "indexes and what they hold") {
  const json list = json::parse(get("/indexes").body);
  CHECK(names(list) == std::set<std::string>{"limit", "offset", "results", "total"});
  CHECK(list["total"] == 2);
  REQUIRE(list["results"].size() == 2);
  CHECK(names(list["results"][0]) == std::set<std::string>{"createdAt", "primaryKey", "uid", "updatedAt"});
  CHECK(list["results"][0]["uid"] == "articles");
  CHECK(list["results"][0]["primaryKey"] == "id");
  CHECK(list["results"][1]["primaryKey"].is_null());
  CHECK(json::parse(get("/indexes?offset=1&limit=1").body)["results"][0]["uid"] == "empty");
  CHECK(json::parse(get("/indexes?offset=9").body)["results"].empty());
  check_error(get("/indexes?limit=-1"), 400, "invalid_index_limit");
  CHECK(json::parse(get("/indexes/articles").body) == list["results"][0]);
  check_error(get("/indexes/nowhere"), 404, "index_not_found");
  check_error(get("/indexes/bad%20name"), 400, "invalid_index_uid");
  check_error(get("/indexes/bad%20name/stats"), 400, "invalid_index_uid");

  const json stats = json::parse(get("/indexes/articles/stats").body);
  CHECK(stats["numberOfDocuments"] == 3);
  CHECK(stats["isIndexing"] == false);
  CHECK(stats["fieldDistribution"]["title"] == 3);
  CHECK(stats["numberOfEmbeddings"] == 0);
  CHECK(stats["rawDocumentDbSize"] > 0);
  CHECK(json::parse(get("/indexes/empty/stats").body)["avgDocumentSize"] == 0);
  check_error(get("/indexes/nowhere/stats"), 404, "index_not_found");

  const json all = json::parse(get("/stats").body);
  CHECK(names(all) == std::set<std::string>{"databaseSize", "indexes", "lastUpdate", "usedDatabaseSize"});
  CHECK(all["indexes"]["articles"] == stats);
  CHECK(all["lastUpdate"].is_string());
}

TEST_CASE_FIXTURE(Fixture, "health and version") {
  CHECK(get("/health").body == R"({"status":"available"})");
  const json version = json::parse(get("/version").body);
  CHECK(names(version) == std::set<std::string>{"commitDate", "commitSha", "pkgVersion"});
  CHECK(version["pkgVersion"] == std::string(telusur::version()));
}

TEST_CASE_FIXTURE(Fixture, "what is not there, not offered, or not taken") {
  check_error(get("/nowhere"), 404, "not_found");
  check_error(get("/indexes/articles/search/more"), 404, "not_found");
  const Answer wrong = send("DELETE", "/health");
  check_error(wrong, 405, "method_not_allowed");
  CHECK(wrong.header("Allow") == "GET, HEAD, OPTIONS");
  for (const auto& [method, path] :
       std::vector<std::pair<std::string, std::string>>{{"GET", "/webhooks"}, {"POST", "/export"}}) {
    INFO(method, " ", path);
    check_error(send(method, path), 400, "feature_not_available");
  }
  check_error(get("/keys"), 401, "missing_master_key");
  check_error(get("/%zz"), 400, "bad_request");
}

TEST_CASE_FIXTURE(Fixture, "every route has a rule that says who may use it, and every rule a route") {
  std::set<std::string> ruled;
  for (const auto& rule : telusur::server::auth::route_rules()) {
    ruled.insert(std::string(rule.method) + " " + std::string(rule.pattern));
  }
  std::set<std::string> routed;
  for (const auto& [method, pattern] : routes()) {
    routed.insert(std::string(method) + " " + std::string(pattern));
  }
  CHECK(routed == ruled);
}

TEST_CASE_FIXTURE(Fixture, "HEAD answers as GET without the body") {
  const Answer head = send("HEAD", "/indexes");
  CHECK(head.status == 200);
  CHECK(head.header("Content-Length") == std::to_string(get("/indexes").body.size()));
}

TEST_CASE_FIXTURE(Fixture, "a browser of any origin may send every request") {
  const Answer answer = send("OPTIONS", "/indexes/articles/search",
                             "Origin: https://example.org\r\nAccess-Control-Request-Method: POST\r\n"
                             "Access-Control-Request-Headers: authorization,content-type,x-meilisearch-client\r\n");
  CHECK(answer.status == 204);
  CHECK(answer.header("Access-Control-Allow-Origin") == "*");
  CHECK(answer.header("Access-Control-Allow-Methods").find("POST") != std::string::npos);
  CHECK(answer.header("Access-Control-Allow-Headers") == "authorization,content-type,x-meilisearch-client");
  CHECK(answer.header("Access-Control-Max-Age") == "86400");
  CHECK(send("OPTIONS", "/health").header("Allow") == "GET, HEAD, OPTIONS");
  CHECK(send("OPTIONS", "*").status == 204);
  check_error(send("OPTIONS", "/nowhere"), 404, "not_found");
  const Answer health = get("/health", "Origin: https://example.org\r\n");
  CHECK(health.header("Access-Control-Allow-Origin") == "*");
  CHECK(health.header("Access-Control-Expose-Headers") == "Retry-After, X-Request-Id");
}

TEST_CASE_FIXTURE(Fixture, "the search page and its files") {
  struct Case {
    std::string_view path, type, holds;
  };
  const Case cases[] = {{"/", "text/html; charset=utf-8", "/page.js"},
                        {"/page.css", "text/css; charset=utf-8", "prefers-color-scheme"},
                        {"/page.js", "text/javascript; charset=utf-8", "AbortController"},
                        {"/search-box.js", "text/javascript; charset=utf-8", "customElements.define"}};
  for (const Case& test : cases) {
    INFO(test.path);
    const Answer answer = get(test.path);
    CHECK(answer.status == 200);
    CHECK(answer.header("Content-Type") == test.type);
    CHECK(answer.header("X-Content-Type-Options") == "nosniff");
    CHECK(answer.body.find(test.holds) != std::string::npos);
    const std::string policy = answer.header("Content-Security-Policy");
    CHECK(policy.find("default-src 'none'") != std::string::npos);
    CHECK(policy.find("unsafe") == std::string::npos);
    const Answer again = get(test.path, "If-None-Match: " + answer.header("ETag") + "\r\n");
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(get(test.path, "If-None-Match: \"other\"\r\n").status == 200);
  }
  const Answer box = get("/search-box.js", "Origin: https://example.org\r\n");
  CHECK(box.header("Access-Control-Allow-Origin") == "*");
  CHECK(box.header("Cross-Origin-Resource-Policy") == "cross-origin");
  CHECK(box.header("Cache-Control") == "public, max-age=3600, stale-while-revalidate=86400");
  CHECK(get("/").header("Cache-Control") == "no-cache");
  const std::string page = get("/").body;
  for (const char* inline_code : {"<style", "style=", "onclick", "javascript:", "<script>"}) {
    CHECK_MESSAGE(page.find(inline_code) == std::string::npos, inline_code);
  }
}
