#include "search/attribute_scope.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "support/hits.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

using telusur::SearchRequest;
using telusur::Settings;
using Ids = std::set<std::string>;

namespace {

class Articles {
 public:
  explicit Articles(const std::vector<std::string>& documents, Settings settings = {})
      : engine_(directory_.path(), {.lexicon_dir = "/nonexistent", .dictionary_dir = "/nonexistent"}),
        index_(engine_.create_index("a", std::move(settings))) {
    for (const auto& document : documents) {
      index_.add_json(document);
    }
    index_.commit();
  }

  telusur::SearchResponse search(SearchRequest request) const { return index_.search(request); }

  Ids found(const SearchRequest& request) const {
    const auto ids = telusur::test::ids_of(index_.search(request));
    return {ids.begin(), ids.end()};
  }

  Ids full(const std::string& q) const { return found({.q = q, .query_syntax = telusur::QuerySyntax::kFull}); }

 private:
  telusur::test::TemporaryDirectory directory_;
  telusur::Engine engine_;
  telusur::Index index_;
};

const std::vector<std::string> kDishes = {
    R"({"id":"1","title":"Soto kudus","body":"Kuah bening dengan ayam dan taoge","tags":["jawa"]})",
    R"({"id":"2","title":"Rawon","body":"Kuah hitam, sering disandingkan dengan soto dan sate","tags":["jawa","sapi"]})",
    R"({"id":"3","title":"Sate","body":"Ayam di atas arang","tags":["madura","soto ayam"],"author":{"name":"Rawon"}})",
};

std::string message_of(const Articles& articles, const SearchRequest& request) {
  try {
    articles.search(request);
  } catch (const telusur::Error& error) {
    CHECK(error.subject() == "attributesToSearchOn");
    return error.what();
  }
  return "";
}

/// The texts of a document by attribute, as words.
using Texts = std::map<std::string, std::vector<std::string>>;

const std::vector<std::string> kWords = {"soto", "rawon", "sate", "gulai", "pepes", "opor", "gudeg", "lodeh"};
const std::vector<std::string> kAttributes = {"title", "body", "tags", "note"};

std::vector<std::string> random_words(telusur::test::Random& random, std::size_t most) {
  std::vector<std::string> words(random.between(0, most));
  std::generate(words.begin(), words.end(), [&] { return random.pick<std::string>(kWords); });
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  return std::accumulate(words.begin(), words.end(), std::string(),
                         [](const std::string& text, const std::string& word) { return text + word + " "; });
}

std::string json_of(std::size_t id, const Texts& texts) {
  std::string json = R"({"id":")" + std::to_string(id) + "\"";
  for (const auto& [name, words] : texts) {
    json += ",\"" + name + "\":\"" + joined(words) + "\"";
  }
  return json + "}";
}

bool has(const Texts& texts, const std::vector<std::string>& attributes, const std::string& word) {
  return std::any_of(attributes.begin(), attributes.end(), [&](const std::string& name) {
    const auto found = texts.find(name);
    return found != texts.end() && std::find(found->second.begin(), found->second.end(), word) != found->second.end();
  });
}

}  // namespace

TEST_CASE("words are looked for in some attributes alone") {
  for (const auto& searchable : {std::vector<std::string>{"*"}, {"title", "body", "tags", "author"}, {"title", "*"}}) {
    const Articles articles(kDishes, {.searchable_attributes = searchable});
    struct Row {
      std::string q;
      std::vector<std::string> attributes;
      Ids found;
    };
    for (const auto& [q, attributes, found] : std::vector<Row>{
             {"soto ", {}, {"1", "2", "3"}},
             {"soto ", {"*"}, {"1", "2", "3"}},
             {"soto ", {"title"}, {"1"}},
             {"soto ", {"body"}, {"2"}},
             {"soto ", {"tags"}, {"3"}},
             {"soto ", {"title", "tags"}, {"1", "3"}},
             {"ayam ", {"tags"}, {"3"}},
             {"ayam ", {"body"}, {"1", "3"}},
             {"rawon ", {"author"}, {"3"}},
             {"so", {"title"}, {"1"}},   // completed
             {"kuahh ", {"title"}, {}},  // corrected, and not there
             {"kuahh ", {"body"}, {"1", "2"}},
             {"\"soto ayam\"", {"tags"}, {"3"}},
             {"\"soto ayam\"", {"body"}, {}},
             {"kuah -soto", {"body"}, {"1"}},
             {"kuah -soto", {"title", "body"}, {}},
         }) {
      CAPTURE(q);
      CAPTURE(attributes);
      CHECK(articles.found({.q = q, .attributes_to_search_on = attributes}) == found);
    }
  }
}

