#include "search/refinement.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "support/error.hpp"
#include "support/hits.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"
#include "unit/search/random_filters.hpp"

using nlohmann::json;
using telusur::SearchRequest;
using telusur::SearchResponse;
using namespace telusur::test;
using Ids = std::vector<std::string>;

namespace {

/// An index of random documents, and the same documents for the eye.
class Library {
 public:
  explicit Library(Random& random, int size = 200) {
    telusur::Settings settings;
    settings.searchable_attributes = {"title"};
    settings.filterable_attributes = kAttributes;
    settings.sortable_attributes = {"price", "tag", "author.name"};
    index = telusur::Engine(directory_.path()).create_index("a", settings, "id");
    json list = json::array();
    for (int id = 0; id < size; ++id) {
      list.push_back(random_document(random, id));
      documents[std::to_string(id)] = list.back();
    }
    index->add_json(list.dump());
    index->commit();
  }

  SearchResponse search(SearchRequest request) const {
    request.limit = 10'000;
    return index->search(request);
  }

  Ids passing(const Ids& ids, const Expression& expression) const {
    Ids out;
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(out),
                 [&](const std::string& id) { return expression.holds(documents.at(id)); });
    return out;
  }

 private:
  telusur::test::TemporaryDirectory directory_;

 public:
  std::optional<telusur::Index> index;
  std::map<std::string, json> documents;
};

Ids ids_of(const SearchResponse& response) { return telusur::test::ids_of(response); }

std::map<std::string, std::map<std::string, std::uint64_t>> counted(const Library& library, const Ids& ids) {
  std::map<std::string, std::map<std::string, std::uint64_t>> counts;
  for (const auto& attribute : kAttributes) {
    auto& values = counts[attribute];
    for (const auto& id : ids) {
      std::map<std::string, int> once;
      for (const auto& one : scalars(library.documents.at(id), attribute)) {
        once[lower(as_text(one))] = 1;
      }
      once.erase("");
      for (const auto& [value, one] : once) {
        ++values[value];
      }
    }
  }
  return counts;
}

void check_facets(const Library& library, const SearchResponse& response, const Ids& ids) {
  std::map<std::string, std::map<std::string, std::uint64_t>> found;
  for (const auto& [attribute, values] : response.facet_distribution) {
    auto& counts = found[attribute];
    for (std::size_t i = 0; i < values.size(); ++i) {
      counts[lower(values[i].value)] = values[i].count;
      CHECK((i == 0 || values[i - 1].count >= values[i].count));
    }
  }
  CHECK(found == counted(library, ids));
}

}  // namespace

TEST_CASE("filters let pass what a look at every document does, and change neither order nor scores") {
  TELUSUR_RANDOM(random);
  const Library library(random);
  std::map<std::string, SearchResponse> unfiltered;
  const std::array<std::string, 4> queries{"", "soto", "soto ayam -kuah", "\"soto ayam\" the"};
  for (const auto& q : queries) {
    unfiltered[q] = library.search({.q = q});
  }
  std::size_t found = 0;
  for (int round = 0; round < 300; ++round) {
    const auto& q = queries[static_cast<std::size_t>(round) % queries.size()];
    const Expression expression = random_expression(random, 3);
    CAPTURE(q);
    CAPTURE(expression.text);
    const Ids expected = library.passing(ids_of(unfiltered[q]), expression);
    found += expected.size();
    SearchRequest request{.q = q, .filter = expression.text, .facets = {"*"}};
    const auto response = library.search(request);
    REQUIRE(ids_of(response) == expected);
    CHECK(response.total_hits == expected.size());
    CHECK(response.total_exact);
    check_facets(library, response, expected);
    for (const auto& hit : response.hits) {
      const auto& all = unfiltered[q].hits;
      const auto same = std::find_if(all.begin(), all.end(), [&](const auto& other) { return other.id == hit.id; });
      CHECK(same->ranking_score == doctest::Approx(hit.ranking_score));
    }
    request.facets.clear();
    request.limit = 3;
    const auto beginning = library.index->search(request);
    CHECK(beginning.total_hits == expected.size());
    CHECK(beginning.total_exact);
    request.page = 2;
    request.hits_per_page = 7;
    const auto page = library.index->search(request);
    CHECK(page.total_hits == expected.size());
    CHECK(page.total_exact);
    CHECK(page.total_pages == (expected.size() + 6) / 7);
    const auto from = static_cast<std::ptrdiff_t>(std::min<std::size_t>(7, expected.size()));
    const auto to = static_cast<std::ptrdiff_t>(std::min<std::size_t>(14, expected.size()));
    CHECK(ids_of(page) == Ids(expected.begin() + from, expected.begin() + to));
  }
  CHECK(found > 1000);
}

