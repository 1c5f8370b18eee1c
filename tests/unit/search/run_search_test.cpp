#include "search/run_search.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <map>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "analysis/bilingual/dictionary.hpp"
#include "analysis/word_list.hpp"
#include "support/hits.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

using telusur::Engine;
using telusur::SearchRequest;
using Ids = std::vector<std::string>;

namespace {

/// Eight documents in which "soto" is ever rarer, so that each has a score of its own.
telusur::Index ranked(const telusur::test::TemporaryDirectory& directory) {
  auto index = Engine(directory.path()).create_index("a");
  for (int id = 0; id < 8; ++id) {
    std::string text;
    for (int word = 0; word < 10; ++word) {
      text += word < 9 - id ? "soto " : "lain ";
    }
    index.add_json(R"({"id":)" + std::to_string(id) + R"(,"t":")" + text + "\"}");
  }
  index.commit();
  return index;
}

/// Articles about pay in both languages, and a longer one about something else.
constexpr const char* kArticles = R"([
  {"id":"id","title":"Gaji","body":"Cara menghitung upah bulanan karyawan."},
  {"id":"en","title":"Salary","body":"How to compute the monthly pay of an employee."},
  {"id":"db-id","title":"Basis data","body":"Menyimpan catatan pelanggan di komputer."},
  {"id":"db-en","title":"Database","body":"Keeping the records of customers."},
  {"id":"db-both","title":"Lain","body":"Tentang database, basis data, dan banyak hal lain yang panjang sekali."},
  {"id":"other","title":"Soto","body":"Resep kuah kuning."}])";

class Articles {
 public:
  explicit Articles(const telusur::Settings& settings = telusur::Settings::articles())
      : engine_(directory_.path()), index(engine_.create_index("a", settings)) {
    index.add_json(kArticles);
    index.commit();
  }

  Ids found(SearchRequest request) const { return telusur::test::ids_of(index.search(request)); }

 private:
  telusur::test::TemporaryDirectory directory_;
  telusur::Engine engine_;

 public:
  telusur::Index index;
};

telusur::Settings in_languages(std::vector<std::string> languages) {
  auto settings = telusur::Settings::articles();
  settings.languages = std::move(languages);
  return settings;
}

}  // namespace

TEST_CASE("a threshold leaves lower scores out of hits and total alike") {
  const telusur::test::TemporaryDirectory directory;
  const auto index = ranked(directory);
  const auto all = index.search({.q = "soto"}).hits;
  REQUIRE(all.size() == 8);
  for (std::size_t kept = 1; kept <= all.size(); ++kept) {
    CAPTURE(kept);
    SearchRequest request{.q = "soto"};
    request.ranking_score_threshold = all[kept - 1].ranking_score;
    const auto answer = index.search(request);
    CHECK(answer.hits.size() == kept);
    CHECK(answer.total_hits == kept);
    request.limit = 1;
    CHECK(index.search(request).hits.size() == 1);
    request.page = 1;
    request.hits_per_page = 2;
    const auto page = index.search(request);
    CHECK(page.total_hits == kept);
    CHECK(page.total_exact);
    CHECK(page.total_pages == (kept + 1) / 2);
  }
  SearchRequest request{.q = "soto"};
  request.ranking_score_threshold = 1.0;
  CHECK(index.search(request).total_hits == 0);
}

