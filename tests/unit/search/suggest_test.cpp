#include "search/suggest.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/error.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"

using nlohmann::json;
using telusur::Suggestion;
using telusur::SuggestionKind;
using telusur::SuggestRequest;
using telusur::test::error_of;
using Texts = std::vector<std::string>;

namespace {

/// What is suggested in so many milliseconds where the filter has 30,000 long values to look through.
telusur::SuggestResponse suggest_within(std::uint32_t milliseconds) {
  const telusur::test::TemporaryDirectory directory;
  telusur::Settings settings;
  settings.filterable_attributes = {"code"};
  settings.search_cutoff_ms = milliseconds;
  telusur::Index index = telusur::Engine(directory.path()).create_index("a", settings, "id");
  json documents = json::array();
  for (int id = 0; id < 30'000; ++id) {
    documents.push_back({{"id", id}, {"code", std::string(60, 'x') + std::to_string(id)}});
  }
  documents.push_back({{"id", "last"}, {"code", "soto ayam"}});
  index.add_json(documents.dump());
  index.commit();
  return index.suggest({.q = "sot", .filter = "code CONTAINS ayam"});
}

class Shelf {
 public:
  explicit Shelf(telusur::Settings settings = settings_of({"*"}))
      : index_(telusur::Engine(directory_.path()).create_index("a", settings, "id")) {
    const json documents = json::array({
        {{"id", 1},
         {"title", "Belajar backend dari nol"},
         {"body", "Panduan belajar backend dengan Go."},
         {"owner", 1}},
        {{"id", 2}, {"title", "Belajar backend lanjutan"}, {"body", "Basis data dan cache."}, {"owner", 1}},
        {{"id", 3}, {"title", "Belajar bahasa Inggris"}, {"body", "Belajar setiap hari."}, {"owner", 1}},
        {{"id", 4}, {"title", "Backup basis data"}, {"body", "Belajar dari bencana."}, {"owner", 1}},
        {{"id", 5}, {"title", "Barang rahasia"}, {"body", "Belajar bersembunyi: bandit, barangkali."}, {"owner", 2}},
    });
    index_.add_json(documents.dump());
    index_.commit();
  }

  static telusur::Settings settings_of(std::vector<std::string> displayed) {
    telusur::Settings settings;
    settings.searchable_attributes = {"title", "body"};
    settings.displayed_attributes = std::move(displayed);
    settings.filterable_attributes = {"owner"};
    return settings;
  }

  telusur::SuggestResponse suggest(const SuggestRequest& request) const { return index_.suggest(request); }

  /// "kind: text (count)", one a suggestion.
  Texts found(const SuggestRequest& request) const {
    Texts texts;
    for (const auto& one : suggest(request).suggestions) {
      texts.push_back(std::string(to_string(one.kind)) + ": " + one.text + " (" + std::to_string(one.count) + ")");
    }
    return texts;
  }

 private:
  telusur::test::TemporaryDirectory directory_;
  telusur::Index index_;
};

bool mentions(const Texts& texts, std::string_view word) {
  return std::any_of(texts.begin(), texts.end(),
                     [&](const std::string& text) { return text.find(word) != std::string::npos; });
}

}  // namespace

TEST_CASE_FIXTURE(Shelf, "the last word is completed: side by side with the one before where documents have it so") {
  const Texts texts = found({.q = "belajar ba"});
  // "Belajar backend" is in two documents side by side; "basis" is in two with "belajar", never beside it.
  REQUIRE(texts.size() >= 3);
  CHECK(texts[0] == "phrase: belajar backend (2)");
  CHECK(texts[1] == "phrase: belajar bahasa (1)");
  CHECK(mentions(texts, "word: belajar basis (2)"));
  CHECK(mentions(texts, "title: Belajar backend dari nol (1)"));
  CHECK_FALSE(mentions(texts, "title: Backup basis data"));
}

TEST_CASE_FIXTURE(Shelf, "titles with all of the words, with their document") {
  const auto suggestions = suggest({.q = "data ba"}).suggestions;
  const Suggestion title{SuggestionKind::kTitle, "Backup basis data", 1, "4"};
  CHECK(std::find(suggestions.begin(), suggestions.end(), title) != suggestions.end());
}

TEST_CASE_FIXTURE(Shelf, "what follows in several titles goes on behind a word that is complete") {
  const Texts texts = found({.q = "belajar "});
  CHECK(texts.front() == "phrase: Belajar backend (2)");
  CHECK(mentions(texts, "title: Belajar bahasa Inggris"));
  CHECK_FALSE(mentions(texts, "word:"));
}

