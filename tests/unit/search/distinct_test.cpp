// Of documents with the same value one hit.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/error.hpp"
#include "support/hits.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"

using nlohmann::json;
using telusur::SearchRequest;
using Ids = std::vector<std::string>;

namespace {

/// Pages of three shops, the ever better ones later, and one page of none.
class Shops {
 public:
  explicit Shops(telusur::Settings settings = settings_of({"shop", "n"}, ""))
      : index_(telusur::Engine(directory_.path()).create_index("a", settings, "id")) {
    for (int id = 0; id < 9; ++id) {
      json document{{"id", std::to_string(id)}, {"title", "soto" + filler(9 - id)}, {"n", id}};
      document["shop"] = id % 3 == 2 ? json{"x", "y"} : json(id % 3);
      index_.add_json(document.dump());
    }
    index_.add_json(R"({"id": "none", "title": "soto", "n": 50})");
    index_.add_json(R"({"id": "neither", "title": "soto", "n": 51, "shop": null})");
    index_.commit();
  }

  static telusur::Settings settings_of(std::vector<std::string> filterable, const std::string& distinct) {
    telusur::Settings settings;
    settings.searchable_attributes = {"title"};
    settings.filterable_attributes = std::move(filterable);
    settings.sortable_attributes = {"n"};
    settings.distinct_attribute = distinct;
    return settings;
  }

  telusur::SearchResponse search(const SearchRequest& request) const { return index_.search(request); }
  telusur::Index& index() { return index_; }

  Ids found(const SearchRequest& request) const { return telusur::test::ids_of(search(request)); }

 private:
  static std::string filler(int words) {
    std::string text;
    for (int n = 0; n < words; ++n) {
      text += " lain" + std::to_string(n);
    }
    return text;
  }

  telusur::test::TemporaryDirectory directory_;
  telusur::Index index_;
};

}  // namespace

TEST_CASE_FIXTURE(Shops, "the best document of each value is a hit, and those without one all are") {
  const SearchRequest by_shop{.q = "soto ", .distinct = "shop"};
  CHECK(found(by_shop) == Ids{"none", "neither", "8", "7", "6"});
  CHECK(found({.q = "soto ", .limit = 1, .distinct = "shop"}) == Ids{"none"});
  CHECK(found({.q = "soto ", .offset = 3, .distinct = "shop"}) == Ids{"7", "6"});
  CHECK(found({.q = "soto "}).size() == 11);
  const auto page = search({.q = "soto ", .page = 1, .hits_per_page = 2, .distinct = "shop"});
  CHECK(page.total_hits == 5);
  CHECK(page.total_exact);
  CHECK(page.total_pages == 3);
}

TEST_CASE_FIXTURE(Shops, "an order, a filter and facets") {
  CHECK(found({.q = "soto ", .sort = {"n:asc"}, .distinct = "shop"}) == Ids{"0", "1", "2", "none", "neither"});
  CHECK(found({.q = "soto ", .filter = "n < 5", .distinct = "shop"}) == Ids{"4", "3", "2"});
  CHECK(found({.distinct = "shop"}).size() == 5);
  const auto counted = search({.q = "soto ", .facets = {"shop"}, .distinct = "shop"});
  CHECK(counted.hits.size() == 5);
  std::map<std::string, std::uint64_t> counts;
  for (const auto& [value, count] : counted.facet_distribution.at("shop")) {
    counts[value] = count;
  }
  CHECK(counts == std::map<std::string, std::uint64_t>{{"0", 3}, {"1", 3}, {"x", 3}, {"y", 3}});
}

TEST_CASE("an index may say so for every search, by an attribute that is filterable or not") {
  for (const bool filterable : {false, true}) {
    CAPTURE(filterable);
    Shops shops(Shops::settings_of(filterable ? Ids{"shop"} : Ids{}, "shop"));
    CHECK(shops.found({.q = "soto "}) == Ids{"none", "neither", "8", "7", "6"});
    telusur::Settings settings = shops.index().settings();
    settings.distinct_attribute = "";
    shops.index().update_settings(settings);
    CHECK(shops.found({.q = "soto "}).size() == 11);
    settings.distinct_attribute = "shop";
    shops.index().update_settings(settings);
    CHECK(shops.found({.q = "soto "}).size() == 5);
    CHECK(shops.index().settings().distinct_attribute == "shop");
  }
}

