#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telusur {

/// What a search box may offer while a person types.
struct SuggestRequest {
  std::string q = {};        ///< what is typed so far; as much of it is read as of `SearchRequest::q`
  std::uint32_t limit = 10;  ///< suggestions, 1 to 50
  std::string filter = {};   ///< as `SearchRequest::filter`: documents that suggestions are made of
  std::string within = {};   ///< as `SearchRequest::within`
};

/// What a suggestion is.
enum class SuggestionKind {
  kWord,    ///< the typed text with its last word completed
  kPhrase,  ///< the same, or words that follow in a title, where documents have them side by side
  kTitle,   ///< the title of a document that has the typed words
};

/// Its name in the HTTP API: "word", "phrase" or "title".
std::string_view to_string(SuggestionKind kind) noexcept;

/// A text to search for instead of the typed one.
struct Suggestion {
  SuggestionKind kind = SuggestionKind::kWord;
  std::string text;
  /// Documents that have it, up to 1,000, an estimate beyond; of what follows in titles, such titles among the
  /// first 50.
  std::uint64_t count = 0;
  std::string id = {};  ///< of a title's document

  bool operator==(const Suggestion&) const = default;
};

/// Phrases, then words, those that most documents have first, then titles in the order of a search; each text once.
struct SuggestResponse {
  std::vector<Suggestion> suggestions;
  std::string query;
  std::optional<std::string> corrected_query = {};  ///< as `SearchResponse::corrected_query`
  std::uint64_t processing_time_ms = 0;
  /// Whether `Settings::search_cutoff_ms` were over before all was counted: what was not is left out.
  bool degraded = false;
};

/// Reads a request from the JSON body of the HTTP API's route.
/// @throws Error kInvalidArgument whose subject is the field when it is unknown, of the wrong type or out of range.
SuggestRequest suggest_request_from_json(std::string_view json);

/// Writes an answer as the HTTP API's JSON, compact, in UTF-8.
std::string to_json(const SuggestResponse& response);

}  // namespace telusur
