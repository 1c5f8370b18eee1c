#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "telusur/options.hpp"

namespace telusur {

/// What a token is.
enum class TokenKind {
  kWord,       ///< letters, maybe with digits or an apostrophe: buku, getUserById, jum'at
  kNumber,     ///< 10.000, 3,5, 1.4.22, v2.0.1, Rp7.500.000, 2023-06-19
  kTechnical,  ///< C++, .NET, node.js, get_user, an e-mail or IP address, #tag, @name, a file name, an emoji
  kIdeograph,  ///< a word of kana or ideographs
};

/// One word of a text, as it is indexed.
struct Token {
  std::string surface;             ///< normalised: NFKC, case folded; never empty; at most 64 code points
  std::vector<std::string> keys;   ///< stems that differ from the surface, best first; may be empty
  std::uint32_t position = 0;      ///< word number in the text, from 0
  std::uint32_t offset_bytes = 0;  ///< of the word in the original text
  std::uint32_t length_bytes = 0;  ///< in the original text, at least 1
  TokenKind kind = TokenKind::kWord;
  /// Other forms of the same word, normalised: "tag" of "#tag", "10000" of "10.000", "backend" of both words of
  /// "back-end", "yang" of "yg", "bagaimana" of "gimana". Indexed at its position; a query for the word finds them, and
  /// the other way round.
  std::vector<std::string> aliases = {};
  /// Words inside, normalised: "node" and "js" of "node.js", "orang" and "tua" of "ortu", at most eight. Indexed from
  /// its position on: a query for one of them, or for a phrase of them, finds the word; a query for the word does not
  /// ask for them.
  std::vector<std::string> parts = {};
  /// The language of the word alone: "id", "en", or "" when it tells none. Static storage.
  std::string_view language = {};
};

/// Turns text into the tokens that are indexed and searched. The same one makes the terms of documents and of queries.
///
/// Words are those of Unicode Standard Annex #29, with technical words whole (see TokenKind). Words with single hyphens
/// between are a token together where they are one word of the language (buku-buku, di-deploy), else a token each
/// (client-server). A URL and a path come in their parts; signs, and symbols that are no emoji, are not tokens.
///
/// Context-free: a token depends on its own characters alone. One thread at a time; creating one costs microseconds
/// after the first in a process, so keep one per thread.
class Analyzer {
 public:
  /// The first one in a process loads the word lists: 3 ms from `Options::cache_dir`, else 0.2 s.
  /// @throws Error kIo when ICU's data cannot be loaded; kInvalidArgument for a bad list in `Options::word_lists_dir`.
  explicit Analyzer(const Options& options = {});
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;
  ~Analyzer();

  /// The tokens of `text` in order. Any bytes are accepted: invalid UTF-8 separates words. Linear in the text.
  std::vector<Token> analyze(std::string_view text);

  /// The Indonesian stem of one word (menulis: tulis), or the English word inside Indonesian affixes (databasenya:
  /// database), or the word itself, case folded, where it has none, as English words and names; `analyze` gives their
  /// English stems. The stem of a stem is itself. Any bytes; nothing for what is no word.
  std::string stem(std::string_view word);

  /// "id", "en", or "" when the text shows neither. Malay counts as Indonesian. Reads at most the first 4 KB.
  std::string_view language(std::string_view text);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace telusur
