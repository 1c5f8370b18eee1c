#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "analysis/indonesian/alias_list.hpp"
#include "analysis/indonesian/lexicon_compiler.hpp"
#include "analysis/indonesian/stemmer.hpp"
#include "analysis/indonesian/text_lines.hpp"
#include "analysis/language.hpp"
#include "telusur/analyzer.hpp"

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

std::set<std::string> words_of(const std::vector<std::string>& names) {
  std::set<std::string> words;
  for (const std::string& name : names)
    for (const auto& line : lines_of(read_list(name))) {
      words.insert(line.begin(), line.end());
    }
  return words;
}

/// Abbreviations and colloquial words, with what they stand for.
std::map<std::string, std::vector<std::string>> aliases() {
  std::map<std::string, std::vector<std::string>> all;
  for (const char* name : {"abbreviations-id", "colloquial-id"})
    for (const auto& line : lines_of(read_list(name))) {
      all[line.front()] = {line.begin() + 1, line.end()};
    }
  return all;
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
  for (const char* name : {"abbreviations-id", "collisions-id", "colloquial-id", "derived-id", "names-id",
                           "protected-id", "roots-id", "stopwords-en", "stopwords-id"}) {
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
  for (const char* name : {"names-id", "protected-id", "roots-id", "stopwords-en", "stopwords-id"}) {
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

TEST_CASE("word lists: no circle of rivals") {
  std::map<std::string, std::set<std::string>> beaten;
  for (const auto& line : lines_of(read_list("collisions-id"))) {
    beaten[line.at(0)].insert(line.at(1));
  }
  for (const auto& [winner, losers] : beaten) {
    std::set<std::string> reached = losers;
    for (std::size_t size = 0; size != reached.size();) {
      size = reached.size();
      for (const std::string& loser : std::set<std::string>(reached)) {
        if (const auto found = beaten.find(loser); found != beaten.end()) {
          reached.insert(found->second.begin(), found->second.end());
        }
      }
    }
    CAPTURE(winner);
    CHECK(reached.count(winner) == 0);
  }
}

TEST_CASE("word lists: no list says the contrary of another one") {
  const auto words = words_of({"protected-id", "roots-id", "names-id"});
  for (const auto& line : lines_of(read_list("derived-id"))) {
    CAPTURE(line.at(0));
    CHECK(words.count(line[0]) == 0);  // neither whole by another list, nor a root
  }
  const auto roots = words_of({"roots-id"});
  for (const std::string& name : words_of({"names-id"})) {
    CAPTURE(name);
    CHECK(roots.count(name) == 0);
  }
  const auto names = words_of({"names-id"});
  for (const auto& [word, standard] : aliases()) {
    CAPTURE(word);
    CHECK(names.count(word) == 0);
  }
}

TEST_CASE("word lists: a derived word leads to a stem in one step") {
  const auto lines = lines_of(read_list("derived-id"));
  std::set<std::string> derived;
  for (const auto& line : lines) {
    derived.insert(line.at(0));
  }
  for (const auto& line : lines) {
    CAPTURE(line[0]);
    CHECK(derived.count(line.at(1)) == 0);
  }
}

TEST_CASE("word lists: abbreviations and colloquial words are clean, and none leads to another one") {
  AliasList list;
  std::vector<ListProblem> problems;
  list.add(read_list("abbreviations-id"), "abbreviations-id.txt", problems);
  list.add(read_list("colloquial-id"), "colloquial-id.txt", problems);
  list.check_chains(problems);
  for (const ListProblem& problem : problems) {
    FAIL_CHECK(problem.list << ":" << problem.line << ": " << problem.what);
  }
}

TEST_CASE("word lists: each abbreviation and colloquial word is one token with the words that it stands for") {
  telusur::Analyzer analyzer({.lexicon_dir = "/nonexistent"});
  REQUIRE(aliases().size() > 300);
  for (const auto& [word, standard] : aliases()) {
    CAPTURE(word);
    const auto tokens = analyzer.analyze(word);
    REQUIRE(tokens.size() == 1);
    CHECK(tokens[0].surface == word);
    CHECK(tokens[0].language == "id");
    const auto& forms = standard.size() == 1 ? tokens[0].aliases : tokens[0].parts;
    CHECK(std::search(forms.begin(), forms.end(), standard.begin(), standard.end()) != forms.end());
  }
}

TEST_CASE("word lists: who stands for a function word is one, so that both weigh as little and tell as much") {
  for (const auto& [word, standard] : aliases()) {
    CAPTURE(word);
    const bool are_functional = std::all_of(standard.begin(), standard.end(), is_function_word);
    CHECK(is_function_word(word) == are_functional);
  }
}
