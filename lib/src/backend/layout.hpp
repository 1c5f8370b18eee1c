#pragma once

#include <string>
#include <string_view>

#include "base/hash.hpp"
#include "base/utf8.hpp"

/// The layout of an index in a Xapian database: every prefix, value slot and metadata key, and nothing of it elsewhere.
///
/// Terms. Folded words hold no capital ASCII letter, so a capital first letter is always a prefix.
///
/// | prefix | term                                                        | wdf            | positions |
/// |--------|-------------------------------------------------------------|----------------|-----------|
/// | (none) | a word's surface form, and those of its aliases and parts   | weighted count | yes       |
/// | Z      | a stem, only where it differs from the surface form         | weighted count | no        |
/// | Q      | the document's id                                           | 0              | no        |
/// | L      | the document's language: Lid, Len, L                        | 0              | no        |
/// | A      | the name of a top-level attribute of the document           | 0              | no        |
///
/// Document data: the document as compact JSON. Value slots: none yet.
namespace telusur::backend::layout {

/// Raised when a database of an earlier version cannot be read as it is.
inline constexpr std::string_view kFormatVersion = "2";

// Metadata keys.
inline constexpr char kFormatKey[] = "format";           ///< kFormatVersion
inline constexpr char kSettingsKey[] = "settings";       ///< JSON, as the HTTP API writes it
inline constexpr char kPrimaryKeyKey[] = "primary_key";  ///< attribute name; absent until decided
inline constexpr char kAnalysisKey[] = "analysis";       ///< state of rules and word lists that made the terms
inline constexpr char kUpdatedKey[] = "updated";         ///< time of the last commit, RFC 3339

/// Glass refuses terms of more than 245 bytes, and a NUL takes two.
inline constexpr std::size_t kMaxTermBytes = 240;

inline std::string surface_term(std::string_view surface) {
  return std::string(base::utf8_prefix(surface, kMaxTermBytes));
}

inline std::string stem_term(std::string_view stem) {
  return "Z" + std::string(base::utf8_prefix(stem, kMaxTermBytes - 1));
}

/// A value that is long, or holds a NUL, keeps its beginning and a hash of the whole, so that the term fits: otherwise
/// the commit would fail, and with it every other document of the batch.
inline std::string bounded_term(char prefix, std::string_view value) {
  constexpr std::size_t kHashDigits = 32;
  std::string term(1, prefix);
  const auto nul = value.find('\0');
  if (value.size() < kMaxTermBytes && nul == std::string_view::npos) {
    return term.append(value);
  }
  term.append(base::utf8_prefix(value.substr(0, nul), kMaxTermBytes - kHashDigits - 1));
  for (const auto seed : {base::fnv1a({}), base::fnv1a("second")}) {
    term += base::hex(base::fnv1a(value, seed));
  }
  return term;
}

inline std::string id_term(std::string_view id) { return bounded_term('Q', id); }
inline std::string language_term(std::string_view code) { return bounded_term('L', code); }
inline std::string attribute_term(std::string_view name) { return bounded_term('A', name); }

}  // namespace telusur::backend::layout
