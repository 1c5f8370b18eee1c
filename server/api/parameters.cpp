#include "api/parameters.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <nlohmann/json.hpp>
#include <system_error>

#include "api/error.hpp"

namespace telusur::server::api {

namespace {

using Json = nlohmann::ordered_json;

enum class Kind { kText, kNumber, kBoolean, kList, kSort, kFilter };

struct SearchParameter {
  std::string_view name;
  Kind kind;
};

/// The parameters of a search that are not text.
constexpr SearchParameter kSearchParameters[] = {
    {"offset", Kind::kNumber},
    {"limit", Kind::kNumber},
    {"page", Kind::kNumber},
    {"hitsPerPage", Kind::kNumber},
    {"cropLength", Kind::kNumber},
    {"rankingScoreThreshold", Kind::kNumber},
    {"showMatchesPosition", Kind::kBoolean},
    {"showRankingScore", Kind::kBoolean},
    {"showRankingScoreDetails", Kind::kBoolean},
    {"showLanguage", Kind::kBoolean},
    {"retrieveVectors", Kind::kBoolean},
    {"showPerformanceDetails", Kind::kBoolean},
    {"highlightEscape", Kind::kBoolean},
    {"crossLanguage", Kind::kBoolean},
    {"attributesToRetrieve", Kind::kList},
    {"attributesToHighlight", Kind::kList},
    {"attributesToCrop", Kind::kList},
    {"attributesToSearchOn", Kind::kList},
    {"facets", Kind::kList},
    {"disjunctiveFacets", Kind::kList},
    {"sort", Kind::kSort},
    {"locales", Kind::kList},
    {"filter", Kind::kFilter},
};

Kind kind_of(std::string_view name) {
  const auto* found = std::find_if(std::begin(kSearchParameters), std::end(kSearchParameters),
                                   [&](const SearchParameter& parameter) { return parameter.name == name; });
  return found == std::end(kSearchParameters) ? Kind::kText : found->kind;
}

/// What the text says as JSON, where that is of the kind wanted; else the text itself, for the library to refuse.
Json parsed_or_text(const std::string& value, bool (Json::*wanted)() const noexcept) {
  const Json parsed = Json::parse(value, nullptr, false);
  return (parsed.*wanted)() ? parsed : Json(value);
}

Json value_of(const net::QueryParameter& parameter) {
  switch (kind_of(parameter.name)) {
    case Kind::kNumber:
      return parsed_or_text(parameter.value, &Json::is_number);
    case Kind::kBoolean:
      return parsed_or_text(parameter.value, &Json::is_boolean);
    case Kind::kList:
      return comma_separated(parameter.value);
    case Kind::kSort:
      return sort_criteria(parameter.value);
    case Kind::kFilter:
      return parsed_or_text(parameter.value, &Json::is_array);
    case Kind::kText:
      break;
  }
  return parameter.value;
}

RequestError repeated(const std::string& name) {
  return {400, "bad_request", "The parameter '" + name + "' is given more than once."};
}

}  // namespace

std::vector<std::string> comma_separated(std::string_view text) {
  std::vector<std::string> pieces;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t comma = std::min(text.find(',', begin), text.size());
    pieces.emplace_back(text.substr(begin, comma - begin));
    begin = comma + 1;
  }
  return pieces;
}

std::vector<std::string> sort_criteria(std::string_view text) {
  std::vector<std::string> criteria;
  for (std::string& piece : comma_separated(text)) {
    const bool is_open = !criteria.empty() && criteria.back().starts_with("_geoPoint") &&
                         criteria.back().find('(') != std::string::npos &&
                         criteria.back().find(')') == std::string::npos;
    if (is_open) {
      criteria.back() += "," + piece;
    } else {
      criteria.push_back(std::move(piece));
    }
  }
  return criteria;
}

Parameters::Parameters(const std::vector<net::QueryParameter>& query, const std::vector<std::string_view>& known)
    : query_(query) {
  for (auto parameter = query.begin(); parameter != query.end(); ++parameter) {
    if (std::find(known.begin(), known.end(), parameter->name) == known.end()) {
      std::string names;
      for (const std::string_view name : known) {
        names += (names.empty() ? "'" : ", '") + std::string(name) + "'";
      }
      throw RequestError(
          400, "bad_request",
          "Unknown parameter '" + parameter->name + "'; this route takes " + (names.empty() ? "none" : names) + ".");
    }
    if (std::any_of(query.begin(), parameter, [&](const auto& earlier) { return earlier.name == parameter->name; })) {
      throw repeated(parameter->name);
    }
  }
}

std::optional<std::string> Parameters::text(std::string_view name) const {
  const auto found =
      std::find_if(query_.begin(), query_.end(), [&](const auto& parameter) { return parameter.name == name; });
  return found == query_.end() ? std::nullopt : std::optional(found->value);
}

std::optional<std::uint64_t> Parameters::number(std::string_view name, std::string_view code) const {
  const std::optional<std::string> value = text(name);
  if (!value) {
    return std::nullopt;
  }
  std::uint64_t number = 0;
  const char* end = value->data() + value->size();
  const auto parsed = std::from_chars(value->data(), end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end) {
    throw RequestError(
        400, code, "The parameter '" + std::string(name) + "' is '" + *value + "' but must be a whole number from 0.");
  }
  return number;
}

std::string search_body(const std::vector<net::QueryParameter>& query) {
  Json body = Json::object();
  for (const net::QueryParameter& parameter : query) {
    if (body.contains(parameter.name)) {
      throw repeated(parameter.name);
    }
    body[parameter.name] = value_of(parameter);
  }
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace telusur::server::api
