#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include "search/run_search.hpp"
#include "support/hits.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

using telusur::RankingRule;
using telusur::ScoreKind;
using telusur::SearchRequest;
using telusur::Settings;
using Ids = std::vector<std::string>;
using std::chrono::system_clock;

namespace {

RankingRule by(const std::string& attribute, bool descending) {
  return {RankingRule::Kind::kAttribute, attribute, descending};
}

RankingRule decay(const std::string& attribute, double half_life_days, double weight) {
  return {RankingRule::Kind::kDecay, attribute, false, half_life_days, weight};
}

class Library {
 public:
  explicit Library(const std::string& documents, const Settings& settings = {})
      : index(telusur::Engine(directory_.path()).create_index("a", settings)) {
    index.add_json(documents);
    index.commit();
  }

  Ids found(const SearchRequest& request) const { return telusur::test::ids_of(index.search(request)); }

  void change(const Settings& settings) { index.update_settings(settings); }

 private:
  telusur::test::TemporaryDirectory directory_;

 public:
  telusur::Index index;
};

Settings with_rules(std::vector<RankingRule> rules, double band = 0.05) {
  Settings settings;
  settings.searchable_attributes = {"t"};
  settings.ranking_rules = std::move(rules);
  settings.ranking_band = band;
  return settings;
}

constexpr const char* kBooks = R"([
  {"id":"a","t":"kopi kopi kopi","sold":1,"published":"2024-01-01"},
  {"id":"b","t":"kopi kopi teh","sold":9,"published":"2024-06-29"},
  {"id":"c","t":"kopi teh teh","sold":5,"published":"2020-01-01"},
  {"id":"d","t":"kopi teh susu"}])";

const system_clock::time_point kMidYear = std::chrono::sys_days(std::chrono::year(2024) / 6 / 29);

}  // namespace

TEST_CASE("an attribute rule orders documents of one band, those without it behind, and changes no score") {
  Library library(kBooks, with_rules({}));
  const auto plain = library.index.search({.q = "kopi "}).hits;
  REQUIRE(plain.size() == 4);
  CHECK(plain[0].id == "a");
  // The scores are known to no more than their order: a band of all holds all of them.
  library.change(with_rules({by("sold", true)}, 1));
  CHECK(library.found({.q = "kopi "}) == Ids{"b", "c", "a", "d"});
  library.change(with_rules({by("sold", false)}, 1));
  CHECK(library.found({.q = "kopi "}) == Ids{"a", "c", "b", "d"});
  CHECK(library.found({.q = ""}) == Ids{"a", "c", "b", "d"});
  library.change(with_rules({by("sold", true)}, 1e-9));
  const auto narrow = library.index.search({.q = "kopi "}).hits;
  for (std::size_t n = 0; n < plain.size(); ++n) {
    CHECK(narrow[n].ranking_score == plain[n].ranking_score);
  }
  CHECK(narrow[0].id == "a");
}

TEST_CASE("an order of the request's own comes first and alone") {
  auto settings = with_rules({by("sold", true)}, 1);
  settings.sortable_attributes = {"published"};
  const Library library(kBooks, settings);
  CHECK(library.found({.q = "kopi ", .sort = {"published:asc"}}) == Ids{"c", "a", "b", "d"});
  CHECK_THROWS_AS(library.found({.q = "kopi ", .sort = {"sold:asc"}}), telusur::Error);
}

TEST_CASE("whatever the bands, they come in order, each ordered by the rules, and any part can be asked for") {
  TELUSUR_RANDOM(random);
  std::string documents = "[";
  for (int id = 0; id < 60; ++id) {
    std::string text;
    for (int word = 0; word < 12; ++word) {
      text += random.one_in(2) ? "kopi " : "teh ";
    }
    documents += (id == 0 ? "" : ",") + (R"({"id":)" + std::to_string(id) + R"(,"t":")" + text + R"(","n":)" +
                                         std::to_string(random.between(0, 5)) + "}");
  }
  Library library(documents + "]", with_rules({}));
  for (const double band : {0.01, 0.05, 0.1, 0.3, 1.0}) {
    CAPTURE(band);
    library.change(with_rules({by("n", true)}, band));
    const auto whole = library.index.search({.q = "kopi ", .limit = 100}).hits;
    REQUIRE(whole.size() > 50);
    const auto place = [&](const telusur::Hit& hit) {
      const auto of = std::floor((1 - hit.ranking_score) / band + 1e-9);
      return std::tuple(of, -std::stoi(hit.text("n")), -hit.ranking_score);
    };
    for (std::size_t n = 1; n < whole.size(); ++n) {
      CHECK(place(whole[n - 1]) <= place(whole[n]));
    }
    for (std::uint32_t offset = 0; offset < whole.size(); offset += 7) {
      const auto part = library.index.search({.q = "kopi ", .offset = offset, .limit = 7}).hits;
      for (std::size_t n = 0; n < part.size(); ++n) {
        CHECK(part[n].id == whole[offset + n].id);
      }
    }
  }
}

