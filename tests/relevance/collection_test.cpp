#include "relevance/collection.hpp"

#include <doctest/doctest.h>

#include <string>

#include "support/temporary_directory.hpp"

namespace telusur::relevance {
namespace {

namespace fs = std::filesystem;
using test::TemporaryDirectory;

/// What `read` says about a file with this text, without the file's name; "" when it says nothing.
template <typename Read>
std::string complaint(Read read, const std::string& text) {
  const TemporaryDirectory directory;
  const fs::path file = directory.write("file", text);
  try {
    read(file);
  } catch (const InputError& error) {
    const std::string message = error.what();
    return message.substr(message.find(file.string()) + file.string().size());
  }
  return {};
}

TEST_CASE("queries keep their order; blank lines and CR are no matter") {
  const TemporaryDirectory directory;
  const auto queries = read_queries(directory.write(
      "file", "{\"id\":\"b\",\"text\":\"dua kata\",\"lang\":\"id\"}\r\n\n{\"id\":\"a\",\"text\":\"\"}"));
  REQUIRE(queries.size() == 2);
  CHECK(queries[0].id == "b");
  CHECK(queries[0].text == "dua kata");
  CHECK(queries[1].id == "a");
}

TEST_CASE("bad queries are named by line") {
  CHECK(complaint(read_queries, "").starts_with("\" holds no query"));
  CHECK(
      complaint(read_queries, "{\"id\":\"a\",\"text\":\"x\"}\n[1]\n").starts_with(":2: the line is not a JSON object"));
  CHECK(complaint(read_queries, "{\"id\":\"a\",\"te").starts_with(":1: the line is not a JSON object"));
  CHECK(complaint(read_queries, "{\"id\":7,\"text\":\"x\"}").starts_with(":1: \"id\" is missing"));
  CHECK(complaint(read_queries, "{\"id\":\"a\"}").starts_with(":1: \"text\" is missing"));
  CHECK(complaint(read_queries, "{\"id\":\"a b\",\"text\":\"x\"}").starts_with(":1: the query id \"a b\""));
  CHECK(complaint(read_queries, "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"a\",\"text\":\"y\"}")
            .starts_with(":2: the query id \"a\" is used twice"));
}

TEST_CASE("a document judged twice keeps its best grade") {
  const TemporaryDirectory directory;
  const auto judgements = read_judgements(directory.write("file", "q\td\t1\nq\td\t2\nq\te\t-1\nr\td\t0\n"));
  CHECK(judgements.at("q") == Grades{{"d", 2}, {"e", -1}});
  CHECK(judgements.at("r") == Grades{{"d", 0}});
}

TEST_CASE("bad judgements are named by line") {
  CHECK(complaint(read_judgements, "").starts_with("\" judges no document as relevant"));
  CHECK(complaint(read_judgements, "q\td\t0\n").starts_with("\" judges no document as relevant"));
  CHECK(complaint(read_judgements, "q\td\t1\nq d 1\n").starts_with(":2: want query, document"));
  CHECK(complaint(read_judgements, "q\td\t1.5\n").starts_with(":1: want query, document"));
  CHECK(complaint(read_judgements, "q\t0\td\t1\n").starts_with(":1: want query, document"));
}

TEST_CASE("a file that is not there, and a directory in its place") {
  const TemporaryDirectory directory;
  CHECK_THROWS_AS(read_queries(directory.path() / "nowhere"), InputError);
  CHECK_THROWS_AS(read_queries(directory.path()), InputError);
}

TEST_CASE("the first queries keep their own judgements alone") {
  const Questions all{.queries = {{"b", "x"}, {"a", "y"}, {"c", "z"}},
                      .judgements = {{"a", {{"d", 1}}}, {"b", {{"e", 1}}}, {"other", {{"d", 1}}}}};
  const Questions one = first_queries(all, 1);
  REQUIRE(one.queries.size() == 1);
  CHECK(one.queries[0].id == "b");
  CHECK(one.judgements == Judgements{{"b", {{"e", 1}}}});
  CHECK(first_queries(all, 99).queries.size() == 3);
}

TEST_CASE("title and body of a document") {
  CHECK(parse_document_text("{\"id\":\"x\",\"title\":\"T\",\"body\":\"B\"}", "f:1").body == "B");
  CHECK(parse_document_text("{\"id\":\"x\"}", "f:1").title.empty());
  CHECK_THROWS_WITH_AS(parse_document_text("{\"body\":1}", "f:1"), "f:1: \"body\" is missing or is not a string.",
                       InputError);
}

}  // namespace
}  // namespace telusur::relevance
