#include "schema/json.hpp"
#include "search/wire_values.hpp"
#include "telusur/suggest.hpp"

namespace telusur {

using schema::Json;

std::string_view to_string(SuggestionKind kind) noexcept {
  switch (kind) {
    case SuggestionKind::kWord:
      return "word";
    case SuggestionKind::kPhrase:
      return "phrase";
    case SuggestionKind::kTitle:
      return "title";
  }
  return "";
}

SuggestRequest suggest_request_from_json(std::string_view json) {
  constexpr char kWhat[] = "a request for suggestions";
  const Json object = search::read_request(json, kWhat);
  SuggestRequest request;
  for (const auto& [name, value] : object.items()) {
    if (value.is_null()) {
      continue;
    }
    if (name == "q") {
      request.q = search::read_string(name, value);
    } else if (name == "limit") {
      request.limit = search::read_count(name, value);
    } else if (name == "filter") {
      request.filter = search::read_filter(name, value);
    } else {
      search::reject_field(name, kWhat);
    }
  }
  return request;
}

std::string to_json(const SuggestResponse& response) {
  Json suggestions = Json::array();
  for (const auto& suggestion : response.suggestions) {
    Json one{{"text", suggestion.text}, {"kind", to_string(suggestion.kind)}, {"count", suggestion.count}};
    if (suggestion.kind == SuggestionKind::kTitle) {
      one["id"] = suggestion.id;
    }
    suggestions.push_back(std::move(one));
  }
  Json object{{"suggestions", std::move(suggestions)}, {"query", response.query}};
  if (response.corrected_query) {
    object["correctedQuery"] = *response.corrected_query;
  }
  object["processingTimeMs"] = response.processing_time_ms;
  if (response.degraded) {
    object["degraded"] = true;
  }
  return schema::dump_json(object);
}

}  // namespace telusur
