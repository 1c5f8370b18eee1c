#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace telusur {

/// When a word that the index has not is found by words that are spelled nearly so.
///
/// An edit puts in, leaves out or changes a letter, or swaps two neighbours; the first letter allows one edit. Words
/// with digits or signs in them are never corrected, nor are quoted and excluded words.
struct TypoTolerance {
  bool enabled = true;
  std::uint32_t one_typo = 5;   ///< letters from which on a word may have one edit, 0 to 255
  std::uint32_t two_typos = 9;  ///< letters from which on a word may have two edits, `one_typo` to 255
  /// Words that are never corrected, in any case. At most 1,000.
  std::vector<std::string> disable_on_words = {};
  bool disable_on_numbers = false;  ///< kept for clients: numbers are never corrected

  bool operator==(const TypoTolerance&) const = default;
};

/// Whether the last word of a query is also found as the beginning of a word.
enum class PrefixSearch {
  kIndexingTime,  ///< it is (default); the name is that of the HTTP API
  kDisabled,
};

/// The settings of one index. A value type; constant while an index uses it.
///
/// Attribute names are those of the documents; a nested attribute is written with dots (`author.name`).
struct Settings {
  /// Attributes that are searched, the most important first. `{"*"}` (default): every attribute, in the order in which
  /// documents bring them.
  ///
  /// The order gives the weight: it falls evenly from 3 for the first to 1 for the last. "*" beside names stands for
  /// all other attributes; under "*" each counts 1. The first one, where it is named, is the title: documents whose
  /// title begins with the query gain by it.
  std::vector<std::string> searchable_attributes{"*"};

  /// Attributes that an answer shows. `{"*"}` (default): every attribute. Of an attribute whose parts are named
  /// (`author.name`) those parts are shown.
  std::vector<std::string> displayed_attributes{"*"};

  /// Attributes that filters and facets may name. Default: none. `lang` stands for the language that was identified in
  /// a document without a `lang` of its own.
  std::vector<std::string> filterable_attributes = {};

  /// Attributes that answers may be sorted by, `lang` as above. Default: none.
  std::vector<std::string> sortable_attributes = {};

  /// Languages of the index, "id" and "en". Empty (default): both. Searches go across languages
  /// only where there are two; see `SearchRequest::cross_language`.
  std::vector<std::string> languages = {};

  /// What else a word, or a phrase of several words, is found by: `{"phone": {"iphone", "telepon genggam"}}`. Default:
  /// nothing.
  ///
  /// One-way: for two ways give both. Not followed any further: a synonym's own synonyms are not looked up, so cycles
  /// do no harm. A word is also found in another form of it (phones) where that is no word of the list itself. At most
  /// 10,000 words with at most 100 synonyms each and 50,000 in all, of at most 8 words and 200 bytes; the first 200 of
  /// a query count. Acts on queries alone: a change costs no re-indexing.
  std::map<std::string, std::vector<std::string>> synonyms = {};

  /// Find words of the spellings before 1972 in their modern form, too: tjinta by cinta, djoega by juga. Default false.
  /// It acts where the lexicon knows the modern word and not the old one, so on few names; without hunspell-id it does
  /// nothing. Acts on documents and queries: changing it analyses all documents anew.
  bool old_spelling = false;

  /// Act on queries alone: changes cost no re-indexing.
  TypoTolerance typo_tolerance = {};
  PrefixSearch prefix_search = PrefixSearch::kIndexingTime;

  bool operator==(const Settings&) const = default;

  /// The settings of an index of articles, as `telusur-indexer build` makes it: title, headings, description, tags and
  /// body are searched in that order; url, lang, tags and published can be filtered; published can be sorted by; the
  /// body is searched but not displayed in full.
  static Settings articles();
};

/// Reads settings from JSON with the names of the HTTP API (`searchableAttributes`, …) over `base`: an absent name
/// keeps the value of `base`, null sets the default.
/// @throws Error kInvalidArgument naming the field when a name is unknown, a type is wrong or an attribute is repeated.
Settings settings_from_json(std::string_view json, const Settings& base = {});

/// Reads synonyms from UTF-8 text of one rule a line: `a, b, c` makes each a synonym of the others, `a => b, c` makes b
/// and c synonyms of a. Empty lines, and what follows a # at the beginning or after a blank, say nothing. Rules add up.
/// O(rules).
/// @param name of the text, for errors, for example its file name.
/// @throws Error kInvalidArgument naming the line: one that is not UTF-8, a rule without two terms, a term beyond the
///         limits of `Settings::synonyms`, a word with too many synonyms; after these, the last rule of a cycle of
///         one-way rules.
std::map<std::string, std::vector<std::string>> synonyms_from_text(std::string_view text, std::string_view name);

/// Writes settings as JSON with the names of the HTTP API, compact, in UTF-8.
std::string to_json(const Settings& settings);

}  // namespace telusur
