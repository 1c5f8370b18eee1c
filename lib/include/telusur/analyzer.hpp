#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace telusur {

/// What a token is.
enum class TokenKind {
  kWord,       ///< letters, maybe with digits or inner hyphens
  kNumber,     ///< 10.000, 3,5, 1.4.22, Rp7.500.000
  kTechnical,  ///< C++, node.js, a URL, an e-mail address, #tag
  kIdeograph,  ///< a word of a script written without spaces
};

/// One word of a text, as it is indexed.
struct Token {
  std::string surface;             ///< normalised: NFKC, case folded; never empty; at most 64 code points
  std::vector<std::string> keys;   ///< stems that differ from the surface, best first; may be empty
  std::uint32_t position = 0;      ///< word number in the text, from 0
  std::uint32_t offset_bytes = 0;  ///< of the word in the original text
  std::uint32_t length_bytes = 0;  ///< in the original text, at least 1
  TokenKind kind = TokenKind::kWord;
};

/// Turns text into the tokens that are indexed and searched. The same one makes the terms of documents and of queries.
///
/// Context-free: a token depends on its own characters alone. One thread at a time; creating one costs microseconds
/// after the first in a process, so keep one per thread.
class Analyzer {
 public:
  /// @throws Error kIo when ICU's data cannot be loaded.
  Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;
  ~Analyzer();

  /// The tokens of `text` in order. Any bytes are accepted: invalid UTF-8 separates words. Linear in the text.
  std::vector<Token> analyze(std::string_view text);

  /// The stem of one word, or the word itself, case folded, where it has none. Any bytes.
  std::string stem(std::string_view word);

  /// "id", "en", or "" when the text shows neither. Malay counts as Indonesian. Reads at most the first 4 KB.
  std::string_view language(std::string_view text);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace telusur
