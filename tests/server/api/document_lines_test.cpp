#include "api/document_lines.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "api/error.hpp"

using namespace telusur::server::api;

namespace {

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
    const DocumentLines read = lines_from_json(test.text);
    CHECK(read.lines == test.lines);
    CHECK(read.count == test.count);
  }
}

TEST_CASE("what is no document is refused with its place") {
  CHECK(message_of([] { lines_from_json("[{\"a\":1}, 5]"); }) == "Element 2 of the payload is not a JSON object.");
  CHECK(message_of([] { lines_from_json("5"); }) == "The payload must be a JSON object or an array of objects.");
  CHECK(message_of([] { lines_from_json("[{\"a\":1}"); }) == "The payload is not valid JSON at line 1, column 9.");
  CHECK(message_of([] { lines_from_json("[\n{\"a\":1},\n  x]"); }) ==
        "The payload is not valid JSON at line 3, column 3.");
  CHECK(message_of([] { lines_from_json("[1e999]"); }).find("number out of range") != std::string::npos);
  CHECK(message_of([] { lines_from_json("{\"a\":\"\xff\"}"); }) != "taken");
  CHECK(message_of([] { lines_from_json(std::string(100'000, '[')); }) != "taken");
  CHECK(message_of([] { lines_from_ndjson("{}\n\n[1]\n"); }) == "Line 3 of the payload is not a JSON object.");
  CHECK(message_of([] { lines_from_ndjson("{}\n{"); }) == "The payload is not valid JSON at line 2, column 2.");
}

TEST_CASE("NDJSON skips empty lines and takes either line end") {
  const DocumentLines read = lines_from_ndjson("{\"id\":1}\r\n\n  {\"id\":2}");
  CHECK(read.lines == "{\"id\":1}\n{\"id\":2}\n");
  CHECK(read.count == 2);
}

TEST_CASE("CSV: quotes, types, delimiters") {
  CHECK(lines_from_csv("id,title\n1,soto\n", ',').lines == "{\"id\":\"1\",\"title\":\"soto\"}\n");
  CHECK(lines_from_csv("id:number,ok:boolean,t:string\r\n1.5,true,\r\n,,\"a \"\"b\"\"\n,c\"", ',').lines ==
        "{\"id\":1.5,\"ok\":true,\"t\":\"\"}\n{\"id\":null,\"ok\":null,\"t\":\"a \\\"b\\\"\\n,c\"}\n");
  CHECK(lines_from_csv("\xEF\xBB\xBFid;t\n1;a,b\n\n2;c", ';').lines ==
        "{\"id\":\"1\",\"t\":\"a,b\"}\n{\"id\":\"2\",\"t\":\"c\"}\n");
  CHECK(lines_from_csv("id,t\n", ',').count == 0);
}

TEST_CASE("CSV that is none is refused with its record") {
  const auto message = [](std::string_view text) { return message_of([&] { lines_from_csv(text, ','); }); };
  CHECK(message("a,b\n1\n") == "Record 2 of the CSV payload has 1 fields, and the first record 2.");
  CHECK(message("a\n\"x") == "Record 2 of the CSV payload lacks a closing quotation mark.");
  CHECK(message("a\n\"x\"y\n") == "Record 2 of the CSV payload has characters after a closing quotation mark.");
  CHECK(message("a:number\nx\n").find("'x' in the column 'a', which is not a number") != std::string::npos);
  CHECK(message("a:boolean\n1\n").find("which is not a boolean") != std::string::npos);
  CHECK(message("a\n\xff\n") == "Record 2 of the CSV payload is not valid UTF-8.");
}
