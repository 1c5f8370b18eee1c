#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace telusur::test {

/// A text made to make an analyzer slow, big or wrong.
struct HostileText {
  const char* name;
  std::string text;
  bool is_utf8 = true;
};

/// `piece` again and again, of about `bytes`.
inline std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string out;
  out.reserve(bytes + piece.size());
  while (out.size() < bytes) {
    out += piece;
  }
  return out;
}

/// Words of three letters, no two alike, which no memory of words can know.
inline std::string distinct_words(std::string_view before, std::string_view after, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += before;
    for (std::size_t left = i, letter = 0; letter < 4; ++letter, left /= 26) {
      out += static_cast<char>('a' + left % 26);
    }
    out.append(after).append(" ");
  }
  return out;
}

/// Texts of every hostile kind, about 15 MB. The same each time.
inline std::vector<HostileText> hostile_texts() {
  using namespace std::string_view_literals;
  constexpr std::size_t kMany = 262'144;
  constexpr std::size_t kMillion = 1'000'000;
  return {
      {"combining marks by turns", "a" + repeated("\u0301\u0316", kMany)},
      {"marks on every letter", repeated("a\u0301\u0316\u0301\u0316", kMany)},
      {"U+FDFA, which grows 11 times", repeated("\uFDFA", kMany)},
      {"U+FDFA, a word each", repeated("\uFDFA ", kMany)},
      {"NUL", std::string(kMany, '\0')},
      {"NUL between letters", repeated("a\0"sv, kMany)},
      {"control characters", repeated("\x01\x02\x1F\x7F\u0085\u200B\u202E", kMany)},
      {"lone surrogates", repeated("\xED\xA0\x80", kMany), false},
      {"invalid bytes", repeated("\xFF\xC3\x80\xE2\x82 \xF8", kMany), false},
      {"cut-off sequences", repeated("\xF0\x9F", kMany), false},
      {"one token of 10 MB", std::string(10 * kMillion, 'a')},
      {"one number of 1 MB", std::string(kMillion, '2')},
      {"a-a-a-a", repeated("a-", kMany)},
      {"buku-buku-buku", repeated("buku-", kMany)},
      {"a2 again and again", repeated("a2", kMany)},
      {"ng again and again", repeated("ng", kMany)},
      {"distinct words in ng-, -in", distinct_words("ng", "in", kMany / 9)},
      {"distinct words in oe, tj", distinct_words("tj", "oe", kMany / 9)},
      {"distinct words, letters again", distinct_words("aaaa", "eeee", kMany / 13)},
      {"distinct words, prefixes", distinct_words("memperkeseber", "kannyalah", kMany / 27)},
      {"distinct hyphen groups", distinct_words("di-a-", "-b", kMany / 12)},
      {"distinct names.of.parts", distinct_words("a.b.c.d.e.", ".f", kMany / 17)},
      {"distinct aBcDeF", distinct_words("aBcDeF", "GhI", kMany / 14)},
      {"@, # and + again", repeated("@a#b+c++d@", kMany)},
      {"a.b@c.d without end", repeated("a.b@", kMany)},
      {"colons and hex", repeated("fe80:", kMany)},
      {"dates without end", repeated("2023-06-", kMany)},
      {"URL without end", "http://" + repeated("a.id/b?c=d#e&", kMany)},
      {"apostrophes", repeated("a'", kMany)},
      {"digits in groups", repeated("1.000.", kMany)},
      {"CJK", repeated("\u65E5\u672C\u8A9E\u6F22\u5B57", kMany)},
      {"kana", repeated("\u304B\u306A\u30AB\u30CA", kMany)},
      {"Thai", repeated("\u0E01\u0E32\u0E23\u0E17\u0E14\u0E2A\u0E2D\u0E1A", kMany)},
      {"Hangul jamo", repeated("\u1100\u1161\u11A8", kMany)},
      {"emoji joined", repeated("\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D", kMany)},
      {"flags", repeated("\U0001F1EE\U0001F1E9", kMany)},
      {"right to left", repeated("\u0639\u0631\u0628\u064A\u0651 ", kMany)},
  };
}

}  // namespace telusur::test
