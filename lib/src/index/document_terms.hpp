#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/analyzer.hpp"
#include "base/place.hpp"
#include "index/attribute_values.hpp"
#include "schema/json.hpp"
#include "telusur/settings.hpp"

namespace telusur::index {

/// A term of a document before it is laid out in a database.
struct DocumentTerm {
  std::string text;
  std::uint32_t wdf = 0;                 ///< weighted count: see kWdfScale
  std::vector<std::uint32_t> positions;  ///< ascending
  /// Searched attributes that have it, by their place in IndexedDocument::searched; without the largest one.
  std::set<std::uint32_t> attributes = {};
  bool in_largest = false;  ///< the largest attribute has it
};

/// What a document becomes: everything a database needs, and nothing that knows about one.
struct IndexedDocument {
  std::string id;
  std::string stored;                      ///< the document as compact JSON
  std::vector<DocumentTerm> surfaces;      ///< folded words, their aliases and parts, with positions
  std::vector<DocumentTerm> stems;         ///< keys that differ from the surface, without positions
  std::vector<std::string> attributes;     ///< names at the top level
  std::vector<std::string> searched = {};  ///< names of the attributes whose words `surfaces` and `stems` are
  std::size_t largest = 0;                 ///< of `searched`: the one with the longest text
  /// Words of the title as they are, the first kMaxTitleWords at most: of the searchable attribute that the settings
  /// name first, where it is a text.
  std::vector<std::string> title = {};
  /// Keys of the title's words, or the words themselves where they have none, in order; without positions.
  std::vector<DocumentTerm> title_forms = {};
  analysis::Language language = analysis::Language::kUnknown;
  std::vector<AttributeValues> filterable = {};  ///< what it has of the attributes that filters and facets may name
  std::vector<AttributeValues> grouped = {};     ///< what it has of schema::grouped_attributes
  std::vector<AttributeValues> sortable = {};    ///< what it has of schema::ordered_attributes
  std::optional<base::Place> place = {};         ///< schema::document_place
};

/// One occurrence in an attribute of weight 1 counts this much, so that weights of halves are whole numbers.
inline constexpr std::uint32_t kWdfScale = 2;

/// Positions between two attributes, and between members of an array: no phrase reaches across.
inline constexpr std::uint32_t kPositionGap = 16;

/// Words of one document that are indexed; the rest of it is stored but not searched.
inline constexpr std::uint32_t kMaxDocumentWords = 1'000'000;

/// As kMaxDocumentWords, of words that differ: an encyclopedia has fewer, only lists and logs have more. They are what
/// takes the memory of an analysis, about 1 kB each.
inline constexpr std::size_t kMaxDistinctWords = 100'000;

/// Words of a title that are its field, and are compared with a whole query.
inline constexpr std::size_t kMaxTitleWords = 32;

/// Analyses a document: attributes in the order of the settings, each searchable one word by word.
///
/// The language is the document's own `lang` or `language` where that names one, else the vote of its words. A document
/// without a `lang` of its own is filtered and sorted by the language that was found, if any, as its `lang`.
/// Pure. O(text). @throws Error kInvalidArgument (subject "document") when the id is missing or bad, (subject "document
/// place") when the place is.
IndexedDocument index_document(const schema::Json& document, const Settings& settings, std::string_view primary_key,
                               analysis::WordAnalyzer& analyzer);

/// The same for a document of up to `most_distinct` distinct words; nothing when it has more.
std::optional<IndexedDocument> index_plain_document(const schema::Json& document, const Settings& settings,
                                                    std::string_view primary_key, analysis::WordAnalyzer& analyzer,
                                                    std::size_t most_distinct);

}  // namespace telusur::index
