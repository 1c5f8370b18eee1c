#include "telusur/csv.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "telusur/error.hpp"

using telusur::CsvParser;

namespace {

/// What a text holds, fed `piece` bytes at a time: documents, and "RECORD@LINE! reason" for what is none.
std::vector<std::string> read(std::string_view text, std::size_t piece, char delimiter = ',') {
  CsvParser parser(delimiter);
  std::vector<std::string> items;
  const auto drain = [&] {
    for (;;) {
      try {
        const auto document = parser.next();
        if (!document) {
          return;
        }
        items.push_back(*document);
      } catch (const telusur::Error& error) {
        items.push_back(std::to_string(parser.record()) + "@" + std::to_string(parser.line()) + "! " + error.what());
      }
    }
  };
  for (; !text.empty(); text.remove_prefix(std::min(piece, text.size()))) {
    parser.feed(text.substr(0, piece));
    drain();
  }
  parser.finish();
  drain();
  CHECK(parser.held_bytes() == 0);
  return items;
}

}  // namespace

TEST_CASE("CSV becomes documents, whatever pieces it comes in") {
  struct Case {
    std::string_view text;
    char delimiter;
    std::vector<std::string> items;
  };
  const std::vector<Case> cases{
      {"", ',', {}},
      {"id,title", ',', {}},
      {"id,title\n1,soto\n", ',', {R"({"id":"1","title":"soto"})"}},
      {"id:number,ok:boolean,t:string\r\n1.5,true,\r\n,,\"a \"\"b\"\"\n,c\"",
       ',',
       {R"({"id":1.5,"ok":true,"t":""})", R"({"id":null,"ok":null,"t":"a \"b\"\n,c"})"}},
      {"\xEF\xBB\xBFid;t\n1;a,b\n\n2;c", ';', {R"({"id":"1","t":"a,b"})", R"({"id":"2","t":"c"})"}},
      // Quotation marks inside a field that is not quoted are characters like others.
      {"a,b\n1\"\"2,3\n\"\",\"\"\n", ',', {R"({"a":"1\"\"2","b":"3"})", R"({"a":"","b":""})"}},
      // The line of a record is that of its beginning.
      {"a,b\n\"x\ny\",1\n5\n6,7",
       ',',
       {R"({"a":"x\ny","b":"1"})", "3@4! has 1 fields, and the first record 2", R"({"a":"6","b":"7"})"}},
      {"a\n\"x", ',', {"2@2! lacks a closing quotation mark"}},
      {"a\n\"x\"y\nz", ',', {"2@2! has characters after a closing quotation mark", R"({"a":"z"})"}},
      {"a:number\nx\n", ',', {"2@2! has 'x' in the column 'a', which is not a number"}},
      {"a:boolean\n1\n", ',', {"2@2! has '1' in the column 'a', which is not a boolean"}},
      {"a\n\xff\nb", ',', {"2@2! is not valid UTF-8: save the text as UTF-8", R"({"a":"b"})"}},
  };
  for (const auto& [text, delimiter, items] : cases) {
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 1000U}) {
      CAPTURE(text);
      CAPTURE(piece);
      CHECK(read(text, piece, delimiter) == items);
    }
  }
}

TEST_CASE("CSV whose first record is none yields no documents") {
  CHECK(read("\"a\nb,c", 1000) == std::vector<std::string>{"1@1! lacks a closing quotation mark"});
  CHECK(read("a\xff\nb\nc", 1000) == std::vector<std::string>{"1@1! is not valid UTF-8: save the text as UTF-8"});
}

TEST_CASE("Any bytes are read to their end, and the same in pieces") {
  const unsigned seed = 20261126;
  CAPTURE(seed);
  std::mt19937 random(seed);
  constexpr std::string_view kBytes = "a,\"\n\r:1";
  for (int round = 0; round < 2000; ++round) {
    std::string text = "a,b\n";
    const std::size_t size = random() % 30;
    while (text.size() < size) {
      text += kBytes[random() % kBytes.size()];
    }
    CAPTURE(text);
    CHECK(read(text, 1) == read(text, 1000));
  }
}
