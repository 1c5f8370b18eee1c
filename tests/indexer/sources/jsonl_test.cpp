#include "sources/jsonl.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "sources/items.hpp"
#include "support/temporary_directory.hpp"

using namespace telusur::indexer;

namespace {

std::vector<std::string> items_of(std::string_view bytes, std::size_t max_document_bytes = 1000) {
  const telusur::test::TemporaryDirectory directory;
  JsonlSource source(directory.write("file.jsonl", bytes), "file.jsonl", max_document_bytes);
  return telusur::test::items_of(source);
}

}  // namespace

TEST_CASE("JSON Lines pass as they are") {
  using Items = std::vector<std::string>;
  CHECK(items_of("{\"id\": 1, \"x\": [1, {\"y\": null}], \"lang\": \"id\"}\n\n  \n{\"url\": \"u\"}") ==
        Items{"1 {\"id\":1,\"x\":[1,{\"y\":null}],\"lang\":\"id\"} []", "4 {\"url\":\"u\"} [u]"});
  CHECK(items_of("") == Items{"0! is empty"});
  CHECK(items_of("\n\n") == Items{});
}

TEST_CASE("A bad line is rejected, and the next one is read") {
  struct Case {
    std::string_view name;
    std::string line;
    std::string reason;  ///< part of it
  };
  const std::vector<Case> cases{{"truncated", "{\"id\": 1, \"title\": \"abc", "malformed JSON"},
                                {"array", "[1, 2]", "object"},
                                {"text", "hello", "malformed JSON"},
                                {"invalid UTF-8", "{\"id\": \"\xFF\"}", "UTF-8"},
                                {"Latin-1", "{\"id\": \"caf\xE9\"}", "UTF-8"},
                                {"too deep", "{\"id\": " + std::string(200, '[') + std::string(200, ']') + "}", "100"},
                                {"too long", "{\"id\": \"" + std::string(2000, 'x') + "\"}", "1000 bytes"}};
  for (const auto& [name, line, reason] : cases) {
    CAPTURE(name);
    const auto items = items_of("{\"id\": 1}\n" + line + "\n{\"id\": 3}\n");
    REQUIRE(items.size() == 3);
    CHECK(items[0] == "1 {\"id\":1} []");
    CHECK(items[1].starts_with("2! "));
    CHECK(items[1].find(reason) != std::string::npos);
    CHECK(items[1].find("exception") == std::string::npos);
    CHECK(items[2] == "3 {\"id\":3} []");
  }
}

TEST_CASE("A line of UTF-16 with a NUL is rejected alone") {
  std::string bytes = "\xFF\xFE";
  for (const char c : std::string("{\"id\": 1}\n{\"id\": \"\0\"}\n{\"id\": 3}\n", 32)) {
    bytes.append({c, '\0'});
  }
  const auto items = items_of(bytes);
  REQUIRE(items.size() == 3);
  CHECK(items[0] == "1 {\"id\":1} []");
  CHECK(items[1].starts_with("2! "));
  CHECK(items[2] == "3 {\"id\":3} []");
}

TEST_CASE("A file that cannot be read is one rejection") {
  JsonlSource missing("/nonexistent/file.jsonl", "file.jsonl", 1000);
  CHECK(telusur::test::items_of(missing) == std::vector<std::string>{"0! cannot be opened: No such file or directory"});
  CHECK(items_of(std::string_view("{\0}", 3)) ==
        std::vector<std::string>{"0! binary data instead of text: a NUL within the first 8 KB"});
}
