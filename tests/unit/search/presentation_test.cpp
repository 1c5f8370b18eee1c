#include "search/presentation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/stemmers.hpp"
#include "query/parser.hpp"

namespace search = telusur::search;

using telusur::SearchRequest;
using telusur::Settings;

namespace {

using Names = std::vector<std::string>;

telusur::Hit hit_of(const std::string& document, const SearchRequest& request, const Settings& settings = {}) {
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  search::Highlighter highlighter(telusur::query::parse(request.q, analyzer), analyzer, {"[", "]", "…", false});
  return search::Presenter(request, settings, highlighter).present(document, "id", 0.5);
}

constexpr char kDocument[] =
    R"({"id":"1","title":"Soto ayam","author":{"name":"Soto Sari","mail":"s@x"},"body":"satu dua soto tiga empat"})";

}  // namespace

TEST_CASE("a hit shows what the settings display and the request retrieves") {
  struct Case {
    Names displayed;
    Names retrieved;
    std::string document;
  };
  for (const auto& [displayed, retrieved, document] : std::vector<Case>{
           {{"*"}, {"*"}, kDocument},
           {{"title"}, {"*"}, R"({"title":"Soto ayam"})"},
           {{"*"}, {"title"}, R"({"title":"Soto ayam"})"},
           {{"title"}, {"body"}, "{}"},
           {{"*"}, {}, "{}"},
           {{"author.name"}, {"*"}, R"({"author":{"name":"Soto Sari"}})"},
           {{"author"}, {"author.mail"}, R"({"author":{"mail":"s@x"}})"},
           {{"author.name"}, {"author"}, R"({"author":{"name":"Soto Sari"}})"},
           {{"author.name"}, {"author.mail"}, "{}"},
       }) {
    CAPTURE(document);
    SearchRequest request{.q = "soto"};
    request.attributes_to_retrieve = retrieved;
    const auto hit = hit_of(kDocument, request, {.displayed_attributes = displayed});
    CHECK(hit.document == document);
    CHECK(hit.formatted.empty());
    CHECK(search::shown_part(kDocument, displayed) ==
          hit_of(kDocument, {.q = "soto"}, {.displayed_attributes = displayed}).document);
  }
}

TEST_CASE("nested texts are marked and cut by their names, and hidden ones stay hidden") {
  struct Case {
    Names highlight;
    Names crop;
    std::string formatted;
  };
  const std::string document = R"({"id":"1","a":{"b":"satu dua soto tiga","c":"soto satu dua tiga","d":"soto"}})";
  for (const auto& [highlight, crop, formatted] : std::vector<Case>{
           {{"a"}, {}, R"({"a":{"b":"satu dua [soto] tiga","c":"[soto] satu dua tiga"}})"},
           {{"a.b"}, {}, R"({"a":{"b":"satu dua [soto] tiga","c":"soto satu dua tiga"}})"},
           {{"*"}, {"a.c:1"}, R"({"a":{"b":"satu dua [soto] tiga","c":"[soto]…"}})"},
           {{}, {"a:1"}, R"({"a":{"b":"…soto…","c":"soto…"}})"},
           {{}, {"*:1"}, R"({"a":{"b":"…soto…","c":"soto…"}})"},
       }) {
    CAPTURE(formatted);
    SearchRequest request{.q = "soto"};
    request.attributes_to_highlight = highlight;
    request.attributes_to_crop = crop;
    CHECK(hit_of(document, request, {.displayed_attributes = {"a.b", "a.c"}}).formatted == formatted);
  }
}

TEST_CASE("arrays and numbers are formatted in their form") {
  SearchRequest request{.q = "soto 7"};
  request.attributes_to_highlight = {"*"};
  CHECK(hit_of(R"({"id":"1","tags":["soto",{"x":"soto"}],"n":7,"none":null,"t":true})", request).formatted ==
        R"({"id":"1","tags":["[soto]",{"x":"[soto]"}],"n":"[7]","none":null,"t":true})");
}

TEST_CASE("matches are told wherever they are") {
  const SearchRequest request{.q = "soto 7", .show_matches_position = true};
  const auto matches =
      hit_of(R"({"id":"1","title":"Mie soto","a":{"b":["x",["soto",{"c":"Soto"}]]},"n":7,"no":null})", request).matches;
  std::vector<std::string> told;
  for (const auto& match : matches) {
    told.push_back(match.attribute + " " + std::to_string(match.start) + "+" + std::to_string(match.length));
    for (const auto index : match.indices) {
      told.back() += " " + std::to_string(index);
    }
  }
  CHECK(told == std::vector<std::string>{"title 4+4", "a.b 0+4 1 0", "a.b.c 0+4 1 1", "n 0+1"});
}

TEST_CASE("what is marked or cut stands in the formatted part, retrieved or not") {
  struct Case {
    Names retrieved;
    Names highlight;
    Names crop;
    std::string formatted;
  };
  const std::string document = R"({"id":"1","title":"soto ayam","a":{"b":"soto","c":"soto"},"n":7,"hidden":"soto"})";
  for (const auto& [retrieved, highlight, crop, formatted] : std::vector<Case>{
           {{"id"}, {"title"}, {}, R"({"id":"1","title":"[soto] ayam"})"},
           {{}, {"a.b", "hidden"}, {}, R"({"a":{"b":"[soto]"}})"},
           {{"id"}, {}, {"title:1"}, R"({"id":"1","title":"soto…"})"},
           {{"n"}, {"*"}, {}, R"({"id":"1","title":"[soto] ayam","a":{"b":"[soto]","c":"[soto]"},"n":"7"})"},
           {{}, {}, {"*:1"}, R"({"id":"1","title":"soto…","a":{"b":"soto","c":"soto"},"n":"7"})"},
       }) {
    CAPTURE(formatted);
    SearchRequest request{.q = "soto"};
    request.attributes_to_retrieve = retrieved;
    request.attributes_to_highlight = highlight;
    request.attributes_to_crop = crop;
    CHECK(hit_of(document, request, {.displayed_attributes = {"id", "title", "a", "n"}}).formatted == formatted);
  }
}

TEST_CASE("a hidden attribute shows a snippet when it is asked for by name and searched") {
  struct Case {
    Names searched;
    Names crop;
    std::string formatted;
  };
  for (const auto& [searched, crop, formatted] : std::vector<Case>{
           {{"*"}, {"body:1"}, R"({"title":"Soto ayam","body":"…soto…"})"},
           {{"*"}, {"*:1"}, R"({"title":"Soto…"})"},
           {{"title"}, {"body:1"}, R"({"title":"Soto ayam"})"},
       }) {
    CAPTURE(formatted);
    SearchRequest request{.q = "soto"};
    request.attributes_to_crop = crop;
    CHECK(
        hit_of(kDocument, request, {.searchable_attributes = searched, .displayed_attributes = {"title"}}).formatted ==
        formatted);
  }
}