TEST_CASE("fresh documents gain by half as much for each half-life, and details say so") {
  Library library(kBooks, with_rules({}));
  SearchRequest request{.q = "kopi "};
  request.show_ranking_score_details = true;
  request.now = kMidYear;
  const auto plain = library.index.search(request).hits;
  library.change(with_rules({decay("published", 180, 0.4)}));
  for (const auto& hit : library.index.search(request).hits) {
    CAPTURE(hit.id);
    double gained = 0;
    double sum = 0;
    for (const auto& detail : hit.score_details) {
      gained += detail.kind == ScoreKind::kFreshness ? detail.score : 0;
      sum += detail.score;
    }
    CHECK(sum == doctest::Approx(hit.ranking_score).epsilon(1e-9));
    const double of_a = 0.4 * 0.5;
    const double of_c = 0.4 * std::exp2(-(366 + 365 + 365 + 365 + 180) / 180.0);
    CHECK(gained == doctest::Approx(hit.id == "a" ? of_a : hit.id == "b" ? 0.4 : hit.id == "c" ? of_c : 0));
    for (const auto& before : plain) {
      if (before.id == hit.id) {
        CHECK(hit.ranking_score - gained == doctest::Approx(0.6 * before.ranking_score));
      }
    }
  }
  CHECK(library.found(request).front() == "b");
  CHECK(library.found({.q = "", .now = kMidYear}) == Ids{"b", "a", "c", "d"});
  request.now = system_clock::time_point{};
  CHECK(library.index.search(request).hits[0].ranking_score <= 1);
}

TEST_CASE("stop words of the settings count little beside others, are not marked, and count when they are alone") {
  Settings settings;
  settings.searchable_attributes = {"t"};
  Library library(R"([{"id":"a","t":"resep resep resep"},{"id":"b","t":"soto lain lain"},{"id":"c","t":"lain"}])",
                  settings);
  const SearchRequest request{.q = "resep soto ", .attributes_to_highlight = {"t"}};
  REQUIRE(library.index.search(request).hits[0].id == "a");
  settings.stop_words = {"RESEP"};
  library.change(settings);
  const auto hits = library.index.search(request).hits;
  REQUIRE(hits.size() == 2);
  CHECK(hits[0].id == "b");
  CHECK(hits[1].formatted_text("t") == "resep resep resep");
  CHECK(library.found({.q = "resep "}) == Ids{"a"});
  CHECK(library.found({.q = "\"resep\""}) == Ids{"a"});
}

TEST_CASE("the settings say how many hits can be reached, and how many values a facet has in which order") {
  Settings settings;
  settings.filterable_attributes = {"k"};
  std::string documents = "[";
  for (int id = 0; id < 30; ++id) {
    documents += (id == 0 ? "" : ",") +
                 (R"({"id":)" + std::to_string(id) + R"(,"t":"soto","k":"k)" + std::to_string(9 - id % 10 % 7) + "\"}");
  }
  Library library(documents + "]", settings);
  settings.max_total_hits = 10;
  settings.faceting = {.max_values = 3, .order_by_attribute = {{"k", telusur::FacetOrder::kText}}};
  library.change(settings);
  CHECK(library.found({.q = "soto", .limit = 100}).size() == 10);
  CHECK(library.found({.q = "soto", .offset = 8}).size() == 2);
  CHECK(library.found({.q = "soto", .offset = 50}).empty());
  SearchRequest paged{.q = "soto"};
  paged.page = 2;
  paged.hits_per_page = 6;
  const auto page = library.index.search(paged);
  CHECK(page.hits.size() == 4);
  CHECK(page.total_pages == 2);
  const auto values = library.index.search({.q = "soto", .facets = {"k"}}).facet_distribution.at("k");
  REQUIRE(values.size() == 3);
  CHECK(values[0].value == "k3");
  CHECK(values[2].value == "k5");
  settings.faceting.order_by_attribute.clear();
  library.change(settings);
  CHECK(library.index.search({.q = "soto", .facets = {"k"}}).facet_distribution.at("k")[0].value == "k7");
  settings.max_total_hits = 20'000;
  library.change(settings);
  CHECK(library.found({.q = "soto", .offset = 15'000}).empty());
  CHECK_THROWS_AS(library.found({.q = "soto", .offset = 20'001}), telusur::Error);
}

TEST_CASE("an answer tells the words that nothing was found by, and the languages of its documents") {
  const Library library(R"([{"id":"a","t":"Cara membuat soto ayam yang enak sekali di rumah"},
                            {"id":"b","t":"How to make the best chicken soup at home"},{"id":"c","t":"zzqx"}])");
  CHECK(library.index.search({.q = "soto Xyzzyq -qwertyq "}).dropped_terms == Ids{"Xyzzyq"});
  CHECK(library.index.search({.q = "soto"}).dropped_terms.empty());
  SearchRequest request{.q = "soto soup zzqx "};
  request.show_language = true;
  const auto hits = library.index.search(request).hits;
  CHECK(hits.size() == 3);
  for (const auto& hit : hits) {
    CHECK(hit.language == (hit.id == "a" ? "id" : hit.id == "b" ? "en" : ""));
  }
}
