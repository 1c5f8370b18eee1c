#include "sources/json.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "sources/items.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"

using namespace telusur::indexer;

namespace {

using Items = std::vector<std::string>;

Items items_of(std::string_view bytes, std::size_t max_document_bytes = 1000) {
  const telusur::test::TemporaryDirectory directory;
  JsonSource source(directory.write("file.json", bytes), "file.json", max_document_bytes);
  return telusur::test::items_of(source);
}

/// A value with all that may hide a bracket or a comma from whoever counts them.
nlohmann::json random_value(telusur::test::Random& random, int depth) {
  switch (random.between(0, depth > 3 ? 2 : 4)) {
    case 0:
      return random.between(0, 1000);
    case 1:
      return nullptr;
    case 2: {
      std::string text;
      for (auto length = random.between(0, 6); length > 0; --length) {
        text += "\"\\[]{},:x\n"[random.between(0, 9)];
      }
      return text;
    }
    case 3: {
      nlohmann::json array = nlohmann::json::array();
      for (auto length = random.between(0, 3); length > 0; --length) {
        array.push_back(random_value(random, depth + 1));
      }
      return array;
    }
    default: {
      nlohmann::json object = nlohmann::json::object();
      for (auto length = random.between(0, 3); length > 0; --length) {
        object["k]\"" + std::to_string(length)] = random_value(random, depth + 1);
      }
      return object;
    }
  }
}

}  // namespace

TEST_CASE("The objects of an array pass as they are") {
  CHECK(items_of(R"([{"id": 1, "x": "]}\"[,"},

  {"url": "u", "y": [{}, []]}])") == Items{R"(1 {"id":1,"x":"]}\"[,"} [])", R"(3 {"url":"u","y":[{},[]]} [u])"});
  CHECK(items_of("\xEF\xBB\xBF \n[{\"id\": 1}]\n") == Items{"2 {\"id\":1} []"});
  CHECK(items_of("\n{\"id\": \"one\"}\n") == Items{"2 {\"id\":\"one\"} []"});
  CHECK(items_of("[ ]").empty());
}

TEST_CASE("What is wrong with a file or an element is told with its line") {
  struct Case {
    std::string bytes;
    Items items;
  };
  const std::vector<Case> cases{
      {"", {"0! is empty"}},
      {"  \n", {"0! is empty"}},
      {"abc", {"1! is neither an array of JSON objects nor one object"}},
      {"\xFF\xFE[", {"0! is in UTF-16; a JSON array must be in UTF-8"}},
      {"[{\"id\": 1} {\"id\": 2}]", {"1 {\"id\":1} []", "1! has no comma between two elements of its array"}},
      {"[{\"id\": 1}]\n[", {"1 {\"id\":1} []", "2! goes on behind the end of its JSON"}},
      {"[{\"id\": 1},\n{\"id\": 2",
       {"1 {\"id\":1} []", "2! is cut short: an array, an object or a string that begins here has no end"}},
      {"[{\"id\": \"1]", {"1! is cut short: an array, an object or a string that begins here has no end"}},
      {"[{\"id\": 1}",
       {"1 {\"id\":1} []", "1! is cut short: an array, an object or a string that begins here has no end"}},
      {"{", {"1! is cut short: an array, an object or a string that begins here has no end"}},
      {"[\n7,\n{\"id\": 1}]", {"2! the document is a number, not an object", "3 {\"id\":1} []"}},
      {"[[{\"id\": 1}], {\"id\": 2}]", {"1! the document is an array, not an object", "1 {\"id\":2} []"}},
      {"[{\"id\": \"" + std::string(2000, 'x') + "\"}, {\"id\": 2}]",
       {"1! is longer than 1000 bytes, the limit of --max-document, or of what --memory suffices for",
        "1 {\"id\":2} []"}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.bytes);
    CHECK(items_of(one.bytes) == one.items);
  }
  JsonSource missing("/nonexistent/file.json", "file.json", 1000);
  CHECK(telusur::test::items_of(missing) == Items{"0! cannot be opened: No such file or directory"});
}

TEST_CASE("Elements are those that a parser finds, however they are written") {
  TELUSUR_RANDOM(random);
  for (int round = 0; round < 300; ++round) {
    nlohmann::json array = nlohmann::json::array();
    for (auto length = random.between(0, 5); length > 0; --length) {
      array.push_back({{"id", length}, {"x", random_value(random, 0)}});
    }
    const std::string text = array.dump(static_cast<int>(random.between(0, 3)) - 1);
    CAPTURE(text);
    const Items items = items_of(text, 1'000'000);
    REQUIRE(items.size() == array.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
      const std::size_t begin = items[i].find('{');
      CHECK(nlohmann::json::parse(items[i].substr(begin, items[i].rfind(" [") - begin)) == array[i]);
    }
  }
}
