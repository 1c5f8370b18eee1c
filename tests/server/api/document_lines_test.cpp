#include "api/document_lines.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "api/error.hpp"
#include "storage/spool.hpp"
#include "support/temporary_directory.hpp"

using namespace telusur::server::api;
using telusur::server::storage::Spool;
using telusur::server::storage::SpoolReader;

namespace {

const telusur::test::TemporaryDirectory kDirectory;

/// As the API has them, but for memory, of which there is little.
DocumentLimits little() { return {.directory = kDirectory.path(), .memory_bytes = 10, .document_bytes = 200'000}; }

struct Lines {
  explicit Lines(const DocumentLines& read)
      : lines(SpoolReader(read.lines).next(static_cast<std::size_t>(read.lines.size()))), count(read.count) {}
  std::string lines;
  std::uint64_t count;
};

Lines from_json(std::string_view text, const DocumentLimits& limits = little()) {
  return Lines(lines_from_json(Spool(std::string(text)), limits));
}
Lines from_ndjson(std::string_view text, const DocumentLimits& limits = little()) {
  return Lines(lines_from_ndjson(Spool(std::string(text)), limits));
}
Lines from_csv(std::string_view text, char delimiter, const DocumentLimits& limits = little()) {
  return Lines(lines_from_csv(Spool(std::string(text)), delimiter, limits));
}

template <typename Read>
std::string message_of(Read read) {
  try {
    read();
  } catch (const RequestError& error) {
    CHECK(error.status() == 400);
    CHECK(error.code() == "malformed_payload");
    return error.what();
  }
  return "taken";
}

}  // namespace

TEST_CASE("JSON becomes an object a line, character by character") {
  const struct {
    std::string_view text;
    std::string_view lines;
    std::uint64_t count;
  } cases[] = {
      {R"({"id":1})", "{\"id\":1}\n", 1},
      {"\xEF\xBB\xBF {\"id\":1} ", "{\"id\":1}\n", 1},
      {"[]", "", 0},
      {" [ ] ", "", 0},
      {R"([{"a":"]},{"},{"b":[{"c":"\"}"}]}])", "{\"a\":\"]},{\"}\n{\"b\":[{\"c\":\"\\\"}\"}]}\n", 2},
      {"[{\"a\":\r\n1} ,\n {}]", "{\"a\":  1}\n{}\n", 2},
      {R"([{"a":"\\"},{"b":9007199254740993.10}])", "{\"a\":\"\\\\\"}\n{\"b\":9007199254740993.10}\n", 2},
  };
  for (const auto& test : cases) {
    CAPTURE(test.text);
    const Lines read = from_json(test.text);
    CHECK(read.lines == test.lines);
    CHECK(read.count == test.count);
  }
}