TEST_CASE_FIXTURE(Shelf, "as many as are wanted, each once, and never what is typed already") {
  for (const std::uint32_t limit : {1U, 2U, 3U, 50U}) {
    const auto suggestions = suggest({.q = "b", .limit = limit}).suggestions;
    CHECK(suggestions.size() <= limit);
    CHECK_FALSE(suggestions.empty());
  }
  for (const auto& one : suggest({.q = "backup basis data"}).suggestions) {
    CHECK(one.text != "Backup basis data");
  }
  CHECK(found({.q = ""}).empty());
  CHECK(found({.q = "zzz"}).empty());
  CHECK(error_of([&] { suggest({.q = "b", .limit = 0}); }).subject() == "limit");
  CHECK(error_of([&] { suggest({.q = "b", .limit = 51}); }).subject() == "limit");
  CHECK(error_of([&] { suggest({.q = "b", .filter = "title = a"}); }).subject() == "filter");
}

TEST_CASE_FIXTURE(Shelf, "nothing is suggested that only documents have which may not be seen") {
  const SuggestRequest everything{.q = "bar"};
  CHECK(mentions(found(everything), "barang"));
  CHECK(mentions(found(everything), "title: Barang rahasia"));
  for (const SuggestRequest& narrowed :
       {SuggestRequest{.q = "bar", .filter = "owner = 1"}, SuggestRequest{.q = "bar", .within = "owner = 1"}}) {
    CHECK(found(narrowed).empty());
  }
  CHECK(suggest({.q = "bandti"}).corrected_query == "bandit");
  CHECK_FALSE(suggest({.q = "bandti", .within = "owner = 1"}).corrected_query.has_value());
  CHECK(suggest({.q = "backedn", .within = "owner = 1"}).corrected_query == "backend");
}

TEST_CASE("another form of a word that may be seen does not make it seen") {
  const telusur::test::TemporaryDirectory directory;
  auto index = telusur::Engine(directory.path()).create_index("a", Shelf::settings_of({"*"}), "id");
  index.add_json(R"([{"id": 1, "title": "dokumen dirahasiakan", "owner": 1},
                     {"id": 2, "title": "merahasiakan dokumen", "owner": 2}])");
  index.commit();
  CHECK(index.suggest({.q = "merah"}).suggestions.size() == 2);
  CHECK(index.suggest({.q = "merah", .within = "owner = 1"}).suggestions.empty());
  CHECK(index.search({.q = "merahasiakn "}).corrected_query == "merahasiakan ");
  CHECK_FALSE(index.search({.q = "merahasiakn ", .within = "owner = 1"}).corrected_query.has_value());
}

TEST_CASE("titles that are not displayed are not suggested") {
  const Shelf shelf(Shelf::settings_of({"id"}));
  CHECK(shelf.found({.q = "belajar ba"}) != Texts{});
  CHECK_FALSE(mentions(shelf.found({.q = "belajar ba"}), "title:"));
}

TEST_CASE("a request for suggestions is read from JSON, and its answer written") {
  const auto request = telusur::suggest_request_from_json(R"({"q": "ba", "limit": 3, "filter": ["owner = 1"]})");
  CHECK(request.q == "ba");
  CHECK(request.limit == 3);
  CHECK(request.filter == R"(["owner = 1"])");
  CHECK(telusur::suggest_request_from_json(R"({"q": null})").q.empty());
  CHECK(error_of([] { telusur::suggest_request_from_json(R"({"within": "a = 1"})"); }).subject() == "request");
  CHECK(error_of([] { telusur::suggest_request_from_json(R"({"q": 1})"); }).subject() == "q");
  CHECK(error_of([] { telusur::suggest_request_from_json(R"({"limit": -1})"); }).subject() == "limit");
  const telusur::SuggestResponse response{
      {{SuggestionKind::kWord, "basis", 2}, {SuggestionKind::kTitle, "Backup", 1, "4"}}, "ba", "bb"};
  CHECK(json::parse(to_json(response)) == json::parse(R"({"suggestions": [
      {"text": "basis", "kind": "word", "count": 2}, {"text": "Backup", "kind": "title", "count": 1, "id": "4"}],
      "query": "ba", "correctedQuery": "bb", "processingTimeMs": 0})"));
}

TEST_CASE("suggestions of a time that was too short say that there may be more") {
  const auto whole = suggest_within(60'000);
  CHECK_FALSE(whole.degraded);
  CHECK_FALSE(json::parse(telusur::to_json(whole)).contains("degraded"));
  REQUIRE(whole.suggestions.size() == 1);
  CHECK(whole.suggestions[0].text == "soto");
  const auto part = suggest_within(1);
  CHECK(part.degraded);
  CHECK(json::parse(telusur::to_json(part))["degraded"] == true);
  CHECK(part.suggestions.empty());
}
