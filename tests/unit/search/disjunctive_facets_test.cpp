// Facets that are counted as if the filter did not speak of them.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/error.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"

using nlohmann::json;
using telusur::SearchRequest;
using Values = std::vector<std::string>;

namespace {

/// Twelve documents: a third of each colour, a half of each size, those of even number of owner 1.
class Shirts {
 public:
  Shirts() : index_(telusur::Engine(directory_.path()).create_index("a", settings(), "id")) {
    const Values colours{"red", "green", "blue"};
    for (int id = 0; id < 12; ++id) {
      index_.add_json(json{
          {"id", id},
          {"title", id < 9 ? "shirt" : "trousers"},
          {"colour", colours[static_cast<std::size_t>(id % 3)]},
          {"size", id % 2 == 0 ? "S" : "L"},
          {"owner",
           id % 2}}.dump());
    }
    index_.commit();
  }

  telusur::SearchResponse search(const SearchRequest& request) const { return index_.search(request); }

  /// "value count", sorted by the value.
  Values counts(const SearchRequest& request, const std::string& attribute) const {
    const auto response = index_.search(request);
    Values counts;
    for (const auto& [value, count] : response.facet_distribution.at(attribute)) {
      counts.push_back(value + " " + std::to_string(count));
    }
    return counts;
  }

 private:
  static telusur::Settings settings() {
    telusur::Settings settings;
    settings.searchable_attributes = {"title"};
    settings.filterable_attributes = {"colour", "size", "owner"};
    settings.faceting.order_by_attribute = {{"*", telusur::FacetOrder::kText}};
    return settings;
  }

  telusur::test::TemporaryDirectory directory_;
  telusur::Index index_;
};

}  // namespace

TEST_CASE_FIXTURE(Shirts, "the conditions on a facet are left out of its own counts, and of no others") {
  SearchRequest request{.q = "shirt", .filter = R"(["colour = red", "size = S"])", .facets = {"colour", "size"}};
  CHECK(counts(request, "colour") == Values{"red 2"});
  request.disjunctive_facets = {"colour", "size"};
  CHECK(counts(request, "colour") == Values{"blue 2", "green 1", "red 2"});
  CHECK(counts(request, "size") == Values{"L 1", "S 2"});
  request.disjunctive_facets = {"size", "size"};
  CHECK(counts(request, "colour") == Values{"red 2"});
  CHECK(counts(request, "size") == Values{"L 1", "S 2"});
  const auto response = search(request);
  CHECK(response.hits.size() == 2);
  CHECK(response.total_hits == 2);
}

TEST_CASE_FIXTURE(Shirts, "what a condition says of several attributes, and a filter without the facet, stay") {
  SearchRequest request{.filter = "colour = red OR size = S", .facets = {"colour"}, .disjunctive_facets = {"colour"}};
  CHECK(counts(request, "colour") == Values{"blue 2", "green 2", "red 4"});
  request.filter = "size = S";
  CHECK(counts(request, "colour") == Values{"blue 2", "green 2", "red 2"});
  request.filter = "";
  CHECK(counts(request, "colour") == Values{"blue 4", "green 4", "red 4"});
}

TEST_CASE_FIXTURE(Shirts, "what may be seen is not left out, though it speaks of the facet") {
  SearchRequest request{.filter = "owner = 1", .within = "owner = 0", .facets = {"owner"}};
  request.disjunctive_facets = {"owner"};
  CHECK(counts(request, "owner") == Values{"0 6"});
}

TEST_CASE_FIXTURE(Shirts, "facets alone may be disjunctive") {
  SearchRequest request{.facets = {"size"}, .disjunctive_facets = {"colour"}};
  CHECK(telusur::test::error_of([&] { search(request); }).subject() == "disjunctiveFacets");
  request.disjunctive_facets = {"title"};
  CHECK(telusur::test::error_of([&] { search(request); }).subject() == "disjunctiveFacets");
  const auto read = telusur::search_request_from_json(R"({"facets": ["size"], "disjunctiveFacets": ["size"]})");
  CHECK(read.disjunctive_facets == Values{"size"});
}
