#pragma once

#include <string>
#include <vector>

namespace telusur::query {

/// A word of a query: its surface form and the keys that a document's words may share with it.
struct QueryWord {
  std::string surface;
  std::vector<std::string> keys;
  bool function_word = false;             ///< of Indonesian or English, by itself or by an alias
  std::vector<std::string> aliases = {};  ///< other forms of the word and their keys: whatever has one has the word

  bool operator==(const QueryWord&) const = default;
};

/// What a query asks for at one place.
struct Clause {
  enum class Kind {
    kWord,    ///< one word, in any of its forms
    kPhrase,  ///< words as they are, side by side
  };
  Kind kind = Kind::kWord;
  bool excluded = false;         ///< documents with it are left out
  std::vector<QueryWord> words;  ///< one for kWord, one or more for kPhrase

  bool operator==(const Clause&) const = default;
};

/// A parsed query: an empty one asks for every document.
struct Query {
  std::vector<Clause> clauses;
  bool truncated = false;  ///< the text exceeded a limit and its end was not read

  bool operator==(const Query&) const = default;
};

/// The query in a form to read and to test: `buku "ruang kerja" -novel`, with the keys of a word in braces and then its
/// aliases: `membaca{baca}`, `#tag{=tag}`.
std::string describe(const Query& query);

}  // namespace telusur::query
