#include "net/target.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace std::string_literals;
using telusur::server::net::path_segments;
using telusur::server::net::percent_decoded;
using telusur::server::net::query_parameters;

TEST_CASE("percent-decoding") {
  struct Case {
    std::string_view text;
    std::optional<std::string> decoded;
  };
  const Case cases[] = {
      {"", ""},
      {"abc", "abc"},
      {"a%20b", "a b"},
      {"%2f%2F", "//"},
      {"a+b", "a+b"},
      {"%C3%A9", "é"},
      {"%00", "\0"s},
      {"%", std::nullopt},
      {"%4", std::nullopt},
      {"%zz", std::nullopt},
      {"%%41", std::nullopt},
      {"%+1", std::nullopt},
  };
  for (const Case& test : cases) {
    INFO(test.text);
    CHECK(percent_decoded(test.text) == test.decoded);
  }
}

TEST_CASE("the pieces of a path") {
  using Pieces = std::optional<std::vector<std::string>>;
  struct Case {
    std::string_view path;
    Pieces pieces;
  };
  const Case cases[] = {
      {"/", Pieces(std::in_place)},
      {"", Pieces(std::in_place)},
      {"/a", Pieces({"a"})},
      {"/a/", Pieces({"a"})},
      {"/a/b%2Fc", Pieces({"a", "b/c"})},
      {"//", Pieces({""})},
      {"/a//b", Pieces({"a", "", "b"})},
      {"/a/../b", Pieces({"a", "..", "b"})},
      {"/%00", std::nullopt},
      {"/a%2", std::nullopt},
  };
  for (const Case& test : cases) {
    INFO(test.path);
    CHECK(path_segments(test.path) == test.pieces);
  }
}

TEST_CASE("query strings keep every byte") {
  struct Case {
    std::string_view query;
    std::vector<std::string> flat;  // name, value, name, value, …
  };
  const Case cases[] = {
      {"", {}},
      {"&&", {}},
      {"q=a", {"q", "a"}},
      {"q=a=b=c", {"q", "a=b=c"}},  // the HTTP library keeps only the last piece
      {"q=1&q=2", {"q", "1", "q", "2"}},
      {"q", {"q", ""}},
      {"=x", {"", "x"}},
      {"q=a+b%20c", {"q", "a b c"}},
      {"q=a?b", {"q", "a?b"}},
      {"q=100%", {"q", "100%"}},
      {"q=%zz%41", {"q", "%zzA"}},
      {"q=%26%3D", {"q", "&="}},
      {"na%6De=v", {"name", "v"}},
  };
  for (const Case& test : cases) {
    INFO(test.query);
    std::vector<std::string> flat;
    for (const auto& parameter : query_parameters(test.query)) {
      flat.push_back(parameter.name);
      flat.push_back(parameter.value);
    }
    CHECK(flat == test.flat);
  }
}