TEST_CASE("integers are equal to their last digit, and other numbers in whatever form they are written") {
  const TemporaryDirectory directory;
  telusur::Settings settings;
  settings.filterable_attributes = {"n"};
  auto index = telusur::Engine(directory.path()).create_index("a", settings, "id");
  index.add_json(R"([{"id": 1, "n": 9007199254740992}, {"id": 2, "n": 9007199254740993},
                     {"id": 3, "n": 18446744073709551615}, {"id": 4, "n": 100000000}, {"id": 5, "n": 1e8},
                     {"id": 6, "n": 0.5}, {"id": 7, "n": -9007199254740993},
                     {"id": 8, "n": 100000000000000000000}, {"id": 9, "n": 0}])");
  index.commit();
  const auto found = [&](const std::string& filter) {
    Ids ids;
    for (const auto& hit : index.search({.filter = filter}).hits) {
      ids.push_back(hit.id);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
  };
  CHECK(found("n = 9007199254740993") == Ids{"2"});
  CHECK(found("n = 9007199254740992") == Ids{"1"});
  CHECK(found("n = -9007199254740993") == Ids{"7"});
  CHECK(found("n = 18446744073709551615") == Ids{"3"});
  CHECK(found("n = 100000000") == Ids{"4", "5"});
  CHECK(found("n = 100000000000000000000") == Ids{"8"});
  CHECK(found("n = -0") == Ids{"9"});
  CHECK(found("n = 1e8") == Ids{"4", "5"});
  CHECK(found("n IN [100000000.0, 5e-1]") == Ids{"4", "5", "6"});
  const auto facets = index.search({.facets = {"n"}}).facet_distribution.at("n");
  CHECK(facets.size() == 8);
  CHECK(facets.front().value == "100000000");
  CHECK(facets.front().count == 2);
}

TEST_CASE("an array filters as the expression that it stands for") {
  TELUSUR_RANDOM(random);
  const Library library(random, 100);
  const Ids all = ids_of(library.search({}));
  for (int round = 0; round < 50; ++round) {
    const Expression a = random_expression(random, 1);
    const Expression b = random_expression(random, 1);
    const Expression c = random_expression(random, 1);
    const json filter{a.text, json::array({b.text, c.text})};
    CAPTURE(filter.dump());
    const Expression meaning{"", [&](const json& one) { return a.holds(one) && (b.holds(one) || c.holds(one)); }};
    CHECK(ids_of(library.search({.filter = filter.dump()})) == library.passing(all, meaning));
  }
}

TEST_CASE("an order goes before the score, which decides between equals") {
  TELUSUR_RANDOM(random);
  const Library library(random);
  for (const char* q : {"", "soto ayam"}) {
    for (const char* filter : {"", "draft = true"}) {
      for (const auto& order : {std::pair("price", false), std::pair("price", true), std::pair("tag", false),
                                std::pair("tag", true), std::pair("author.name", false)}) {
        const char* attribute = order.first;
        const bool descending = order.second;
        CAPTURE(q);
        CAPTURE(attribute);
        CAPTURE(descending);
        Ids expected = ids_of(library.search({.q = q, .filter = filter}));
        std::stable_sort(expected.begin(), expected.end(), [&](const auto& a, const auto& b) {
          const auto first = place(library.documents.at(a), attribute);
          const auto second = place(library.documents.at(b), attribute);
          const bool absent = std::get<0>(first) == 2 || std::get<0>(second) == 2;
          return descending && !absent ? second < first : first < second;
        });
        SearchRequest request{.q = q, .filter = filter};
        request.sort = {std::string(attribute) + (descending ? ":desc" : ":asc")};
        CHECK(ids_of(library.search(request)) == expected);
        request.limit = 5;
        request.offset = 3;
        CHECK(ids_of(library.index->search(request)) == Ids(expected.begin() + 3, expected.begin() + 8));
      }
    }
  }
}

TEST_CASE("texts are ordered as in a dictionary by an order, in pages of documents and by a ranking rule") {
  const telusur::test::TemporaryDirectory directory;
  telusur::Settings settings;
  settings.searchable_attributes = {"title"};
  settings.sortable_attributes = {"name", "year"};
  settings.ranking_rules = {{telusur::RankingRule::Kind::kAttribute, "name"}};
  auto index = telusur::Engine(directory.path()).create_index("a", settings, "id");
  index.add_json(R"([
    {"id":1,"title":"hukum","name":"Pasal 10"}, {"id":2,"title":"hukum","name":"zebra"},
    {"id":3,"title":"hukum","name":"pasal 2"},  {"id":4,"title":"hukum","name":"Éclair"},
    {"id":5,"title":"hukum","name":"ömer"},     {"id":6,"title":"hukum","name":"eclair","year":1},
    {"id":7,"title":"hukum","name":"ECLAIR","year":2}, {"id":8,"title":"hukum"}])");
  index.commit();
  const Ids ascending{"6", "7", "4", "5", "3", "1", "2", "8"};
  CHECK(ids_of(index.search({.q = "hukum"})) == ascending);
  SearchRequest request{.q = "hukum"};
  request.sort = {"name:asc"};
  CHECK(ids_of(index.search(request)) == ascending);
  request.sort = {"name:desc"};
  CHECK(ids_of(index.search(request)) == Ids{"2", "1", "3", "5", "4", "6", "7", "8"});
  request.sort = {"name:asc", "year:desc"};  // case leaves the choice to the year
  CHECK(ids_of(index.search(request)) == Ids{"7", "6", "4", "5", "3", "1", "2", "8"});
  Ids listed;
  for (const auto& document : index.documents({.sort = {"name:asc"}}).documents) {
    listed.push_back(json::parse(document)["id"].dump());
  }
  CHECK(listed == ascending);
}