TEST_CASE("a request out of range is refused with its field") {
  const telusur::test::TemporaryDirectory directory;
  const auto index = ranked(directory);
  struct Case {
    SearchRequest request;
    std::string field;
  };
  SearchRequest page;
  page.page = 0;
  SearchRequest size;
  size.hits_per_page = 10'001;
  SearchRequest crop;
  crop.crop_length = 10'001;
  SearchRequest pre;
  pre.highlight_pre_tag = std::string(1'001, 'x');
  SearchRequest post;
  post.highlight_post_tag = std::string(1'001, 'x');
  SearchRequest marker;
  marker.crop_marker = std::string(1'001, 'x');
  SearchRequest entry;
  entry.attributes_to_crop = {"body:x"};
  for (const auto& [request, field] : std::vector<Case>{{{.limit = 10'001}, "limit"},
                                                        {{.offset = 10'001}, "offset"},
                                                        {page, "page"},
                                                        {size, "hitsPerPage"},
                                                        {crop, "cropLength"},
                                                        {pre, "highlightPreTag"},
                                                        {post, "highlightPostTag"},
                                                        {marker, "cropMarker"},
                                                        {entry, "attributesToCrop"}}) {
    CAPTURE(field);
    try {
      index.search(request);
      FAIL("accepted");
    } catch (const telusur::Error& error) {
      CHECK(error.code() == telusur::ErrorCode::kInvalidArgument);
      CHECK(error.subject() == field);
    }
  }
}

TEST_CASE("pages and offsets cut the same ranking") {
  const telusur::test::TemporaryDirectory directory;
  const auto index = ranked(directory);
  std::vector<std::string> whole;
  for (const auto& hit : index.search({.q = "soto"}).hits) {
    whole.push_back(hit.id);
  }
  std::vector<std::string> by_page;
  std::vector<std::string> by_offset;
  for (std::uint32_t part = 0; part < 4; ++part) {
    SearchRequest page{.q = "soto"};
    page.page = part + 1;
    page.hits_per_page = 2;
    for (const auto& hit : index.search(page).hits) {
      by_page.push_back(hit.id);
    }
    for (const auto& hit : index.search({.q = "soto", .offset = part * 2, .limit = 2}).hits) {
      by_offset.push_back(hit.id);
    }
  }
  CHECK(by_page == whole);
  CHECK(by_offset == whole);
}

/// An index of documents that hold a term of a glossary pair or its translation in the same text.
class PairedDocuments {
 public:
  PairedDocuments(const std::vector<telusur::analysis::TranslationPair>& pairs, telusur::test::Random& random)
      : index_(Engine(directory_.path()).create_index("a")) {
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      std::string filler;
      for (std::uint64_t left = random.between(0, 1) * random.between(0, 300); left > 0; --left) {
        filler += " qx" + std::to_string(random.between(0, 20)) + "q";
      }
      const auto times = random.between(1, 4);
      add(std::to_string(i) + "-id", filler, pairs[i].indonesian, times);
      add(std::to_string(i) + "-en", filler, pairs[i].english, times);
      // Either of them may be the rarer one.
      const auto more = random.between(0, 20);
      for (std::uint64_t copy = 0; copy < more; ++copy) {
        add(std::to_string(i) + "-more-" + std::to_string(copy), " lain",
            i % 2 == 0 ? pairs[i].indonesian : pairs[i].english, 1);
      }
    }
    index_.commit();
  }

  /// The score of each document that a query finds.
  std::map<std::string, double> scores(const std::string& query) const {
    std::map<std::string, double> scores;
    for (const auto& hit : index_.search({.q = query, .limit = 10'000, .show_ranking_score = true}).hits) {
      scores[hit.id] = hit.ranking_score;
    }
    return scores;
  }

 private:
  void add(const std::string& id, const std::string& filler, const std::string& term, std::uint64_t times) {
    std::string text = filler;
    for (; times > 0; --times) {
      text += " " + term + " qxq";
    }
    index_.add_json(R"({"id":")" + id + R"(","t":")" + text + "\"}");
  }

  telusur::test::TemporaryDirectory directory_;
  telusur::Index index_;
};

TEST_CASE("a document with the word as typed never ranks below the same one with its translation") {
  TELUSUR_RANDOM(random);
  const auto glossary = telusur::analysis::glossary_pairs(telusur::analysis::embedded_list("glossary.tsv"));
  std::vector<telusur::analysis::TranslationPair> pairs;
  for (int i = 0; i < 150; ++i) {
    pairs.push_back(random.pick(std::span(glossary)));
  }
  const PairedDocuments documents(pairs, random);
  std::size_t compared = 0;
  std::size_t phrases = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    for (const bool from_english : {false, true}) {
      const auto& word = from_english ? pairs[i].english : pairs[i].indonesian;
      if (word.find(' ') != std::string::npos) {
        continue;
      }
      const auto scores = documents.scores(word);
      const auto typed = scores.find(std::to_string(i) + (from_english ? "-en" : "-id"));
      const auto translated = scores.find(std::to_string(i) + (from_english ? "-id" : "-en"));
      CAPTURE(word);
      REQUIRE(typed != scores.end());
      if (translated != scores.end()) {
        CHECK(typed->second >= translated->second);
        ++compared;
        phrases += (from_english ? pairs[i].indonesian : pairs[i].english).find(' ') != std::string::npos ? 1 : 0;
      }
    }
  }
  CHECK(compared > 50);
  CHECK(phrases > 5);
}

TEST_CASE("a query finds the articles in the other language, below those in its own") {
  const Articles articles;
  CHECK(articles.found({.q = "gaji"}) == Ids{"id", "en"});
  CHECK(articles.found({.q = "salary"}) == Ids{"en", "id"});
  CHECK(articles.found({.q = "salaries"}) == Ids{"en", "id"});
  CHECK(articles.found({.q = "gaji", .cross_language = false}) == Ids{"id"});
  CHECK(articles.found({.q = "\"gaji\""}) == Ids{"id"});
  CHECK(articles.found({.q = "gaji -salary"}) == Ids{"id"});
  CHECK(articles.found({.q = "gaji", .matching_strategy = telusur::MatchingStrategy::kAll}) == Ids{"id", "en"});
}

TEST_CASE("a phrase is translated as a whole, and having both gains nothing") {
  const Articles articles;
  const auto found = articles.found({.q = "basis data"});
  REQUIRE(found.size() == 3);
  CHECK(found.front() == "db-id");
  CHECK(articles.found({.q = "database"}).front() == "db-en");
  CHECK(articles.found({.q = "database", .cross_language = false}) == Ids{"db-en", "db-both"});
}

TEST_CASE("the languages of an index decide whether searches cross them") {
  CHECK(Articles(in_languages({})).found({.q = "gaji"}) == Ids{"id", "en"});
  CHECK(Articles(in_languages({"id"})).found({.q = "gaji"}) == Ids{"id"});
  CHECK(Articles(in_languages({"id"})).found({.q = "gaji", .cross_language = true}) == Ids{"id", "en"});
}

TEST_CASE("translations and synonyms are highlighted") {
  Articles articles;
  auto settings = articles.index.settings();
  settings.synonyms = {{"gaji", {"pay"}}};
  articles.index.update_settings(settings);
  const auto hits = articles.index.search({.q = "gaji", .attributes_to_highlight = {"title"}}).hits;
  REQUIRE(hits.size() == 2);
  CHECK(hits[0].formatted_text("title") == "<em>Gaji</em>");
  CHECK(hits[1].formatted_text("title") == "<em>Salary</em>");
}

TEST_CASE("synonyms act as soon as the settings change, one way each") {
  Articles articles;
  CHECK(articles.found({.q = "honorarium"}).empty());
  auto settings = articles.index.settings();
  settings.synonyms = {{"honorarium", {"upah bulanan"}}, {"kuah kuning", {"database", "soto"}}};
  articles.index.update_settings(settings);
  CHECK(articles.found({.q = "honorarium"}) == Ids{"id"});
  CHECK(articles.found({.q = "Honorarium", .cross_language = false}) == Ids{"id"});
  CHECK(articles.found({.q = "kuah kuning", .cross_language = false}) == Ids{"other", "db-en", "db-both"});
  CHECK(articles.index.settings().synonyms == settings.synonyms);
  settings.synonyms.clear();
  articles.index.update_settings(settings);
  CHECK(articles.found({.q = "honorarium"}).empty());
}

TEST_CASE("the first searches across languages load the dictionary together") {
  const Articles articles;
  std::atomic<int> right = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { right += articles.found({.q = "gaji"}) == Ids{"id", "en"} ? 1 : 0; });
  }
  threads.clear();
  CHECK(right == 4);
}

TEST_CASE("hits are marked up as long as the search may take, and one in any case") {
  const telusur::test::TemporaryDirectory directory;
  std::string text;
  while (text.size() < (std::size_t{4} << 20)) {
    text += "soto ayam kampung dan nasi putih hangat ";
  }
  telusur::Engine engine(directory.path());
  telusur::Index index = engine.create_index("a", {.searchable_attributes = {"title"}}, "id");
  for (int id = 0; id < 3; ++id) {
    index.add_json(R"({"id":)" + std::to_string(id) + R"(,"title":"soto","text":")" + text + "\"}");
  }
  index.commit();
  telusur::SearchRequest request{.q = "soto"};
  request.attributes_to_highlight = {"*"};
  request.attributes_to_retrieve = {"id"};
  const auto whole = index.search(request);
  CHECK(whole.hits.size() == 3);
  CHECK_FALSE(whole.degraded);
  REQUIRE(whole.processing_time_ms > 100);
  auto settings = index.settings();
  settings.search_cutoff_ms = static_cast<std::uint32_t>(whole.processing_time_ms / 20);
  index.update_settings(settings);
  const auto cut = index.search(request);
  CHECK(cut.hits.size() == 1);
  CHECK(cut.total_hits == 3);
  CHECK(cut.degraded);
}