TEST_CASE("the full syntax limits single words and phrases") {
  const Articles articles(kDishes, {.searchable_attributes = {"title", "body", "tags", "author.name"}});
  CHECK(articles.full("title:soto") == Ids{"1"});
  CHECK(articles.full("title:sate tags:jawa") == Ids{"1", "2", "3"});
  CHECK(articles.full("title:sate AND tags:madura") == Ids{"3"});
  CHECK(articles.full("ayam NOT title:sate") == Ids{"1"});
  CHECK(articles.full("tags:\"soto ayam\" OR author:rawon") == Ids{"3"});
  CHECK(articles.full("author.name:rawon") == Ids{"3"});
  CHECK(articles.full("tags:so*") == Ids{"3"});
  CHECK(articles.full("id:1").empty());  // not searched, so words that no document has
  // What a word says of its attribute goes before what the request says.
  CHECK(articles.found(
            {.q = "title:soto", .attributes_to_search_on = {"body"}, .query_syntax = telusur::QuerySyntax::kFull}) ==
        Ids{"1"});
}

TEST_CASE("attributes that are not searched are refused, and too many") {
  const Articles articles(kDishes, {.searchable_attributes = {"title", "author.name"}});
  CHECK(message_of(articles, {.q = "soto", .attributes_to_search_on = {"title", "bod\xC3\xBD"}}) ==
        "the attribute 'bod\xC3\xBD' is not searched; searched are: title, author.name");
  CHECK(message_of(articles, {.q = "soto", .attributes_to_search_on = {"author.mail"}}).find("'author.mail'") !=
        std::string::npos);
  CHECK(message_of(articles, {.q = "soto", .attributes_to_search_on = std::vector<std::string>(101, "title")}) ==
        "attributesToSearchOn has 101 names; at most 100 are allowed");
  CHECK(Articles(kDishes).found({.q = "soto", .attributes_to_search_on = {"missing"}}).empty());
}

TEST_CASE("words of protected attributes are no corrections") {
  Settings settings{.searchable_attributes = {"title", "body", "tags"}};
  CHECK(Articles(kDishes, settings).found({.q = "madurra "}) == Ids{"3"});
  settings.typo_tolerance.disable_on_attributes = {"tags"};
  const Articles articles(kDishes, settings);
  CHECK(articles.found({.q = "madurra "}).empty());
  CHECK_FALSE(articles.search({.q = "madurra "}).corrected_query.has_value());
  CHECK(articles.found({.q = "madura "}) == Ids{"3"});
  CHECK(articles.found({.q = "kuahh "}) == Ids{"1", "2"});
  // Words that other attributes have, too, are corrections for the documents that have them there.
  const std::vector<std::string> both = {R"({"id":"1","title":"kudapan"})", R"({"id":"2","tags":"kudapan"})"};
  for (const auto& searchable : {std::vector<std::string>{"*"}, {"title", "tags"}}) {
    settings.searchable_attributes = searchable;
    CHECK(Articles(both, settings).found({.q = "kudappan "}) == Ids{"1"});
    CHECK(Articles(both, settings).found({.q = "kudapan "}) == Ids{"1", "2"});
  }
  settings.typo_tolerance.disable_on_attributes = {"title", "tags", "id"};
  CHECK(Articles(both, settings).found({.q = "kudappan "}).empty());
}

TEST_CASE("a word counts by the best form that stands in the attributes") {
  Settings settings{.searchable_attributes = {"title", "body"}};
  settings.synonyms = {{"hp", {"ponsel", "telepon genggam"}}};
  const Articles articles(
      {R"({"id":"1","title":"ponsel","body":"hp hp hp hp"})", R"({"id":"2","title":"hp","body":"x"})",
       R"({"id":"3","title":"kopiko","body":"kopi kopi kopi"})", R"({"id":"4","title":"kopi"})",
       R"({"id":"5","title":"telepon","body":"genggam hp"})"},
      settings);
  for (const auto& [q, best, second, kind] : {std::tuple{"hp ", "2", "1", telusur::ScoreKind::kSynonym},
                                              {"kopi", "4", "3", telusur::ScoreKind::kCompletion}}) {
    const auto response =
        articles.search({.q = q, .attributes_to_search_on = {"title"}, .show_ranking_score_details = true});
    REQUIRE(response.hits.size() == 2);
    CHECK(response.hits[0].id == best);
    CHECK(response.hits[1].id == second);
    const auto& parts = response.hits[1].score_details;
    CHECK(
        std::any_of(parts.begin(), parts.end(), [&, wanted = kind](const auto& part) { return part.kind == wanted; }));
    CHECK(std::none_of(parts.begin(), parts.end(),
                       [](const auto& part) { return part.kind == telusur::ScoreKind::kExact; }));
  }
}

