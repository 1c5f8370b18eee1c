#include "schema/settings.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "schema/settings_refusal.hpp"
#include "support/error.hpp"
#include "telusur/error.hpp"

namespace schema = telusur::schema;

using telusur::Settings;
using telusur::test::settings_refusal;

namespace {

using Names = std::vector<std::string>;

std::string part(const std::string& json, const Names& names) {
  return schema::dump_json(schema::covered_part(schema::parse_json(json, "test"), names));
}

}  // namespace

TEST_CASE("settings are read over others: absent keeps, null sets the default") {
  const Settings articles = Settings::articles();
  CHECK(telusur::settings_from_json("{}", articles) == articles);
  CHECK(telusur::settings_from_json(to_json(articles)) == articles);
  const auto changed =
      telusur::settings_from_json(R"({"searchableAttributes":["a"],"displayedAttributes":null})", articles);
  CHECK(changed.searchable_attributes == Names{"a"});
  CHECK(changed.displayed_attributes == Names{"*"});
  CHECK(changed.sortable_attributes == articles.sortable_attributes);
  const auto old = telusur::settings_from_json(R"({"oldSpelling":true})");
  CHECK(old.old_spelling);
  CHECK(telusur::settings_from_json(to_json(old)) == old);
  CHECK(telusur::settings_from_json("{}", old) == old);
  CHECK_FALSE(telusur::settings_from_json(R"({"oldSpelling":null})", old).old_spelling);
}

TEST_CASE("bad settings are refused in a sentence that names the field") {
  struct Case {
    std::string json;
    std::string message;
  };
  for (const auto& [json, message] : std::vector<Case>{
           {"[]", "settings must be an object, not an array"},
           {R"({"dictionary":[]})",
            "settings field 'dictionary' is unknown; known are displayedAttributes, searchableAttributes, "
            "filterableAttributes, sortableAttributes, languages, oldSpelling, prefixSearch, synonyms, typoTolerance, "
            "stopWords, rankingRules, rankingBand, curations, distinctAttribute, faceting, pagination and "
            "searchCutoffMs"},
           {R"({"oldSpelling":"yes"})", "settings field 'oldSpelling' must be true or false, not a string"},
           {R"({"searchableAttributes":"a"})",
            "settings field 'searchableAttributes' must be an array of strings, not a string"},
           {R"({"searchableAttributes":[""]})",
            "settings field 'searchableAttributes' must hold non-empty strings, not \"\""},
           {R"({"sortableAttributes":[1]})", "settings field 'sortableAttributes' must hold non-empty strings, not 1"},
           {R"({"sortableAttributes":["a","a"]})", "settings field 'sortableAttributes' names 'a' twice"},
           {R"({"languages":["fr"]})", "settings field 'languages' has 'fr'; known are 'id' and 'en'"},
       }) {
    CHECK(settings_refusal(json) == message);
  }
  std::string many = R"({"sortableAttributes":["x")";
  for (int i = 0; i < 1000; ++i) {
    many += ",\"" + std::to_string(i) + "\"";
  }
  CHECK(settings_refusal(many + "]}") ==
        "settings field 'sortableAttributes' has 1001 entries; at most 1000 are allowed");
}

TEST_CASE("patterns of names are refused, but for all that are shown or searched") {
  const auto refused = [](const Settings& settings) {
    return telusur::test::code_of([&] { schema::check_settings(settings); }) == telusur::ErrorCode::kUnsupported;
  };
  CHECK_FALSE(refused({}));
  CHECK_FALSE(refused({.searchable_attributes = {"*"}, .displayed_attributes = {"a", "*"}}));
  CHECK(refused({.searchable_attributes = {"n.*"}}));
  CHECK(refused({.displayed_attributes = {"*_en"}}));
  CHECK(refused({.filterable_attributes = {"*"}}));
  CHECK(refused({.filterable_attributes = {"a", "n.*"}}));
  CHECK(refused({.sortable_attributes = {"*"}}));
}

TEST_CASE("a name covers itself and what is within it") {
  CHECK(schema::covers({"author"}, "author"));
  CHECK(schema::covers({"x", "author"}, "author.name"));
  CHECK(schema::covers({"*"}, "anything"));
  CHECK_FALSE(schema::covers({"author"}, "authors"));
  CHECK_FALSE(schema::covers({"author.name"}, "author"));
  CHECK_FALSE(schema::covers({}, "author"));
}

TEST_CASE("weights fall evenly from 3 to 1 in the order of the names") {
  struct Case {
    Names names;
    std::string attribute;
    double weight;
  };
  for (const auto& [names, attribute, weight] : std::vector<Case>{{{"*"}, "title", 1},
                                                                  {{"title"}, "title", 1},
                                                                  {{"title"}, "body", 0},
                                                                  {{"a", "b", "c"}, "a", 3},
                                                                  {{"a", "b", "c"}, "b", 2},
                                                                  {{"a", "b", "c"}, "c.d", 1},
                                                                  {{"title", "*"}, "title", 3},
                                                                  {{"title", "*"}, "body", 1},
                                                                  {{"a", "b", "*"}, "b", 2},
                                                                  {{"*", "title"}, "title", 1},
                                                                  {{"*", "title"}, "body", 1}}) {
    CAPTURE(attribute);
    CHECK(schema::attribute_weight({.searchable_attributes = names}, attribute) == doctest::Approx(weight));
  }
}

TEST_CASE("the covered part of a document keeps its order and its form") {
  const std::string document =
      R"({"id":1,"author":{"name":"Sari","mail":"s@x"},"parts":[{"a":1,"b":2},{"b":3},"text"],"a.b":4,"none":null})";
  struct Case {
    Names names;
    std::string part;
  };
  for (const auto& [names, expected] : std::vector<Case>{
           {{"*"}, document},
           {{}, "{}"},
           {{"none", "id"}, R"({"id":1,"none":null})"},
           {{"author"}, R"({"author":{"name":"Sari","mail":"s@x"}})"},
           {{"author.name"}, R"({"author":{"name":"Sari"}})"},
           {{"author.mail", "author.name"}, R"({"author":{"name":"Sari","mail":"s@x"}})"},
           {{"author.none"}, "{}"},
           {{"author.name.first"}, "{}"},
           {{"id.x"}, "{}"},
           {{"parts.a"}, R"({"parts":[{"a":1}]})"},
           {{"parts.b"}, R"({"parts":[{"b":2},{"b":3}]})"},
           {{"a.b"}, R"({"a.b":4})"},
           {{"auth"}, "{}"},
       }) {
    CAPTURE(names.size());
    CHECK(part(document, names) == expected);
  }
}
