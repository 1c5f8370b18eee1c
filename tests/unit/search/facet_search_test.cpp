#include "search/facet_search.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/error.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"

using nlohmann::json;
using telusur::FacetSearchRequest;
using Values = std::vector<std::string>;

namespace {

telusur::Settings with_tags() {
  telusur::Settings settings;
  settings.searchable_attributes = {"title"};
  settings.filterable_attributes = {"tags", "year"};
  return settings;
}

std::string message_of(const auto& call) { return telusur::test::error_of(call).what(); }

/// Articles with tags.
class Tagged {
 public:
  explicit Tagged(const std::vector<Values>& tags, const telusur::Settings& settings = with_tags())
      : index_(telusur::Engine(directory_.path()).create_index("a", settings, "id")) {
    json documents = json::array();
    for (std::size_t id = 0; id < tags.size(); ++id) {
      documents.push_back(
          {{"id", id}, {"title", id % 2 == 0 ? "soto" : "rawon"}, {"tags", tags[id]}, {"year", 2000 + id % 2}});
    }
    index_.add_json(documents.dump());
    index_.commit();
  }

  /// "value 3", one a value.
  Values found(const FacetSearchRequest& request) const {
    Values values;
    for (const auto& [value, count] : index_.search_facet(request).values) {
      values.push_back(value + " " + std::to_string(count));
    }
    return values;
  }

  telusur::FacetSearchResponse answer(const FacetSearchRequest& request) const { return index_.search_facet(request); }

  Values found(const std::string& facet_query) const { return found({{}, "tags", facet_query}); }

 private:
  telusur::test::TemporaryDirectory directory_;
  telusur::Index index_;
};

}  // namespace

TEST_CASE("Values are found by how they, or words in them, begin") {
  const Tagged tagged(
      {{"Masakan Jawa"}, {"masakan Padang", "Docker"}, {"masakan padang", "back-end"}, {"makan"}, {"Éclair"}});
  CHECK(tagged.found("") ==
        Values{"masakan Padang 2", "Docker 1", "Masakan Jawa 1", "back-end 1", "makan 1", "Éclair 1"});
  CHECK(tagged.found("MA") == Values{"masakan Padang 2", "Masakan Jawa 1", "makan 1"});
  CHECK(tagged.found("pad") == Values{"masakan Padang 2"});
  CHECK(tagged.found("masakan p") == Values{"masakan Padang 2"});
  CHECK(tagged.found(" end") == Values{"back-end 1"});
  CHECK(tagged.found("kan").empty());
  CHECK(tagged.found(" ").size() == 6);
  CHECK(tagged.found("écl") == Values{"Éclair 1"});
  CHECK(tagged.found("éc") == Values{"Éclair 1"});
}

TEST_CASE("Documents that match are counted, as query and filter say") {
  const Tagged tagged({{"a"}, {"a"}, {"a", "b"}, {"b"}});
  CHECK(tagged.found({{.q = "soto"}, "tags", ""}) == Values{"a 2", "b 1"});
  CHECK(tagged.found({{.q = "soto", .filter = "tags = b"}, "tags", ""}) == Values{"a 1", "b 1"});
  CHECK(tagged.found({{.q = "soto rawon", .matching_strategy = telusur::MatchingStrategy::kAll}, "tags", ""}).empty());
  CHECK(tagged.found({{}, "year", "200"}) == Values{"2000 2", "2001 2"});
}

TEST_CASE("Misspelled values come behind, as far as the settings allow") {
  const std::vector<Values> tags{{"kubernetes"}, {"kubernetes"}, {"kubernates"}, {"linux"}, {"rawon linuks"}};
  CHECK(Tagged(tags).found("kuberna") == Values{"kubernates 1", "kubernetes 2"});
  CHECK(Tagged(tags).found("lniux") == Values{"linux 1"});
  CHECK(Tagged(tags).found("linuk") == Values{"rawon linuks 1", "linux 1"});
  CHECK(Tagged(tags).found("lnu").empty());
  CHECK(Tagged(tags).found("2000x").empty());
  telusur::Settings strict = with_tags();
  strict.typo_tolerance.enabled = false;
  CHECK(Tagged(tags, strict).found("lniux").empty());
  telusur::Settings fixed = with_tags();
  fixed.typo_tolerance.disable_on_words = {"LNIUX"};
  CHECK(Tagged(tags, fixed).found("lniux").empty());
}