TEST_CASE("a scope does not make corrections of protected words") {
  Settings settings{.searchable_attributes = {"title", "body", "tags"}};
  settings.typo_tolerance.disable_on_attributes = {"tags"};
  const Articles articles({R"({"id":"1","title":"perpustakaan","body":"a"})", R"({"id":"2","tags":"perpustakaan"})"},
                          settings);
  CHECK(articles.found({.q = "perpustakan "}) == Ids{"1"});
  CHECK(articles.found({.q = "perpustakan ", .attributes_to_search_on = {"tags"}}).empty());
  CHECK(articles.found({.q = "perpustakan ", .attributes_to_search_on = {"tags", "title"}}) == Ids{"1"});
  CHECK(articles.full("tags:perpustakan ").empty());
  // Nor do titles gain by them.
  settings.typo_tolerance.disable_on_attributes = {"title"};
  const Articles titles({R"({"id":"1","title":"perpustakaan kota"})", R"({"id":"2","body":"perpustakaan"})"}, settings);
  const auto response = titles.search({.q = "perpustakan kota", .show_ranking_score_details = true});
  REQUIRE(response.hits.front().id == "1");
  for (const auto& part : response.hits.front().score_details) {
    CHECK(part.kind != telusur::ScoreKind::kProximity);
    CHECK(std::find(part.terms.begin(), part.terms.end(), "perpustakaan kota") == part.terms.end());
  }
}

TEST_CASE("alternatives of words together count where none of the words names an attribute") {
  Settings settings{.searchable_attributes = {"title", "body"}};
  settings.synonyms = {{"telepon genggam", {"hp"}}};
  const Articles articles({R"({"id":"1","title":"gajah","body":"hp baru"})", R"({"id":"2","body":"database"})"},
                          settings);
  CHECK(articles.full("telepon genggam") == Ids{"1"});
  CHECK(articles.full("telepon title:genggam").empty());
  CHECK(articles.full("title:telepon genggam").empty());
  CHECK(articles.full("data base ") == Ids{"2"});
  CHECK(articles.full("data body:base ").empty());
}

TEST_CASE("who may see a part of the documents does not learn what attributes the others have") {
  const Articles articles({R"({"id":"1","user":1,"title":"kucing"})", R"({"id":"2","user":2,"rahasia":"kucing"})"},
                          {.filterable_attributes = {"user"}});
  const auto of_user = [&](const std::string& q) {
    return articles.found({.q = q, .within = "user = 1", .query_syntax = telusur::QuerySyntax::kFull});
  };
  CHECK(articles.full("rahasia:kucing") == Ids{"2"});
  CHECK(of_user("rahasia:kucing") == of_user("nihil:kucing"));
}

TEST_CASE("random documents are found by what their attributes have, and scores are explained") {
  TELUSUR_RANDOM(random);
  std::vector<Texts> all;
  std::vector<std::string> documents;
  for (std::size_t id = 0; id < 150; ++id) {
    Texts texts;
    for (const auto& name : kAttributes) {
      texts[name] = random_words(random, name == "body" ? 6 : 3);
    }
    documents.push_back(json_of(id, texts));
    all.push_back(std::move(texts));
  }
  const Articles articles(documents, {.searchable_attributes = {"title", "body", "*"}});
  for (int round = 0; round < 60; ++round) {
    std::vector<std::string> attributes;
    std::copy_if(kAttributes.begin(), kAttributes.end(), std::back_inserter(attributes),
                 [&](const auto&) { return random.one_in(2); });
    const auto words = random_words(random, 3);
    if (attributes.empty() || words.empty()) {
      continue;
    }
    const bool demands_all = random.one_in(2);
    Ids expected;
    for (std::size_t id = 0; id < all.size(); ++id) {
      const auto is_here = [&](const std::string& word) { return has(all[id], attributes, word); };
      if (demands_all ? std::all_of(words.begin(), words.end(), is_here)
                      : std::any_of(words.begin(), words.end(), is_here)) {
        expected.insert(std::to_string(id));
      }
    }
    const auto response = articles.search(
        {.q = joined(words),
         .limit = 200,
         .attributes_to_search_on = attributes,
         .matching_strategy = demands_all ? telusur::MatchingStrategy::kAll : telusur::MatchingStrategy::kLast,
         .show_ranking_score_details = true});
    CAPTURE(joined(words));
    CAPTURE(joined(attributes));
    CAPTURE(demands_all);
    Ids found;
    for (const auto& hit : response.hits) {
      found.insert(hit.id);
      const double sum = std::accumulate(hit.score_details.begin(), hit.score_details.end(), 0.0,
                                         [](double before, const auto& part) { return before + part.score; });
      CHECK(sum == doctest::Approx(hit.ranking_score));
    }
    CHECK(found == expected);
    CHECK(response.total_hits == expected.size());
  }
}
