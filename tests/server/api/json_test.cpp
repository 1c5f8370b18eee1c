#include "api/json.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

using telusur::server::api::dump_json;
using telusur::server::api::kMaxJsonDepth;
using telusur::server::api::parse_json;

TEST_CASE("levels are counted outside texts alone") {
  using telusur::server::api::nests_deeper;
  CHECK_FALSE(nests_deeper("", 0));
  CHECK_FALSE(nests_deeper("1", 0));
  CHECK(nests_deeper("[", 0));
  CHECK_FALSE(nests_deeper(R"({"a": [1], "b": [{}]})", 3));
  CHECK(nests_deeper(R"({"a": [1], "b": [{}]})", 2));
  CHECK_FALSE(nests_deeper(R"(["[[[", "\"[[", "\\"])", 1));
  CHECK(nests_deeper(R"(["\\", []])", 1));
}

TEST_CASE("JSON is read to a limited depth") {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
  };
  CHECK(parse_json(nested(kMaxJsonDepth)));
  CHECK_FALSE(parse_json(nested(kMaxJsonDepth + 1)));
  CHECK_FALSE(parse_json(nested(100'000)));
  CHECK_FALSE(parse_json(R"({"a": [)" + nested(kMaxJsonDepth) + R"(], "b": 1})"));
  CHECK(parse_json(R"({"b": 1, "a": [1.5, null, "x"]})")->dump() == R"({"b":1,"a":[1.5,null,"x"]})");
  for (const char* malformed : {"", " ", "{", "{}x", "\"\xff\"", "nul", "{'a': 1}"}) {
    CHECK_FALSE(parse_json(malformed));
  }
  CHECK(dump_json("\xff") == "\"\xef\xbf\xbd\"");
}
