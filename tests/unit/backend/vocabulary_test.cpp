#include "backend/vocabulary.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/utf8.hpp"
#include "support/random.hpp"

using telusur::backend::Nearness;
using telusur::backend::Vocabulary;

namespace {

using Words = std::map<std::string, std::uint32_t>;

Vocabulary vocabulary_of(const Words& words) {
  Vocabulary::Builder builder;
  for (const auto& [word, documents] : words) {
    builder.add(word, documents);
  }
  return std::move(builder).finish();
}

std::string described(const auto& words) {
  std::string out;
  for (const auto& word : words) {
    out += (out.empty() ? "" : " ") + std::string(word.text) + ":" + std::to_string(word.documents);
  }
  return out;
}

std::string near(const Vocabulary& vocabulary, std::string_view word, const Nearness& nearness) {
  std::string out;
  for (const auto& [found, edits] : vocabulary.near(word, nearness)) {
    out += (out.empty() ? "" : " ") + std::string(found.text) + ":" + std::to_string(edits);
  }
  return out;
}

std::u32string points(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, length] = telusur::base::code_point_at(text, at);
    out += value;
    at += length;
  }
  return out;
}

/// The distance by its definition: what takes one text to the other, from their ends.
unsigned distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::vector<unsigned>> d(a.size() + 1, std::vector<unsigned>(b.size() + 1));
  for (unsigned i = 0; i <= a.size(); ++i) {
    for (unsigned j = 0; j <= b.size(); ++j) {
      d[i][j] = i == 0 ? j
                : j == 0
                    ? i
                    : std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

unsigned beginning_distance(std::u32string_view wanted, std::u32string_view word) {
  unsigned least = distance(wanted, word);
  for (std::size_t length = 0; length < word.size(); ++length) {
    least = std::min(least, distance(wanted, word.substr(0, length)));
  }
  return least;
}

const Words kWords{{"data", 90}, {"database", 30}, {"databases", 4}, {"dasar", 7}, {"café", 2},     {"cafés", 1},
                   {"2024", 50}, {"data2", 9},     {"node.js", 3},   {"pasar", 5}, {"menambah", 3}, {"menambahkan", 8}};

}  // namespace

TEST_CASE("completions are the most frequent words that begin alike") {
  const Vocabulary words = vocabulary_of(kWords);
  CHECK(described(words.completions("data", 10)) == "database:30 data2:9 databases:4");
  CHECK(described(words.completions("d", 2)) == "data:90 database:30");
  CHECK(described(words.completions("caf", 10)) == "café:2 cafés:1");
  CHECK(described(words.completions("20", 10)) == "2024:50");
  CHECK(described(words.completions("databasesx", 10)).empty());
  CHECK(described(words.completions("zzz", 10)).empty());
  CHECK(described(words.completions("d", 0)).empty());
  CHECK(words.completions("", 100).size() == kWords.size());
  CHECK(words.documents("dasar") == 7);
  CHECK(words.documents("dasa") == 0);
  CHECK(words.documents("zzz") == 0);
}

TEST_CASE("neighbours come the nearest first, then the most frequent") {
  const Vocabulary words = vocabulary_of(kWords);
  CHECK(near(words, "databse", {1}) == "database:1");
  CHECK(near(words, "dtaabase", {2}) == "database:1 databases:2");  // two letters swapped are one edit
  CHECK(near(words, "database", {2}) == "databases:1");             // not itself
  CHECK(near(words, "xasar", {1}) == "dasar:1 pasar:1");
  CHECK(near(words, "xazar", {2}).empty());  // two edits, of which one is in the first letter
  CHECK(near(words, "cafe", {1}) == "café:1");
  CHECK(near(words, "2023", {1}).empty());
  CHECK(near(words, "data3", {1}) == "");
  CHECK(near(words, "node.jt", {1}).empty());
  CHECK(near(words, "daat", {1}) == "data:1");  // never data2
  CHECK(near(words, "menanbah", {1, true}) == "menambahkan:1 menambah:1");
  CHECK(near(words, "menanbahk", {1, true}) == "menambahkan:1");
  CHECK(near(words, "menanbah", {1, true, 1}) == "menambahkan:1");
  CHECK(near(words, "", {2}).empty());
  CHECK(near(words, std::string(40, 'a'), {2}).empty());
  CHECK(near(words, "databse", {0}).empty());
  CHECK(near(Vocabulary(), "data", {2}).empty());
}

TEST_CASE("neighbours and completions are those that looking at every word finds") {
  TELUSUR_RANDOM(random);
  constexpr std::string_view kLetters[] = {"a", "b", "c", "ab", "é", "日", "-", "1"};
  for (int round = 0; round < 60; ++round) {
    Words all;
    for (int i = 0; i < 120; ++i) {
      if (auto word = random.joined(kLetters, 7); !word.empty()) {
        all[word] = static_cast<std::uint32_t>(random.between(1, 9));
      }
    }
    const Vocabulary words = vocabulary_of(all);
    for (int i = 0; i < 20; ++i) {
      const std::string wanted = random.joined(kLetters, 6);
      CAPTURE(wanted);
      std::size_t begin_alike = 0;
      for (const auto& [word, documents] : all) {
        begin_alike += word.starts_with(wanted) && word != wanted ? 1U : 0U;
      }
      CHECK(words.completions(wanted, 1000).size() == begin_alike);
      for (const bool as_beginning : {false, true}) {
        std::map<std::string, unsigned> expected;
        for (const auto& [word, documents] : all) {
          const auto a = points(wanted);
          const auto b = points(word);
          const unsigned edits = as_beginning ? beginning_distance(a, b) : distance(a, b);
          const bool letters = (wanted + word).find('1') == std::string::npos;
          if (!a.empty() && letters && word != wanted && edits <= (a[0] == b[0] ? 2U : 1U)) {
            expected[word] = edits;
          }
        }
        std::map<std::string, unsigned> found;
        for (const auto& [word, edits] : words.near(wanted, {2, as_beginning, 1000})) {
          found[std::string(word.text)] = edits;
        }
        CHECK(found == expected);
      }
    }
  }
}

TEST_CASE("a vocabulary takes nine bytes a word beside its text") {
  Words all;
  std::size_t text = 0;
  for (int i = 0; i < 1000; ++i) {
    text += all.emplace("kata" + std::to_string(i), 1).first->first.size();
  }
  CHECK(vocabulary_of(all).bytes() <= text + 9 * all.size() + 8);
}
