#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telusur {

/// Which documents an answer may hold when a query has several words. The ranking score orders them, and is the same
/// number whichever they are.
///
/// Words are demanded in stages, in any form and by whatever stands for them: first all of them, then one less each
/// time down to half of them, at the end none. Words like "yang" and "the", stop words and words that no document has
/// are not demanded. The first stage that is in as many documents as hits can be reached (`Settings::max_total_hits`),
/// and in 1,000 at least, decides who is in hits, totals and facets; where none is, each document with any of the words
/// is. So an index, or a filter, with fewer documents has that answer. With `SearchRequest::ranking_score_threshold`
/// nothing is demanded, and operators decide for themselves (`QuerySyntax::kFull`).
enum class MatchingStrategy {
  kLast,       ///< the last word is let go first, and so on, but never the rarest one (default)
  kAll,        ///< only documents with all of the words
  kFrequency,  ///< the most frequent word is let go first, and so on
};

/// What signs in a query mean.
enum class QuerySyntax {
  kSimple,  ///< "phrases" and -excluded words (default)
  /// AND, OR, NOT and parentheses, too; `word*` for the 100 most frequent words that begin so, at most 4 times, and
  /// NEAR or NEAR/5 between words (as they are) that are at most 10, or 5, words apart (up to 99), in any order.
  /// `title:word` and `title:"a phrase"` (each of its words) are looked for in that attribute alone, where the index
  /// searches it.
  /// Operators are upper case. NOT, a hyphen and NEAR bind closest, then words side by side, then AND, then OR. A group
  /// in parentheses is demanded, like a phrase, and the words beside it rank. What is left out is left out as it is
  /// typed. Nothing is an error: an operator without operands is a word; parentheses without a partner, or more than 16
  /// deep, are ignored.
  kFull,
};

/// One search. A value type: fill in what differs from the defaults.
///
/// The field names follow the HTTP API; ranges are checked by `Index::search`.
struct SearchRequest {
  /// What the person typed: words, "phrases", -excluded words. Empty: every document. As much of it is read as
  /// `Options::search` says.
  ///
  /// A word with which it ends (no blank, quotation mark or other sign follows) is also found as the beginning of a
  /// word, unless `Settings::prefix_search` forbids it; words that the index has not are also found by near ones
  /// (`Settings::typo_tolerance`). Documents with the word itself stand above those.
  std::string q = {};

  std::uint32_t offset = 0;  ///< hits to skip; offset + limit is at most 10,000
  std::uint32_t limit = 20;  ///< hits to return, 0 to 10,000
  /// Numbered pages instead of offset and limit, from 1. Setting either of the two asks for exact totals, as filters,
  /// orders and facets do.
  std::optional<std::uint32_t> page = {};
  std::optional<std::uint32_t> hits_per_page = {};

  /// Only documents that pass: `lang = id AND (published >= 2024-01-01 OR NOT tags EXISTS)`. Operators: = != > >= < <=,
  /// `5 TO 10`, IN [a, b], EXISTS, IS NULL, IS EMPTY, CONTAINS, STARTS WITH, each of them with NOT; AND, OR, NOT and
  /// parentheses; names and values may be quoted. Also the array form of the HTTP API, as JSON: `["lang = id", ["tags =
  /// a", "tags = b"]]`, all elements of which must hold, and one of an inner array. Names filterable attributes alone
  /// (`Settings::filterable_attributes`). Empty: every document.
  ///
  /// Where `_geo` is filterable, also conditions on the place of a document: `_geoRadius(-6.2, 106.8, 2000)`, up to so
  /// many metres from a latitude and longitude along the surface of a sphere; `_geoBoundingBox([-6.1, 106.9], [-6.3,
  /// 106.7])`, between its top right and bottom left corner, across longitude 180 where the right one is the lesser;
  /// `_geoPolygon([-6.1, 106.7], [-6.1, 106.9], [-6.3, 106.8])`, of 3 to 100 corners, whose sides are straight between
  /// latitudes and longitudes and never cross longitude 180. What lies on an edge is within. Latitudes are -90 to 90,
  /// longitudes -180 to 180. A document without a place is in none of them.
  ///
  /// A list passes when one of its values does. Texts are equal whatever their case; > >= < <= and TO compare numbers,
  /// dates (2024-01-31, with or without a time in RFC 3339; a date alone is its first second) and texts that are
  /// numbers. The first 1,000 bytes of a text and the first 1,000 values of a list count. At most 256 KiB, 1,000
  /// conditions, 10,000 values, 50 comparisons, places, CONTAINS or STARTS WITH, and 99 levels.
  std::string filter = {};
  /// A filter that documents must pass as well, for what the sender of a request may see; the JSON of the HTTP API
  /// cannot set it. Nothing of the other documents is told: no hit, count or suggestion. Empty: every document.
  std::string within = {};
  /// "published:desc", "price:asc": the order of the hits, before the ranking score, which decides between equals.
  /// Names sortable attributes (`Settings::sortable_attributes`). Numbers and dates come before texts, and documents
  /// without the attribute come last either way; of a list its first value counts. Texts stand as in a dictionary
  /// (Unicode's collation), by their first 128 bytes: blanks, punctuation, digits by the number that they make ("Pasal
  /// 2" before "Pasal 10"), letters; accents decide between texts that are the same but for them. Texts that differ in
  /// case alone are equal. Where `_geo` is sortable, also "_geoPoint(-6.2, 106.8):asc": by the distance from there,
  /// which the hits then have as `Hit::distance`; from 10 places at most.
  std::vector<std::string> sort = {};
  /// Filterable attributes, or "*" for all, whose values are counted over all documents that match, exactly.
  /// O(matches).
  std::vector<std::string> facets = {};

