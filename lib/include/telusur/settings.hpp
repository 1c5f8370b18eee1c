#pragma once

#include <cstdint>
#include <map>
#include <optional>
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
  /// Attributes whose words are no corrections, whatever their parts are called: at most 1,000. A word that other
  /// attributes have, too, is one for the documents that have it there.
  std::vector<std::string> disable_on_attributes = {};
  bool disable_on_numbers = false;  ///< kept for clients: numbers are never corrected

  bool operator==(const TypoTolerance&) const = default;
};

/// Whether the last word of a query is also found as the beginning of a word.
enum class PrefixSearch {
  kIndexingTime,  ///< it is (default); the name is that of the HTTP API
  kDisabled,
};

/// In which order an answer gives the values of a facet.
enum class FacetOrder {
  kCount,  ///< the most frequent first (default)
  kText,   ///< by their text, folded
};

/// The values of facets in an answer.
struct Faceting {
  std::uint32_t max_values = 100;  ///< of each facet, the first in its order, 0 to 10,000
  /// Of the facets with another order than that of all, which is named "*" where it is not by count.
  std::map<std::string, FacetOrder> order_by_attribute = {};

  bool operator==(const Faceting&) const = default;
};

/// One of the rules by which documents are ranked.
struct RankingRule {
  enum class Kind {
    /// "words", "typo", "proximity", "attribute", "sort", "exactness", "attributeRank", "wordPosition": kept for
    /// clients.
    /// One score takes the place of all of them, wherever they stand.
    kBuiltIn,
    /// Orders documents of nearly the same score by an attribute; of several such rules the first ones count more.
    kAttribute,
    /// Documents with a date gain by being fresh.
    kDecay,
  };
  Kind kind = Kind::kBuiltIn;
  std::string name;         ///< of the built-in rule, or the attribute
  bool descending = false;  ///< of a kAttribute
  /// Of a kDecay: after so many days half of what a document of today gains is left; above 0, at most 36,500.
  double half_life_days = 0;
  /// Of a kDecay: what a document of today gains, as a share of the best score possible, of which words make the rest.
  /// Above 0; the weights of all rules sum to at most 0.9.
  double weight = 0;

  bool operator==(const RankingRule&) const = default;

  /// The rules of an index that names none: the first six built-in ones.
  static std::vector<RankingRule> built_in();
};

/// What an answer to a query must show, or must not.
struct Curation {
  enum class Match {
    kExact,     ///< the query is made of these words alone (default)
    kContains,  ///< it has them side by side
  };
  struct Promotion {
    std::string id;
    std::uint32_t position = 1;  ///< among the hits, from 1 to 1,000

    bool operator==(const Promotion&) const = default;
  };
  std::string query;  ///< at most 200 bytes, in any case; "" (with kExact): a search without words
  Match match = Match::kExact;
  std::vector<Promotion> promoted = {};  ///< at most 100; those that the filter lets pass
  std::vector<std::string> hidden = {};  ///< ids, at most 100

  bool operator==(const Curation&) const = default;
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
  /// a document without a `lang` of its own. `_geo` is the place of a document, `{"lat": -6.2, "lng": 106.8}`: named
  /// here or below, each document must have such an object there, null, or nothing; its latitude is -90 to 90, its
  /// longitude -180 to 180, and texts that are numbers will do. Filters have conditions of their own for it
  /// (`SearchRequest::filter`), and facets leave it out.
  std::vector<std::string> filterable_attributes = {};

  /// Attributes that answers may be sorted by, `lang` and `_geo` as above. Default: none.
  std::vector<std::string> sortable_attributes = {};

  /// Of documents with the same value under this attribute an answer holds the best one alone, unless a request names
  /// another attribute (`SearchRequest::distinct`). "" (default): none.
  std::string distinct_attribute = {};

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

  /// Words that count little beside others, like the function words of Indonesian and English, and are not marked. In
  /// any case; at most 10,000 of at most 200 bytes. Quoted ones count. Acts on queries alone.
  std::vector<std::string> stop_words = {};

  /// At most 20. Attributes need not be sortable ones: a change of those that rules name analyses all documents anew.
  /// A request with an order of its own (`SearchRequest::sort`) is not ranked by attributes.
  std::vector<RankingRule> ranking_rules = RankingRule::built_in();
  /// How near scores are that attribute rules order: 0.05 makes one group of the scores down to 0.95, the next one of
  /// those down to 0.9, and so on. Above 0, at most 1. The first 10,000 documents of a group are ordered so.
  double ranking_band = 0.05;

  /// At most 1,000. Acts on queries alone.
  std::vector<Curation> curations = {};

  /// Hits that can be reached, and are counted exactly where a request asks for that; 0 to 100,000.
  std::uint32_t max_total_hits = 10'000;
  Faceting faceting = {};
  /// A search that takes longer looks at no more documents: its answer holds what was found until then
  /// (`SearchResponse::degraded`), as many hits of it as are marked up within as much time again, and one in any case.
  /// It bounds searches for facet values and similar documents, too. 1 to 60,000; unset (default): no limit.
  std::optional<std::uint32_t> search_cutoff_ms = {};

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
