#include "schema/document.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "telusur/error.hpp"

namespace schema = telusur::schema;

using telusur::Document;
using telusur::Error;

namespace {

std::string message_of(const auto& body) {
  try {
    body();
  } catch (const Error& error) {
    CHECK(error.code() == telusur::ErrorCode::kInvalidArgument);
    CHECK(error.subject() == "document");
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("a document keeps what was set, in the order of the first setting") {
  Document document;
  document.set("id", 7).set("big", std::int64_t{1} << 40).set("share", 0.5).set("new", true).set("title", "Soto");
  document.set("tags", std::vector<std::string>{"a", "caf\xE9"}).set("id", "8");
  CHECK(document.json() ==
        "{\"id\":\"8\",\"big\":1099511627776,\"share\":0.5,\"new\":true,\"title\":\"Soto\",\"tags\":[\"a\","
        "\"caf\xEF\xBF\xBD\"]}");
  CHECK(document.has("title"));
  CHECK_FALSE(document.has("body"));
}

TEST_CASE("a copy is a document of its own") {
  Document document = Document::parse(R"({"a":1})");
  Document copy = document;
  copy.set("a", 2);
  CHECK(document.json() == R"({"a":1})");
  document = copy;
  copy.set("a", 3);
  CHECK(document.json() == R"({"a":2})");
}

TEST_CASE("the text of an attribute is its string, or its JSON when it is another scalar") {
  const Document document = Document::parse(R"({"s":"x","n":1.5,"t":true,"z":null,"l":[1],"o":{"i":"y"}})");
  CHECK(document.text("s") == "x");
  CHECK(document.text("n") == "1.5");
  CHECK(document.text("t") == "true");
  CHECK(document.text("z").empty());
  CHECK(document.text("l").empty());
  CHECK(document.text("o.i") == "y");
  CHECK(document.text("none").empty());
}

TEST_CASE("one object or an array of objects is taken, and the first that is neither is named") {
  CHECK(schema::parse_documents("{}").size() == 1);
  CHECK(schema::parse_documents("[]").empty());
  CHECK(schema::parse_documents(R"([{"a":1},{"a":2}])").size() == 2);
  const auto nested = [](int levels) {
    const auto count = static_cast<std::size_t>(levels - 1);
    return R"({"a":)" + std::string(count, '[') + std::string(count, ']') + "}";
  };
  CHECK(schema::parse_documents(nested(100)).size() == 1);
  CHECK(schema::parse_documents(" [" + nested(100) + "," + nested(100) + "]").size() == 2);
  CHECK(message_of([&] { schema::parse_documents(nested(101)); }).find("deeper than 100") != std::string::npos);
  CHECK_THROWS_AS(schema::parse_documents("[" + nested(101) + "]"), telusur::Error);
  CHECK(message_of([] { schema::parse_documents("[{},1]"); }) == "document 2 is a number, not an object");
  CHECK(message_of([] { schema::parse_documents("null"); }) == "the document is null, not an object");
  CHECK(message_of([] { Document::parse("[]"); }) == "the document is an array, not an object");
  CHECK(message_of([] { Document::parse(""); }) == "JSON expected, nothing given");
}

TEST_CASE("the plain text of a value has the members of containers on lines of their own") {
  const auto plain = [](const char* json) { return schema::plain_text(schema::parse_json(json, "test")); };
  CHECK(plain(R"("x")") == "x");
  CHECK(plain("null").empty());
  CHECK(plain(R"(["a",[1,null],{"b":true}])") == "a\n1\ntrue");
}
