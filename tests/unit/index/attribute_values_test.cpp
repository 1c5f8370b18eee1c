#include "index/attribute_values.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using telusur::index::attribute_values;
using telusur::index::AttributeValues;
using telusur::schema::Json;

namespace {

/// "null empty a b", or "-" for a document without the attribute.
std::string values(const char* document, const std::string& name) {
  const auto all = attribute_values(Json::parse(document), {name});
  if (all.empty()) {
    return "-";
  }
  std::string out = all.front().is_null ? "null " : "";
  out += all.front().is_empty ? "empty " : "";
  for (const auto& value : all.front().values) {
    out += value.shown + (value.is_number ? "# " : " ");
  }
  return out;
}

}  // namespace

TEST_CASE("what a document has under an attribute") {
  struct Row {
    const char* document;
    const char* name;
    const char* values;
  };
  for (const Row& row : {
           Row{R"({"a":"x"})", "a", "x "},
           Row{R"({"a":"x"})", "b", "-"},
           Row{R"({"a":5.0})", "a", "5# "},
           Row{R"({"a":-0.0})", "a", "0# "},
           Row{R"({"a":true})", "a", "true "},
           Row{R"({"a":null})", "a", "null "},
           Row{R"({"a":""})", "a", "empty  "},
           Row{R"({"a":[]})", "a", "empty "},
           Row{R"({"a":{}})", "a", "empty "},
           Row{R"({"a":["x","y","X",null,[1],{"b":1}]})", "a", "x y "},
           Row{R"({"a":{"b":"x"}})", "a", ""},
           Row{R"({"a":{"b":"x"}})", "a.b", "x "},
           Row{R"({"a":{"b":"x"}})", "a.c", "-"},
           Row{R"({"a.b":"dot","a":{"b":"x"}})", "a.b", "dot "},
           Row{R"({"a":[{"b":"x"},{"b":["y","z"]},{"c":1},{"b":null}]})", "a.b", "null x y z "},
           Row{R"({"a":[{"c":1}]})", "a.b", "-"},
           Row{R"({"a":{"b.c":{"d":"deep"}}})", "a.b.c.d", "deep "},
           Row{R"({"a":"x"})", "a.b", "-"},
       }) {
    CAPTURE(row.document);
    CAPTURE(row.name);
    CHECK(values(row.document, row.name) == row.values);
  }
}

TEST_CASE("places are those of the list, and texts that are numbers or dates compare as such") {
  const auto all = attribute_values(Json::parse(R"({"c":"7","a":"1970-01-02","d":"Straße"})"), {"a", "b", "c", "d"});
  REQUIRE(all.size() == 3);
  CHECK(all[0].place == 0);
  CHECK(all[0].values[0].number == 86400.0);
  CHECK(all[1].place == 2);
  CHECK(all[1].name == "c");
  CHECK(all[1].values[0].number == 7.0);
  CHECK_FALSE(all[1].values[0].is_number);
  CHECK(all[2].values[0].folded == "strasse");
  CHECK_FALSE(all[2].values[0].number.has_value());
}

TEST_CASE("long texts and long lists are bounded") {
  Json document{{"text", std::string(5000, 'x')}, {"list", Json::array()}};
  for (int i = 0; i < 1500; ++i) {
    document["list"].push_back(i);
  }
  const auto all = attribute_values(document, {"text", "list"});
  CHECK(all[0].values[0].shown.size() == telusur::index::kMaxValueBytes);
  CHECK(all[1].values.size() == telusur::index::kMaxValuesPerAttribute);
}
