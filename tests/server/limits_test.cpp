// Limits of what one request, or all of them together, may take of a search.
#include <doctest/doctest.h>
#include <spdlog/sinks/null_sink.h>

#include <chrono>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "application.hpp"
#include "client.hpp"
#include "long_search.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"

using namespace telusur::test;
using nlohmann::json;
namespace server = telusur::server;

namespace {

/// The index "a" of documents of many words, with these settings, and a server over it.
class Limited {
 public:
  explicit Limited(const telusur::Settings& settings = {},
                   const std::function<void(server::ApplicationOptions&)>& change = {}) {
    telusur::Engine engine(data_.path());
    telusur::test::make_wordy_index(engine, settings);
    server::ApplicationOptions options;
    options.data_dir = data_.path();
    options.net.port = 0;
    if (change) {
      change(options);
    }
    const auto log = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>());
    application_ = std::make_unique<server::Application>(options, log);
  }

  Answer post(const std::string& target, const std::string& body) const {
    return fetch(application_->port(), "POST", target, "Content-Type: application/json\r\n", body);
  }
  Answer search(const json& request) const { return post("/indexes/a/search", request.dump()); }

 private:
  TemporaryDirectory data_;
  std::unique_ptr<server::Application> application_;
};

std::string code_of(const Answer& answer) { return json::parse(answer.body).value("code", ""); }

}  // namespace

TEST_CASE("more searches at once than there may be are told to come again, and a search that ends makes room") {
  const Limited none({}, [](server::ApplicationOptions& options) { options.max_searches = 0; });
  for (const auto& [target, body] : {std::pair("/indexes/a/search", R"({"q":"kataa0"})"),
                                     std::pair("/indexes/a/facet-search", R"({"facetName":"a"})"),
                                     std::pair("/multi-search", R"({"queries":[{"indexUid":"a"}]})")}) {
    const Answer answer = none.post(target, body);
    CHECK(answer.status == 503);
    CHECK(code_of(answer) == "overloaded");
    CHECK(answer.header("Retry-After") == "1");
  }
  const Limited one({}, [](server::ApplicationOptions& options) { options.max_searches = 1; });
  for (int n = 0; n < 3; ++n) {
    CHECK(one.search({{"q", "kataa0"}}).status == 200);
    CHECK(one.search({{"q", "kataa0"}, {"filter", "nonsense"}}).status == 400);
  }
}

