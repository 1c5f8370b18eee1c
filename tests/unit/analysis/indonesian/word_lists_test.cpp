#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "analysis/indonesian/lexicon_compiler.hpp"
#include "analysis/indonesian/stemmer.hpp"
#include "analysis/indonesian/text_lines.hpp"

// The lists of lib/data are data and are tested as data.
using namespace telusur::analysis;

namespace {

std::string read_list(const std::string& name) {
  std::ifstream file(std::string(TELUSUR_DATA_DIR) + "/" + name + ".txt");
  REQUIRE_MESSAGE(file, name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::vector<std::string>> lines_of(const std::string& text) {
  std::vector<std::vector<std::string>> lines;
  for_each_line(text, [&](std::string_view line) {
    std::istringstream words{std::string(line.substr(0, line.find('#')))};
    std::vector<std::string> fields;
    for (std::string word; words >> word;) {
      fields.push_back(word);
    }
    if (!fields.empty()) {
      lines.push_back(fields);
    }
  });
  return lines;
}

IndonesianLexicon lexicon_of_lists() {
  const std::string protected_words = read_list("protected-id");
  const std::string derived = read_list("derived-id");
  const std::string collisions = read_list("collisions-id");
  const std::string roots = read_list("roots-id");
  const std::string names = read_list("names-id");
  CompiledLexicon compiled = compile_lexicon({.protected_words = protected_words,
                                              .derived = derived,
                                              .collisions = collisions,
                                              .roots = roots,
                                              .names = names});
  CHECK(compiled.problems.empty());
  return IndonesianLexicon::from_image(std::move(compiled.image));
}

}  // namespace

TEST_CASE("word lists: each says where it comes from, and is clean lower-case text") {
  for (const char* name : {"collisions-id", "derived-id", "names-id", "protected-id", "roots-id"}) {
    CAPTURE(name);
    const std::string text = read_list(name);
    CHECK(text.starts_with("# "));
    CHECK(text.find("# Provenance: ") != std::string::npos);
    CHECK(text.find("# Format: ") != std::string::npos);
    CHECK(text.find('\t') == std::string::npos);
    CHECK(text.find('\r') == std::string::npos);
    CHECK(text.back() == '\n');
    for (const auto& line : lines_of(text))
      for (const std::string& word : line) {
        CAPTURE(word);
        CHECK(word.size() <= 64);
        CHECK(word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-'") == std::string::npos);
      }
  }
}

TEST_CASE("word lists: no word stands twice in a list of words") {
  for (const char* name : {"names-id", "protected-id", "roots-id"}) {
    CAPTURE(name);
    std::set<std::string> seen;
    for (const auto& line : lines_of(read_list(name)))
      for (const std::string& word : line) {
        CAPTURE(word);
        CHECK(seen.insert(word).second);
      }
  }
}

TEST_CASE("word lists: every derived word gets the stem it says") {
  const IndonesianStemmer stemmer(lexicon_of_lists());
  std::set<std::string> seen;
  for (const auto& line : lines_of(read_list("derived-id"))) {
    REQUIRE(line.size() == 2);
    CAPTURE(line[0]);
    CHECK(seen.insert(line[0]).second);
    CHECK(line[0] != line[1]);
    CHECK(stemmer.stem(line[0]).text == stemmer.stem(line[1]).text);
  }
}

TEST_CASE("word lists: protected words stay whole") {
  const IndonesianStemmer stemmer(lexicon_of_lists());
  for (const auto& line : lines_of(read_list("protected-id")))
    for (const std::string& word : line) {
      CAPTURE(word);
      CHECK(stemmer.stem(word).text == word);
    }
}

TEST_CASE("word lists: roots and names are their own stems, unless they are listed as derived") {
  const IndonesianLexicon lexicon = lexicon_of_lists();
  const IndonesianStemmer stemmer(lexicon);
  for (const char* name : {"roots-id", "names-id"})
    for (const auto& line : lines_of(read_list(name)))
      for (const std::string& word : line) {
        CAPTURE(word);
        CHECK_FALSE(lexicon.find(word).is(image::kHasTarget));
        CHECK(stemmer.stem(word).text == word);
      }
}

TEST_CASE("word lists: a pair of rivals is decided once") {
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& line : lines_of(read_list("collisions-id"))) {
    REQUIRE(line.size() == 2);
    CAPTURE(line[0]);
    CHECK(seen.insert({line[0], line[1]}).second);
    CHECK(seen.count({line[1], line[0]}) == 0);
  }
}