TEST_CASE("a promoted document stands for its value") {
  telusur::Settings settings = Shops::settings_of({"shop", "n"}, "shop");
  settings.curations = {{.query = "soto", .promoted = {{"0", 1}, {"4", 2}}}};
  const Shops shops(settings);
  CHECK(shops.found({.q = "soto"}) == Ids{"0", "4", "none", "neither", "8"});
  CHECK(shops.search({.q = "soto", .page = 1}).total_hits == 5);
}

TEST_CASE("of promoted documents with the same value the first one stands for it, not the best") {
  telusur::Settings settings = Shops::settings_of({"shop", "n"}, "shop");
  settings.curations = {{.query = "soto", .promoted = {{"0", 1}, {"6", 2}, {"4", 3}}}};
  const Shops shops(settings);
  CHECK(shops.found({.q = "soto"}) == Ids{"0", "none", "4", "neither", "8"});
  CHECK(shops.search({.q = "soto", .page = 1}).total_hits == 5);
}

TEST_CASE("bands of a ranking rule") {
  telusur::Settings settings = Shops::settings_of({"shop"}, "shop");
  settings.ranking_rules.push_back({telusur::RankingRule::Kind::kAttribute, "n", true});
  settings.ranking_band = 1;
  CHECK(Shops(settings).found({.q = "soto "}) == Ids{"neither", "none", "8", "7", "6"});
}

TEST_CASE("the hits are those of a search without it, of each value the first") {
  TELUSUR_RANDOM(random);
  const telusur::test::TemporaryDirectory directory;
  auto index = telusur::Engine(directory.path()).create_index("a", Shops::settings_of({"shop"}, ""), "id");
  const std::vector<std::string> words{"soto", "rawon", "gulai", "sate", "pecel"};
  for (int id = 0; id < 400; ++id) {
    std::string title;
    for (int n = 0; n < 6; ++n) {
      title += words[random.between(0, words.size() - 1)] + " ";
    }
    json document{{"id", id}, {"title", title}};
    if (!random.one_in(5)) {
      document["shop"] = random.between(1, 20);
    }
    index.add_json(document.dump());
  }
  index.commit();
  for (const std::string q : {"soto ", "rawon gulai ", "\"soto rawon\"", "sate pecel soto ", ""}) {
    CAPTURE(q);
    Ids expected;
    std::map<std::string, int> seen;
    for (const auto& hit : index.search({.q = q, .limit = 1000}).hits) {
      const json document = json::parse(hit.document);
      if (!document.contains("shop") || seen[document["shop"].dump()]++ == 0) {
        expected.push_back(hit.id);
      }
    }
    for (const std::uint32_t size : {1U, 7U, 30U}) {
      const auto page = index.search({.q = q, .page = 2, .hits_per_page = size, .distinct = "shop"});
      CHECK(page.total_hits == expected.size());
      CHECK(page.total_exact);
      const auto faceted = index.search({.q = q, .limit = size, .facets = {"shop"}, .distinct = "shop"});
      CHECK(faceted.total_hits == expected.size());
    }
    for (const std::uint32_t limit : {1U, 7U, 30U, 1000U}) {
      Ids found;
      for (const auto& hit : index.search({.q = q, .limit = limit, .distinct = "shop"}).hits) {
        found.push_back(hit.id);
      }
      CHECK(found == Ids(expected.begin(), expected.begin() + std::min<std::ptrdiff_t>(limit, std::ssize(expected))));
    }
  }
}

TEST_CASE_FIXTURE(Shops, "what cannot decide is named") {
  const auto error = telusur::test::error_of([&] { search({.q = "soto", .distinct = "title"}); });
  CHECK(error.subject() == "distinct");
  CHECK(std::string(error.what()).find("filterable are: shop, n") != std::string::npos);
  for (const char* text : {R"({"distinctAttribute": ""})", R"({"distinctAttribute": 1})"}) {
    CHECK(telusur::test::error_of([&] { telusur::settings_from_json(text); }).subject() == "settings");
  }
}