  /// Of `facets`, those whose values are counted as if the filter did not speak of the attribute, so that a person who
  /// chose one value sees what the others would add: conditions on it alone that `filter` demands are left out of its
  /// counts. `within` never is. Costs a search for each of them that the filter names.
  std::vector<std::string> disjunctive_facets = {};
  /// A filterable attribute: of documents with the same value the best one alone is a hit, and counts once. Of a list
  /// all values decide; values are the same as they are written. Documents without one are all hits. Facets count every
  /// document. "": `Settings::distinct_attribute`.
  std::string distinct = {};

  /// Searched attributes (`Settings::searchable_attributes`) in which the words of the query are looked for: "author"
  /// is also its part "author.name". At most 100. Empty, or with "*": all of them. A word that is found there weighs
  /// what it weighs in the whole document; alternatives of several words, and words near each other, count for nothing.
  std::vector<std::string> attributes_to_search_on = {};
  std::vector<std::string> attributes_to_retrieve{"*"};   ///< of the displayed attributes
  std::vector<std::string> attributes_to_highlight = {};  ///< "*": every retrieved attribute
  std::string highlight_pre_tag = "<em>";
  std::string highlight_post_tag = "</em>";
  /// HTML-escape the text around the tags. Unset: escaped exactly when a tag contains '<'.
  std::optional<bool> highlight_escape = {};
  /// "body" or "body:30" (words). Naming an attribute that is searched but not displayed shows a snippet of it in
  /// `Hit::formatted`, of at most 200 words.
  std::vector<std::string> attributes_to_crop = {};
  std::uint32_t crop_length = 10;  ///< words, 0 (do not crop) to 10,000
  std::string crop_marker = "…";
  bool show_matches_position = false;

  QuerySyntax query_syntax = QuerySyntax::kSimple;
  MatchingStrategy matching_strategy = MatchingStrategy::kLast;
  /// Also find documents by the translations of the query's words, Indonesian to English and back; a translation weighs
  /// less than the word itself. Quoted and excluded words are not translated. Unset: on exactly when the index's
  /// languages are both (`Settings::languages`).
  std::optional<bool> cross_language = {};
  bool show_ranking_score = false;
  /// Fill in `Hit::score_details`: what each word gave to the score. Costs some searches for each word, among the
  /// documents of the answer alone, and reads their texts.
  bool show_ranking_score_details = false;
  bool show_language = false;                          ///< fill in `Hit::language`
  std::optional<double> ranking_score_threshold = {};  ///< 0 to 1: lower ones are left out, not counted
  /// When the search is made, for rules that rank by freshness. Unset: now.
  std::optional<std::chrono::system_clock::time_point> now = {};
};

/// A matched word in an attribute's text.
struct MatchPosition {
  std::string attribute;                  ///< "title", or "author.name" of an object within the document
  std::uint32_t start;                    ///< byte offset into the attribute's UTF-8 text
  std::uint32_t length;                   ///< bytes
  std::vector<std::size_t> indices = {};  ///< of an array: which of its elements, and of arrays within it, from 0
};

/// How a word of a query, or several, came to count for a document.
enum class ScoreKind {
  kExact,        ///< the word as it is typed
  kStem,         ///< the word in any of its forms, the typed one among them, which count together
  kPhrase,       ///< quoted words, or words near each other
  kTitle,        ///< the title has the word or what stands for it, begins with the query, or is the query
  kSynonym,      ///< what the settings name beside the word
  kTranslation,  ///< the word in the other language
  kCompletion,   ///< a word that begins with the unfinished one
  kCorrection,   ///< a word of which the typed one may be a misspelling
  kProximity,    ///< words stand near each other in the document as they do in the query
  kFreshness,    ///< the document is fresh: see `RankingRule`
  kOther,        ///< what cannot be told apart
};

/// Its name in the HTTP API: "exact", "stem", …
std::string_view to_string(ScoreKind kind) noexcept;

