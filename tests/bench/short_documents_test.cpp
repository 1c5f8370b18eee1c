#include "bench/short_documents.hpp"

#include <doctest/doctest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "relevance/collection.hpp"
#include "support/process.hpp"
#include "support/temporary_directory.hpp"

namespace telusur::bench {
namespace {

using test::TemporaryDirectory;
using Texts = std::vector<std::string>;

const std::string kDocs = std::string(TELUSUR_TINY_COLLECTION) + "/docs.jsonl";

std::vector<nlohmann::json> lines_of(const std::string& file) {
  std::vector<nlohmann::json> documents;
  std::istringstream in(test::read_file(file));
  for (std::string line; std::getline(in, line);) {
    documents.push_back(nlohmann::json::parse(line));
  }
  return documents;
}

TEST_CASE("a text in pieces") {
  CHECK(pieces_of("").empty());
  CHECK(pieces_of("too short").empty());
  CHECK(pieces_of("  one paragraph\nof  two lines\n \nand \n another one of them\n") ==
        Texts{"one paragraph of two lines", "and another one of them"});
  const std::string sentence = "This sentence goes on and on with many words until it has the length that it needs " +
                               std::string("to be a piece of its own, which takes a while.");
  CHECK(pieces_of(sentence + " " + sentence + " A short one at the end.") ==
        Texts{sentence, sentence, "A short one at the end."});
  std::string words;
  for (int i = 0; i < 500; ++i) {
    words += "word ";
  }
  for (const auto& piece : pieces_of(words)) {
    CHECK(piece.size() <= 404);
  }
  CHECK(pieces_of(words).size() == 7);
}

TEST_CASE("as many documents as are asked for, each one another, the same for the same seed") {
  const TemporaryDirectory directory;
  const Pieces pieces({kDocs, kDocs});
  pieces.write_short(directory / "a", 500, 7);
  pieces.write_short(directory / "b", 500, 7);
  pieces.write_short(directory / "c", 500, 8);
  CHECK(test::read_file(directory / "a") == test::read_file(directory / "b"));
  CHECK(test::read_file(directory / "a") != test::read_file(directory / "c"));
  const auto documents = lines_of(directory / "a");
  REQUIRE(documents.size() == 500);
  std::set<std::string> ids;
  std::set<std::string> bodies;
  std::map<std::string, int> topics;
  for (const auto& document : documents) {
    ids.insert(document["id"]);
    bodies.insert(document["body"]);
    ++topics[document["topic"]];
    CHECK_FALSE(document["title"].get<std::string>().empty());
    CHECK(document["tags"].size() <= 3);
  }
  CHECK(ids.size() == 500);
  CHECK(bodies.size() > 400);
  CHECK(topics["topic 0"] > 50);
  CHECK(topics.size() > 50);
}

TEST_CASE("articles have the length that is asked for") {
  const TemporaryDirectory directory;
  Pieces({kDocs}).write_articles(directory / "a", 3, 5'000, 1);
  const auto articles = lines_of(directory / "a");
  REQUIRE(articles.size() == 3);
  for (const auto& article : articles) {
    const auto size = article["body"].get<std::string>().size();
    CHECK(size >= 5'000);
    CHECK(size < 5'500);
  }
}

TEST_CASE("files without a sentence are refused, and a file that cannot be written") {
  const TemporaryDirectory directory;
  const std::string empty = directory.write("empty.jsonl", "{\"id\":\"1\",\"title\":\"a\",\"body\":\"b\"}\n");
  CHECK_THROWS_AS(Pieces({empty}), relevance::InputError);
  CHECK_THROWS_AS(Pieces({kDocs}).write_short(directory / "nowhere" / "a", 1, 1), relevance::InputError);
}

}  // namespace
}  // namespace telusur::bench
