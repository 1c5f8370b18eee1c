#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace telusur::query {

/// A word of a query: its surface form and the keys that a document's words may share with it.
struct QueryWord {
  std::string surface;
  std::vector<std::string> keys;
  bool function_word = false;             ///< of Indonesian or English
  std::vector<std::string> aliases = {};  ///< other forms of the word and their keys: whatever has one has the word
  /// A word of a language, as far as the word lists tell: it stands there on purpose.
  bool known = false;

  bool operator==(const QueryWord&) const = default;
};

/// The attributes in which a part of a query is looked for.
struct AttributeScope {
  std::vector<std::string> names = {};  ///< as the index names what it searches; none: all of it. No attribute is "*"
  bool has_title = true;                ///< the title is one of them

  bool is_limited() const { return !names.empty(); }
  bool operator==(const AttributeScope&) const = default;
};

/// The attributes that two limited scopes share.
AttributeScope both(const AttributeScope& one, const AttributeScope& other);

/// What a query asks for at one place.
struct Clause {
  enum class Kind {
    kWord,    ///< one word, in any of its forms
    kPhrase,  ///< words as they are, side by side
    kNear,    ///< words as they are, in any order, each at most `distance` words from another
  };
  Kind kind = Kind::kWord;
  bool excluded = false;         ///< documents with it are left out
  std::vector<QueryWord> words;  ///< one for kWord, one or more for the others
  /// Of a kWord: where it stands in the text, in bytes.
  std::uint32_t offset_bytes = 0;
  std::uint32_t length_bytes = 0;
  /// A kWord with which the text ends, so that it may be the beginning of a word.
  bool open_end = false;
  /// A kWord that stands for every word which begins so.
  bool wildcard = false;
  /// An operator or a parenthesis stands before it: no phrase reaches across.
  bool apart = false;
  std::uint32_t distance = 0;  ///< of a kNear
  AttributeScope scope = {};

  /// A word that may be found by others in its place.
  bool is_open_word() const { return kind == Kind::kWord && !excluded && !wildcard; }

  bool operator==(const Clause&) const = default;
};

/// What may stand for a stretch of a query's words.
struct Alternative {
  enum class Origin {
    kSynonym,
    kTranslation,
    kCompletion,  ///< a word that begins with the last one, which is still being typed
    kCorrection,  ///< a word, or several, of which the typed ones may be a misspelling
  };
  Origin origin = Origin::kSynonym;
  std::vector<QueryWord> words;  ///< one or more

  bool operator==(const Alternative&) const = default;
};

/// The alternatives of `count` clauses from `first` on, which are single words, not excluded.
struct Expansion {
  std::size_t first = 0;
  std::size_t count = 1;
  std::vector<Alternative> alternatives;  ///< one or more, in the order of their origins
  /// Of a word with completions: how likely it is that more of it is to come, 0 to 1.
  double unfinished = 0;

  bool operator==(const Expansion&) const = default;
};

/// How clauses are joined by operators: a tree whose leaves are stretches of clauses.
struct Operation {
  enum class Kind {
    kClauses,  ///< `count` clauses from `first` on, side by side; none at all in an empty operation
    kAll,      ///< AND
    kAny,      ///< OR
    kNot,      ///< what its operand finds is left out
    kBeside,   ///< operands without an operator between them
  };
  Kind kind = Kind::kClauses;
  std::vector<Operation> operands = {};  ///< one for kNot, two or more for kAll, kAny and kBeside
  std::size_t first = 0;
  std::size_t count = 0;

  bool operator==(const Operation&) const = default;
};

/// A parsed query: an empty one asks for every document.
struct Query {
  std::vector<Clause> clauses;
  bool truncated = false;  ///< the text exceeded a limit and its end was not read
  /// By `first`; a phrase before the words inside it, and no two phrases share a word.
  std::vector<Expansion> expansions = {};
  /// Of a query with operators: what holds its clauses together. A clause inside an odd number of NOTs is `excluded`.
  std::optional<Operation> operation = {};
  AttributeScope corrected_in = {};  ///< where corrections are looked for

  bool operator==(const Query&) const = default;
};

/// The query in a form to read and to test: `buku "ruang kerja" -novel`, with the keys of a word in braces and then its
/// aliases: `membaca{baca}`, `#tag{=tag}`. A word that may be the beginning of one ends with `~`. Operators stand in
/// parentheses:
/// `(soto AND NOT "kudus")`, a wildcard ends with `*`. Attributes stand before what is looked for in them:
/// `title|tags:soto`.
std::string describe(const Query& query);

}  // namespace telusur::query