TEST_CASE("what is no document is refused with its place") {
  CHECK(message_of([] { from_json("[{\"a\":1}, 5]"); }) == "Element 2 of the payload is not a JSON object.");
  CHECK(message_of([] { from_json("5"); }) == "The payload must be a JSON object or an array of objects.");
  CHECK(message_of([] { from_json("[{\"a\":1}"); }) == "The payload is not valid JSON at line 1, column 9.");
  CHECK(message_of([] { from_json("[\n{\"a\":1},\n  x]"); }) == "The payload is not valid JSON at line 3, column 3.");
  CHECK(message_of([] { from_json("[{\"a\":1e999}]"); }).find("number out of range") != std::string::npos);
  CHECK(message_of([] { from_json("{\"a\":\"\xff\"}"); }) != "taken");
  CHECK(message_of([] { from_json(std::string(100'000, '[')); }) != "taken");
  CHECK(message_of([] { from_ndjson("{}\n\n[1]\n"); }) == "Line 3 of the payload is not a JSON object.");
  CHECK(message_of([] { from_ndjson("{}\n{"); }) == "The payload is not valid JSON at line 2, column 2.");
}

TEST_CASE("NDJSON skips empty lines and takes either line end") {
  const Lines read = from_ndjson("{\"id\":1}\r\n\n  {\"id\":2}");
  CHECK(read.lines == "{\"id\":1}\n{\"id\":2}\n");
  CHECK(read.count == 2);
}

TEST_CASE("CSV: quotes, types, delimiters") {
  CHECK(from_csv("id,title\n1,soto\n", ',').lines == "{\"id\":\"1\",\"title\":\"soto\"}\n");
  CHECK(from_csv("id:number,ok:boolean,t:string\r\n1.5,true,\r\n,,\"a \"\"b\"\"\n,c\"", ',').lines ==
        "{\"id\":1.5,\"ok\":true,\"t\":\"\"}\n{\"id\":null,\"ok\":null,\"t\":\"a \\\"b\\\"\\n,c\"}\n");
  CHECK(from_csv("\xEF\xBB\xBFid;t\n1;a,b\n\n2;c", ';').lines ==
        "{\"id\":\"1\",\"t\":\"a,b\"}\n{\"id\":\"2\",\"t\":\"c\"}\n");
  CHECK(from_csv("id,t\n", ',').count == 0);
}

TEST_CASE("CSV that is none is refused with its record") {
  const auto message = [](std::string_view text) { return message_of([&] { from_csv(text, ','); }); };
  CHECK(message("a,b\n1\n") == "Record 2 of the CSV payload has 1 fields, and the first record 2.");
  CHECK(message("a\n\"x") == "Record 2 of the CSV payload lacks a closing quotation mark.");
  CHECK(message("a\n\"x\"y\n") == "Record 2 of the CSV payload has characters after a closing quotation mark.");
  CHECK(message("a:number\nx\n").find("'x' in the column 'a', which is not a number") != std::string::npos);
  CHECK(message("a:boolean\n1\n").find("which is not a boolean") != std::string::npos);
  CHECK(message("a\n\xff\n") == "Record 2 of the CSV payload is not valid UTF-8: save the text as UTF-8.");
}

TEST_CASE("the grammar between the objects of an array is JSON's") {
  const struct {
    std::string_view text;
    std::string_view place;
  } cases[] = {
      {"", "line 1, column 1"},
      {"[", "line 1, column 2"},
      {"[,{}]", "line 1, column 2"},
      {"[{},]", "line 1, column 5"},
      {"[{} {}]", "line 1, column 5"},
      {"[{}]]", "line 1, column 5"},
      {"[{}\n] x", "line 2, column 3"},
      {"{}{}", "line 1, column 3"},
      {"{\"a\":]}", "line 1, column 6"},
      {"[{\"a\":1},\n {\"b\"\n:}]", "line 3, column 2"},
      {"[{\"a\":\"x", "line 1, column 9"},
  };
  for (const auto& test : cases) {
    CAPTURE(test.text);
    CHECK(message_of([&] { from_json(test.text); }) ==
          "The payload is not valid JSON at " + std::string(test.place) + ".");
  }
}

TEST_CASE("one document has a limit, and so have all together") {
  const auto refusal = [](auto read) {
    try {
      read();
    } catch (const RequestError& error) {
      CHECK(error.code() == "payload_too_large");
      CHECK(error.status() == 413);
      return std::string(error.what());
    }
    return std::string("taken");
  };
  DocumentLimits limits = little();
  limits.document_bytes = 20;
  const std::string text(20, 'x');
  constexpr std::string_view kSecond = "Document 2 of the payload takes more than 20 bytes.";
  CHECK(refusal([&] { from_json("[{},{\"a\":\"" + text + "\"}]", limits); }) == kSecond);
  CHECK(refusal([&] { from_ndjson("{}\n{\"a\":\"" + text + "\"}", limits); }) == kSecond);
  CHECK(refusal([&] { from_csv("a\nx\n" + text + "\n", ',', limits); }) == kSecond);
  CHECK(refusal([&] { from_csv("a\nx\n\"" + std::string(1'000, 'x'), ',', limits); }) == kSecond);
  limits.total_bytes = 10;
  CHECK(refusal([&] { from_ndjson("{\"a\":1}\n{\"a\":1}\n", limits); }) ==
        "The documents of the payload take more than 10 bytes as JSON.");
}

TEST_CASE("what lies across the pieces that are read is read whole") {
  for (const std::size_t size : {65'533U, 65'534U, 65'535U, 65'536U, 65'537U, 150'000U}) {
    CAPTURE(size);
    const std::string first = "{\"a\":\"" + std::string(size - 10, 'x') + "\\\"\"}";
    CHECK(from_json("[" + first + ",{\"b\":1}]").lines == first + "\n{\"b\":1}\n");
    CHECK(from_ndjson(first + "\n{\"b\":1}").lines == first + "\n{\"b\":1}\n");
    CHECK(from_csv("a\n" + std::string(size, 'x') + "\ny\n", ',').count == 2);
  }
}