TEST_CASE("a threshold, a filter, an order and facets hold together") {
  TELUSUR_RANDOM(random);
  const Library library(random);
  const auto plain = library.search({.q = "soto ayam", .filter = "draft EXISTS"});
  REQUIRE(plain.hits.size() > 20);
  const double score = plain.hits[10].ranking_score;
  Ids kept;
  for (const auto& hit : plain.hits) {
    if (hit.ranking_score >= score * (1 - 1e-9)) {
      kept.push_back(hit.id);
    }
  }
  SearchRequest request{.q = "soto ayam", .filter = "draft EXISTS"};
  request.sort = {"price:asc"};
  request.facets = {"draft", "price"};
  request.ranking_score_threshold = score;
  const auto response = library.search(request);
  Ids found = ids_of(response);
  std::sort(found.begin(), found.end());
  std::sort(kept.begin(), kept.end());
  CHECK(found == kept);
  CHECK(response.total_hits == kept.size());
  const auto counts = counted(library, kept);
  std::map<std::string, std::uint64_t> drafts;
  for (const auto& [value, count] : response.facet_distribution.at("draft")) {
    drafts[value] = count;
  }
  CHECK(drafts == counts.at("draft"));
  CHECK(response.facet_distribution.size() == 2);
  CHECK(response.facet_stats.contains("price"));
  CHECK_FALSE(response.facet_stats.contains("draft"));
}

TEST_CASE("facets hold no more than a hundred values, and are counted without hits") {
  const telusur::test::TemporaryDirectory directory;
  telusur::Settings settings;
  settings.filterable_attributes = {"kode"};
  auto index = telusur::Engine(directory.path()).create_index("a", settings, "id");
  json list = json::array();
  for (int id = 0; id < 150; ++id) {
    list.push_back({{"id", id}, {"kode", {"k" + std::to_string(id), id % 3}}});
  }
  index.add_json(list.dump());
  index.commit();
  SearchRequest request;
  request.facets = {"kode", "kode"};
  request.limit = 0;
  const auto response = index.search(request);
  CHECK(response.hits.empty());
  const auto& values = response.facet_distribution.at("kode");
  REQUIRE(values.size() == 100);
  CHECK(values[0].value == "0");
  CHECK(values[2].count == 50);
  CHECK(values[3].value == "k0");
  CHECK(response.facet_stats.at("kode").min == 0);
  CHECK(response.facet_stats.at("kode").max == 2);
}

TEST_CASE("what the settings do not allow is refused with what they do") {
  const telusur::test::TemporaryDirectory directory;
  telusur::Settings settings;
  settings.filterable_attributes = {"tag", "price"};
  settings.sortable_attributes = {"price"};
  telusur::Engine engine(directory.path());
  const auto index = engine.create_index("a", settings);
  const auto bare = engine.create_index("bare");
  struct Case {
    SearchRequest request;
    std::string field;
    std::string message;
  };
  const auto sorted = [](std::vector<std::string> sort) {
    SearchRequest request;
    request.sort = std::move(sort);
    return request;
  };
  const auto with_facets = [](std::vector<std::string> facets) {
    SearchRequest request;
    request.facets = std::move(facets);
    return request;
  };
  for (const Case& test : std::vector<Case>{
           {{.filter = "name = a"}, "filter", "'name' is not filterable; filterable are: tag, price"},
           {{.filter = "tag"}, "filter", "at byte 3"},
           {with_facets({"name"}), "facets", "'name' is not filterable; filterable are: tag, price"},
           {with_facets({"tag", ""}), "facets", "'' is not filterable"},
           {sorted({"tag:asc"}), "sort", "'tag' is not sortable; sortable are: price"},
           {sorted({"price"}), "sort", "'price' must be an attribute and ':asc' or ':desc'"},
           {sorted({"price:up"}), "sort", "'price:up' must be"},
           {sorted({"price:asc", "price:desc"}), "sort", "'price' twice"},
           {sorted({":asc"}), "sort", "'' is not sortable"},
       }) {
    CAPTURE(test.message);
    const auto refusal = telusur::test::error_of([&] { index.search(test.request); });
    CHECK(refusal.code() == telusur::ErrorCode::kInvalidArgument);
    CHECK(refusal.subject() == test.field);
    CHECK_MESSAGE(std::string(refusal.what()).find(test.message) != std::string::npos, refusal.what());
    const auto none = telusur::test::error_of([&] { bare.search(test.request); });
    CHECK(none.subject() == test.field);
  }
  const auto none = telusur::test::error_of([&] { bare.search({.filter = "a = 1"}); });
  CHECK(std::string(none.what()).find("no filterable attributes") != std::string::npos);
  CHECK(bare.search(with_facets({"*"})).facet_distribution.empty());
}