TEST_CASE("a search that takes longer than it may gives what it has, and says so") {
  std::string q;
  for (int n = 0; n < 120; ++n) {
    q += word(n * 3) + " ";
  }
  telusur::Settings settings;
  const auto is_cut = [&](const Limited& limited) {
    const Answer cut = limited.search({{"q", q}});
    CHECK(cut.status == 200);
    const json answer = json::parse(cut.body);
    CHECK(answer["hits"].is_array());
    return answer.value("degraded", false);
  };
  const json whole = json::parse(Limited(settings).search({{"q", q}}).body);
  CHECK_FALSE(whole.contains("degraded"));
  CHECK(whole["hits"].size() == 20);
  REQUIRE(whole["processingTimeMs"] > 1);
  MESSAGE(whole["processingTimeMs"].dump());
  const auto with_time = [](std::chrono::milliseconds time) {
    return [time](server::ApplicationOptions& options) { options.data.search.time = time; };
  };
  using std::chrono::milliseconds;
  CHECK(is_cut(Limited({}, with_time(milliseconds(1)))));
  settings.search_cutoff_ms = 60'000;
  CHECK(is_cut(Limited(settings, with_time(milliseconds(1)))));
  CHECK_FALSE(is_cut(Limited(settings, with_time(milliseconds(60'000)))));
  settings.search_cutoff_ms = 1;
  CHECK(is_cut(Limited(settings)));
  CHECK(is_cut(Limited(settings, with_time(milliseconds(60'000)))));
}

TEST_CASE("hits are reached as far as the index says") {
  telusur::Settings settings;
  settings.max_total_hits = 30;
  const Limited limited(settings);
  CHECK(json::parse(limited.search({{"q", ""}, {"offset", 20}}).body)["hits"].size() == 10);
  CHECK(json::parse(limited.search({{"q", ""}, {"offset", 30}}).body)["hits"].empty());
  CHECK(json::parse(limited.search({{"q", ""}, {"page", 2}, {"hitsPerPage", 20}}).body)["totalPages"] == 2);
}

TEST_CASE("documents of many bytes are given in parts") {
  const Limited limited({}, [](server::ApplicationOptions& options) { options.max_list_bytes = 1'000; });
  const auto listed = [&](const json& body) { return limited.post("/indexes/a/documents/fetch", body.dump()); };
  CHECK(json::parse(listed({{"limit", 2}}).body)["results"].size() == 2);
  CHECK(json::parse(listed({{"ids", {7, 9'999, 8}}}).body)["results"].size() == 2);
  // What is not shown does not count.
  CHECK(json::parse(listed({{"limit", 20}, {"fields", {"id"}}}).body)["results"].size() == 20);
  for (const json& body : {json{{"limit", 4}}, json{{"ids", {1, 2, 3, 4}}}}) {
    const Answer answer = listed(body);
    CHECK(answer.status == 400);
    CHECK(code_of(answer) == "invalid_document_limit");
    CHECK(answer.body.find("1000 bytes") != std::string::npos);
  }
}

TEST_CASE("JSON has 100 levels, and what a query is too long for is not read") {
  const Limited limited;
  for (const std::size_t levels : {99U, 100U}) {  // the object around them is one more
    const std::string nested = std::string(levels, '[') + std::string(levels, ']');
    const Answer answer = limited.post("/multi-search", R"({"queries":)" + nested + "}");
    CHECK(answer.status == 400);
    CHECK((code_of(answer) == "malformed_payload") == (levels == 100));
  }
  std::string words;
  for (int n = 0; n < 500; ++n) {
    words += "tiada" + std::to_string(n) + " ";
  }
  CHECK(limited.search({{"q", words}}).status == 200);
  CHECK(limited.search({{"q", std::string(100'000, 'x')}}).status == 200);
  // A word behind the first 4,096 bytes finds nothing.
  CHECK(json::parse(limited.search({{"q", std::string(4'100, ' ') + word(1)}, {"facets", json::array()}}).body)["hits"]
            .size() == json::parse(limited.search({{"q", ""}}).body)["hits"].size());
}

TEST_CASE("levels of JSON, and how much of a query is read, can be set") {
  const Limited limited({}, [](server::ApplicationOptions& options) {
    options.max_json_depth = 4;
    options.data.search = {.query_bytes = 40, .query_words = 2};
  });
  const auto add = [&](const std::string& value) {
    return limited.post("/indexes/b/documents", R"({"id": 1, "a": )" + value + "}");
  };
  CHECK(add("[[[]]]").status == 202);
  CHECK(add(R"("[[[[[\"[[[[")").status == 202);
  const Answer deep = add("[[[[]]]]");
  CHECK(deep.status == 400);
  CHECK(code_of(deep) == "malformed_payload");
  CHECK(deep.body.find("Document 1 of the payload nests deeper than 4 levels.") != std::string::npos);
  CHECK(limited.search({{"q", ""}, {"filter", {{{"a = 1"}}}}}).body.find("malformed_payload") == std::string::npos);
  const Answer search = limited.search({{"q", ""}, {"filter", {{{{"a = 1"}}}}}});
  CHECK(code_of(search) == "malformed_payload");
  CHECK(search.body.find("4 levels") != std::string::npos);
  const auto hits = [&](const std::string& q) { return json::parse(limited.search({{"q", q}}).body)["hits"].size(); };
  CHECK(hits("tiada1 tiada2 " + word(1)) == 0);
  CHECK(hits("tiada1 " + word(1)) > 0);
  CHECK(hits("tiada1" + std::string(40, ' ') + word(1)) == 0);
  CHECK(hits("tiada1" + std::string(20, ' ') + word(1)) > 0);
}
