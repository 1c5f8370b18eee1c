#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "schema/settings.hpp"

/// The layout of an index in a Xapian database: every prefix, value slot and metadata key, and nothing of it elsewhere.
///
/// Terms. Folded words hold no capital ASCII letter, so a capital first letter is always a prefix.
///
/// | prefix | term                                                        | wdf            | positions |
/// |--------|-------------------------------------------------------------|----------------|-----------|
/// | (none) | a word's surface form, and those of its aliases and parts   | weighted count | yes       |
/// | Z      | a stem, only where it differs from the surface form         | weighted count | no        |
/// | S      | a stem of a word of the title, or the word where it has none | by the title's length | no    |
/// | B      | the first words of the title, one to kTitleBeginnings       | 1              | no        |
/// | W      | all words of the title                                      | 1              | no        |
/// | K      | a searched attribute but the largest, and a word or stem (Z) | 0             | no        |
/// | R      | the largest searched attribute of the document              | 0              | no        |
/// | D      | a word or stem (Z) that the largest attribute has not       | 0              | no        |
/// | Q      | the document's id                                           | 0              | no        |
/// | L      | the document's language: Lid, Len, L                        | 0              | no        |
/// | A      | the name of a top-level attribute of the document           | 0              | no        |
/// | F      | a filterable attribute and one of its values, folded        | 0              | no        |
/// | H      | the same as a hash, of a value that is too long for F        | 0              | no        |
/// | V      | a filterable attribute that has such a value                | 0              | no        |
/// | X      | a filterable attribute that the document has                | 0              | no        |
/// | N      | a filterable attribute that is null                         | 0              | no        |
/// | E      | a filterable attribute that is "", [] or {}                 | 0              | no        |
///
/// The title is the searchable attribute that the settings name first. S has it as a field of its own: a count that is
/// the higher, the shorter the title is. Its words stand in B and W as they are, with a
/// blank between them.
///
/// K, R and D tell which attribute a word stands in. The largest attribute, which has most of the words, takes no terms
/// for them: what R names has every word of the document that D does not.
///
/// F, H, K, R, V, X, N and E name an attribute by the length of its name, a colon and the name.
///
/// | slot     | value, of the attribute with the place n (from 0) in its list of the settings                         |
/// |----------|-------------------------------------------------------------------------------------------------------|
/// | 1000 + n | numbers and dates of a filterable attribute, ascending, eight bytes each that order as they do        |
/// | 2000 + n | values of a filterable attribute as facets show them, each after two bytes: twice its length, and one |
/// |          | more for a number                                                                                     |
/// | 3000 + n | the first value of a sortable attribute: "1" and a number as above, or "2" and the collation key of   |
/// |          | the text; behind the sortable attributes come those of ranking rules                                  |
/// | 4000     | values as facets show them, of the attribute by which documents are one where it is not filterable    |
/// | 4001     | the place: latitude and longitude, as numbers above; where it can be filtered or sorted by            |
///
/// Document data: the document as compact JSON.
namespace telusur::backend::layout {

/// Raised when a database of an earlier version cannot be read as it is.
inline constexpr std::string_view kFormatVersion = "6";

// Metadata keys.
inline constexpr char kFormatKey[] = "format";           ///< kFormatVersion
inline constexpr char kSettingsKey[] = "settings";       ///< JSON, as the HTTP API writes it
inline constexpr char kPrimaryKeyKey[] = "primary_key";  ///< attribute name; absent until decided
inline constexpr char kAnalysisKey[] = "analysis";       ///< state of rules and word lists that made the terms
inline constexpr char kUpdatedKey[] = "updated";         ///< time of the last commit, RFC 3339
inline constexpr char kLastTaskKey[] = "last_task";      ///< uid of the last task that was applied; absent: none
inline constexpr char kChangesKey[] = "changes";         ///< the rebuild that changes are kept for, blank, how many
inline constexpr char kChangePrefix[] = "change:";       ///< with a number from 0, 16 hexadecimal digits: a change

/// Glass refuses terms of more than 245 bytes, and a NUL takes two.
inline constexpr std::size_t kMaxTermBytes = 240;

inline std::string surface_term(std::string_view surface) {
  return std::string(base::utf8_prefix(surface, kMaxTermBytes));
}

inline std::string stem_term(std::string_view stem) {
  return "Z" + std::string(base::utf8_prefix(stem, kMaxTermBytes - 1));
}

/// Words with which titles begin that a query is compared with.
inline constexpr std::size_t kTitleBeginnings = 4;

/// False for a value that is too long for a term, or holds a NUL.
inline bool fits_term(std::string_view value) {
  return value.size() < kMaxTermBytes && value.find('\0') == std::string_view::npos;
}

/// A value that does not fit keeps its beginning and a hash of the whole: otherwise the commit would fail, and with it
/// every other document of the batch.
inline std::string bounded_term(char prefix, std::string_view value) {
  constexpr std::size_t kHashDigits = 32;
  std::string term(1, prefix);
  if (fits_term(value)) {
    return term.append(value);
  }
  term.append(base::utf8_prefix(value.substr(0, value.find('\0')), kMaxTermBytes - kHashDigits - 1));
  for (const auto seed : {base::fnv1a({}), base::fnv1a("second")}) {
    term += base::hex(base::fnv1a(value, seed));
  }
  return term;
}

/// The word, or stem, that a term of a document's text stands for; "" for any other term.
inline std::string_view word_of(std::string_view term) {
  if (term.empty() || term[0] < 'A' || term[0] > 'Z') {
    return term;
  }
  return term[0] == 'Z' ? term.substr(1) : std::string_view();
}

inline std::string title_beginning_term(std::string_view words) { return bounded_term('B', words); }
inline std::string title_term(std::string_view words) { return bounded_term('W', words); }
inline std::string title_word_term(std::string_view form) { return bounded_term('S', form); }
inline std::string id_term(std::string_view id) { return bounded_term('Q', id); }
inline std::string language_term(std::string_view code) { return bounded_term('L', code); }
inline std::string attribute_term(std::string_view name) { return bounded_term('A', name); }

/// The name of an attribute so that no name begins another.
inline std::string named(std::string_view name) { return std::to_string(name.size()).append(":").append(name); }

/// @param term of a word or stem
inline std::string attribute_word_term(std::string_view name, std::string_view term) {
  return bounded_term('K', named(name).append(term));
}
inline std::string largest_term(std::string_view name) { return bounded_term('R', named(name)); }
inline std::string not_in_largest_term(std::string_view term) { return bounded_term('D', term); }

inline std::string exists_term(std::string_view name) { return bounded_term('X', named(name)); }
inline std::string null_term(std::string_view name) { return bounded_term('N', named(name)); }
inline std::string empty_term(std::string_view name) { return bounded_term('E', named(name)); }
inline std::string long_value_term(std::string_view name) { return bounded_term('V', named(name)); }

/// Where the terms of an attribute's values begin, those apart that are hashes.
inline std::string value_prefix(std::string_view name) { return "F" + named(name); }

inline bool fits_value_term(std::string_view name, std::string_view folded) {
  return fits_term(named(name).append(folded));
}
inline std::string value_term(std::string_view name, std::string_view folded) {
  return bounded_term(fits_value_term(name, folded) ? 'F' : 'H', named(name).append(folded));
}

static_assert(schema::kMaxAttributes <= 1000, "the slots of one kind would reach into those of the next");
inline std::uint32_t number_slot(std::size_t place) { return static_cast<std::uint32_t>(1000 + place); }
inline std::uint32_t text_slot(std::size_t place) { return static_cast<std::uint32_t>(2000 + place); }
inline std::uint32_t sort_slot(std::size_t place) { return static_cast<std::uint32_t>(3000 + place); }
inline constexpr std::uint32_t kGroupSlot = 4000;
inline constexpr std::uint32_t kPlaceSlot = 4001;

}  // namespace telusur::backend::layout
