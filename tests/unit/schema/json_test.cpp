#include "schema/json.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/random.hpp"
#include "telusur/error.hpp"

namespace schema = telusur::schema;

using telusur::Error;

namespace {

std::string message_of(const std::string& text) {
  try {
    schema::parse_json(text, "body");
  } catch (const Error& error) {
    CHECK(error.code() == telusur::ErrorCode::kInvalidArgument);
    CHECK(error.subject() == "body");
    return error.what();
  }
  return "accepted";
}

std::string nested(int depth) {
  const auto levels = static_cast<std::size_t>(depth);
  return std::string(levels, '[') + std::string(levels, ']');
}

}  // namespace

TEST_CASE("malformed JSON is refused with its place") {
  struct Case {
    std::string text;
    std::string message;
  };
  for (const auto& [text, message] : std::vector<Case>{
           {"", "JSON expected, nothing given"},
           {"{\"a\":}", "malformed JSON at column 6"},
           {"{\n\"a\":}", "malformed JSON at line 2, column 5"},
           {"{\"a\":1", "malformed JSON at column 7"},
           {"[1] 2", "malformed JSON at column 5"},
           {"\"caf\xE9\"", "JSON that is not valid UTF-8 at column 6"},
           {"{\"a\":} \xE9", "malformed JSON at column 6"},
           {"1e999", "JSON holds a number out of range (up to 1.8e308)"},
           {nested(101), "JSON nests deeper than 100 levels"},
           {nested(100), "accepted"},
           {"[\"" + std::string(200, '[') + "\", \"\\\\\", \"\\\"" + std::string(200, '{') + "\"]", "accepted"},
           {"[\"\\\\\", " + nested(100) + "]", "JSON nests deeper than 100 levels"},
           {"[[1],[2],{\"a\":[]}" + std::string(100, ' ') + "]", "accepted"},
           {"NaN", "malformed JSON at column 1"},
           {"{\"a\":1,\"a\":2}", "accepted"},
       }) {
    CAPTURE(text);
    CHECK(message_of(text) == message);
  }
}

TEST_CASE("attributes keep their order, and of repeated names the last wins") {
  CHECK(schema::dump_json(schema::parse_json(R"({"b":1,"a":2,"b":3})", "body")) == R"({"b":3,"a":2})");
}

TEST_CASE("JSON that was written is read as the same value") {
  TELUSUR_RANDOM(random);
  const std::vector<std::string_view> pieces{"{",     "}", "[",    "]",    ",",     ":",    "\"a\"", "\"\\u00e9\"",
                                             "\"é\"", "1", "-0.5", "true", "false", "null", " "};
  int accepted = 0;
  for (int round = 0; round < 20'000; ++round) {
    schema::Json value;
    try {
      value = schema::parse_json(random.joined(pieces, 8), "body");
    } catch (const Error&) {
      continue;
    }
    ++accepted;
    CHECK(schema::parse_json(schema::dump_json(value), "body") == value);
  }
  CHECK(accepted > 100);
}

TEST_CASE("strings that are not UTF-8 are written with replacement characters") {
  CHECK(schema::dump_json(schema::Json("caf\xE9")) == "\"caf\xEF\xBF\xBD\"");
}

TEST_CASE("attributes are found by dotted paths; a name with the dots in it wins") {
  const auto json = schema::parse_json(R"({"a":{"b":1,"c.d":2,"e":[{"f":3}]},"a.b":4,"x":5})", "body");
  const auto found = [&json](const char* path) {
    const auto* value = schema::find_attribute(json, path);
    return value == nullptr ? "none" : schema::dump_json(*value);
  };
  CHECK(found("x") == "5");
  CHECK(found("a.b") == "4");
  CHECK(found("a.c.d") == "2");
  CHECK(found("a.e") == R"([{"f":3}])");
  CHECK(found("a.e.f") == "none");
  CHECK(found("x.y") == "none");
  CHECK(found("") == "none");
  CHECK(found(".") == "none");
  CHECK(schema::find_attribute(schema::Json(1), "a") == nullptr);
}

TEST_CASE("types have names for messages") {
  const std::vector<std::string> names{"null", "a string", "a number", "true or false", "an array", "an object"};
  const std::vector<std::string> values{"null", "\"\"", "1.5", "false", "[]", "{}"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    CHECK(schema::type_name(schema::parse_json(values[i], "body")) == names[i]);
  }
}

TEST_CASE("a list of very many objects is read in the time of its length") {
  // By its square this would take hours.
  std::string list = "[{}";
  for (int n = 0; n < 1'000'000; ++n) {
    list += ",{}";
  }
  CHECK(schema::parse_json(list + "]", "body").size() == 1'000'001);
}

TEST_CASE("the memory of a value is what its parts allocate") {
  const auto bytes = [](const std::string& text) { return schema::memory_bytes(schema::parse_json(text, "body")); };
  CHECK(bytes("1") == 0);
  CHECK(bytes("null") == 0);
  const std::size_t text = bytes("\"" + std::string(100'000, 'x') + "\"");
  CHECK(text > 100'000);
  CHECK(text < 300'000);
  // However short the text is: many small values are what takes memory.
  std::string objects = "[{}";
  for (int n = 1; n < 1000; ++n) {
    objects += ",{}";
  }
  CHECK(bytes(objects + "]") > 1000 * 32);
  CHECK(bytes(R"({"a":{"b":[1,2,3]}})") > bytes(R"({"a":{"b":1}})"));
}