/// A part of a score.
struct ScoreContribution {
  ScoreKind kind = ScoreKind::kOther;
  std::string word;  ///< of the query, as typed; several of a phrase
  /// The words that the document has for it, folded, ten at most; and where (names at its top level).
  std::vector<std::string> terms = {};
  std::vector<std::string> attributes = {};
  double score = 0;  ///< above 0
};

/// One found document.
struct Hit {
  std::string id;
  double ranking_score = 0;  ///< 0 to 1, comparable within the answer
  std::string document;      ///< the retrieved attributes as a JSON object
  std::string formatted;     ///< JSON object of the retrieved attributes, highlighted and cropped; "" unless asked for
  std::vector<MatchPosition> matches;  ///< empty unless asked for
  /// Empty unless asked for: the parts of the score, the largest first, whose sum it is.
  std::vector<ScoreContribution> score_details = {};
  std::string language = {};  ///< "id" or "en"; "" when not asked for, or not identified
  /// Metres from the first `_geoPoint` of `sort`. Unset without one, for a document without a place, and where `_geo`
  /// is not displayed.
  std::optional<double> distance = {};

  /// The attribute of `document` as text; "" when absent. Parses the document: O(its size).
  std::string text(std::string_view attribute) const;
  /// The attribute of `formatted` as text, or of `document` when `formatted` is empty.
  std::string formatted_text(std::string_view attribute) const;
};

/// A value of an attribute, and how many of the documents that match have it.
struct FacetValue {
  std::string value;  ///< numbers and booleans as JSON writes them; of spellings that differ in case the most frequent
  std::uint64_t count = 0;
};

/// The lowest and highest number of an attribute among the documents that match.
struct FacetStats {
  double min = 0;
  double max = 0;
};

/// A word, or words, of a query that the index has not, and what was searched for instead.
struct QueryCorrection {
  std::string from;  ///< as typed
  std::string to;

  bool operator==(const QueryCorrection&) const = default;
};

/// An answer: one page of hits, best first.
struct SearchResponse {
  std::vector<Hit> hits;
  std::string query;
  std::uint64_t processing_time_ms = 0;
  std::uint64_t total_hits = 0;  ///< documents that match; see total_exact
  bool total_exact = false;
  std::uint32_t offset = 0;
  std::uint32_t limit = 0;
  std::optional<std::uint32_t> page;  ///< set when the request asked for numbered pages
  std::uint32_t hits_per_page = 0;
  std::uint64_t total_pages = 0;
  /// Of each attribute that the request asks for, as many values and in the order that `Settings::faceting` says.
  std::map<std::string, std::vector<FacetValue>> facet_distribution = {};
  std::map<std::string, FacetStats> facet_stats = {};  ///< of those of them that hold numbers
  /// The query with its corrections, when there are any: "did you mean". Other near words were searched for, too.
  std::optional<std::string> corrected_query = {};
  std::vector<QueryCorrection> query_corrections = {};  ///< in the order of the query
  /// Words of the query, as typed, that the index has in no form, and nothing that stands for them. Empty when the
  /// request was `within` something.
  std::vector<std::string> dropped_terms = {};
  bool degraded = false;  ///< the time was over, and not all is here: see `Settings::search_cutoff_ms`
};

/// A search for values of an attribute instead of documents, for a list of facets that a person types into.
struct FacetSearchRequest {
  /// The documents whose values are counted: `q`, `filter`, `matching_strategy` and `cross_language` count.
  SearchRequest documents = {};
  std::string facet_name;  ///< a filterable attribute
  /// What a value, or a word in it, begins with, whatever the case. Behind those come values that it may be a
  /// misspelling of, as `Settings::typo_tolerance` says, when it is one word. Empty: every value.
  std::string facet_query = {};
};

/// The values that were found, those without a typing error first, of these the most frequent, at most 100.
struct FacetSearchResponse {
  std::vector<FacetValue> values;
  std::string facet_query;
  std::uint64_t processing_time_ms = 0;
  bool degraded = false;  ///< the time was over before every document and value had been looked at
};

/// Reads a request from the JSON body of the HTTP API's search route.
/// @throws Error kInvalidArgument whose subject is the field when it is unknown, of the wrong type or out of range;
///         kUnsupported when this version does not act on the field.
SearchRequest search_request_from_json(std::string_view json);

/// Writes an answer as the HTTP API's JSON, compact, in UTF-8. `request` decides which optional parts appear.
std::string to_json(const SearchResponse& response, const SearchRequest& request);

/// The same for a search for values. @throws as search_request_from_json; subject "facetName missing" when there is
/// none.
FacetSearchRequest facet_search_request_from_json(std::string_view json);
std::string to_json(const FacetSearchResponse& response);

}  // namespace telusur