TEST_CASE("At most 100 values, the most frequent") {
  std::vector<Values> tags;
  for (int n = 0; n < 150; ++n) {
    tags.push_back({"tag " + std::to_string(n)});
  }
  tags.push_back({"tag 149"});
  const Values found = Tagged(tags).found("tag");
  REQUIRE(found.size() == 100);
  CHECK(found[0] == "tag 149 2");
  CHECK(found[1] == "tag 0 1");
}

TEST_CASE("What is wrong with a facet search is named") {
  const Tagged tagged({{"a"}});
  CHECK(message_of([&] {
          tagged.found({{}, "title", ""});
        }) == "facetName 'title' is not filterable; filterable are: tags, year");
  CHECK(message_of([&] { tagged.found(std::string(1001, 'x')); }) == "facetQuery has 1001 bytes and may have 1000");
  struct Case {
    const char* json;
    const char* message;
  };
  for (const auto& [text, message] :
       {Case{"[]", "a facet search must be an object, not an array"},
        Case{"{}", "facetName is missing: a facet search names an attribute"},
        Case{R"({"facetName": null})", "facetName is missing: a facet search names an attribute"},
        Case{R"({"facetName": 3})", "facetName must be a string, not 3"},
        Case{R"({"facetName": "a", "facetQuery": []})", "facetQuery must be a string, not []"},
        Case{R"({"facetName": "a", "limits": 3})", "unknown field 'limits' in a search request"},
        Case{R"({"facetName": "a", "limit": -3})", "limit must be a whole number from 0 to 10000, not -3"},
        Case{R"({"facetName": "a", "q": 3})", "q must be a string, not 3"},
        Case{R"({"facetName": "a", "exhaustiveFacetCount": 1})",
             "exhaustiveFacetCount must be true or false, not 1"}}) {
    const std::string body = text;
    CHECK(message_of([&] { telusur::facet_search_request_from_json(body); }) == message);
  }
}

TEST_CASE("A facet search is read from JSON, and its answer written") {
  const FacetSearchRequest request = telusur::facet_search_request_from_json(
      R"({"facetName": "tags", "facetQuery": "do", "q": "soto", "filter": ["year = 2000"], "matchingStrategy": "all",
          "exhaustiveFacetCount": true, "facets": ["a"], "attributesToHighlight": ["*"], "hitsPerPage": 6, "page": 1})");
  CHECK(request.facet_name == "tags");
  CHECK(request.facet_query == "do");
  CHECK(request.documents.q == "soto");
  CHECK(request.documents.filter == R"(["year = 2000"])");
  CHECK(request.documents.matching_strategy == telusur::MatchingStrategy::kAll);
  CHECK(to_json(telusur::FacetSearchResponse{{{"docker", 3}}, "do", 2}) ==
        R"({"facetHits":[{"value":"docker","count":3}],"facetQuery":"do","processingTimeMs":2})");
}

TEST_CASE("Values are looked through as long as the search may take, and it says when they are not all") {
  std::vector<Values> tags;
  for (int id = 0; id < 500; ++id) {
    Values some;
    for (int n = 0; n < 100; ++n) {
      some.push_back("nilai " + std::to_string(id * 100 + n));
    }
    tags.push_back(some);
  }
  telusur::Settings settings = with_tags();
  const FacetSearchRequest request{{}, "tags", "nilai 49999"};
  CHECK_FALSE(Tagged(tags, settings).answer(request).degraded);
  settings.search_cutoff_ms = 1;
  CHECK(Tagged(tags, settings).answer(request).degraded);
}
