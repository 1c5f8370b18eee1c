#include "search/presentation.hpp"

#include <algorithm>
#include <charconv>

#include "schema/document.hpp"
#include "schema/document_id.hpp"
#include "schema/settings.hpp"
#include "telusur/error.hpp"

namespace telusur::search {

namespace {

using schema::Json;

constexpr std::uint32_t kMaxCropWords = 10'000;
/// Of an attribute that is searched but not displayed, this much may be shown as a snippet.
constexpr std::uint32_t kMaxHiddenCropWords = 200;

/// "body" or "body:30".
std::pair<std::string, std::uint32_t> parse_crop(const std::string& entry, std::uint32_t default_words) {
  const auto colon = entry.rfind(':');
  if (colon == std::string::npos) {
    return {entry, default_words};
  }
  std::uint32_t words = 0;
  const char* end = entry.data() + entry.size();
  const auto [rest, error] = std::from_chars(entry.data() + colon + 1, end, words);
  if (error != std::errc() || rest != end || words > kMaxCropWords) {
    throw Error(
        ErrorCode::kInvalidArgument,
        "attributesToCrop entry '" + entry + "' must be an attribute, or an attribute, ':' and 0 to 10000 words",
        "attributesToCrop");
  }
  return {entry.substr(0, colon), words};
}

}  // namespace

Presenter::Presenter(const SearchRequest& request, const Settings& settings, Highlighter& highlighter)
    : request_(request), settings_(settings), highlighter_(highlighter) {
  for (const auto& entry : request.attributes_to_crop) {
    crops_.insert(parse_crop(entry, request.crop_length));
  }
}

Json Presenter::formatted_part(const Json& displayed) const {
  std::vector<std::string> names = request_.attributes_to_retrieve;
  names.insert(names.end(), request_.attributes_to_highlight.begin(), request_.attributes_to_highlight.end());
  for (const auto& crop : crops_) {
    names.push_back(crop.first);
  }
  return schema::covered_part(displayed, names);
}

std::uint32_t Presenter::crop_words(std::string_view attribute, std::uint32_t otherwise) const {
  const auto found = crops_.find(attribute);
  return found == crops_.end() ? otherwise : found->second;
}

Json Presenter::formatted(Json value, const std::string& path, std::uint32_t words) {
  if (value.is_structured()) {
    const bool named = value.is_object();
    for (auto member = value.begin(); member != value.end(); ++member) {
      // The members of an array have the name of the array.
      const std::string inner = named ? path + "." + member.key() : path;
      *member = formatted(std::move(*member), inner, named ? crop_words(inner, words) : words);
    }
    return value;
  }
  const bool mark = schema::covers(request_.attributes_to_highlight, path);
  return value.is_null() || value.is_boolean() ? value
                                               : Json(highlighter_.format(schema::scalar_text(value), mark, words));
}

std::optional<Json> Presenter::snippet(const std::string& name, const Json& value) {
  // Attributes that are not shown have to be asked for by name.
  std::uint32_t words = crop_words(name, 0);
  if (!schema::covers(settings_.displayed_attributes, name)) {
    words = std::min(words, kMaxHiddenCropWords);
  }
  if (words == 0 || schema::attribute_weight(settings_, name) == 0) {
    return std::nullopt;
  }
  // Its matches are marked whenever anything is. An array is one text: cropping its members one by one would show all
  // of it.
  return highlighter_.format(schema::plain_text(value), !request_.attributes_to_highlight.empty(), words);
}

void Presenter::find_matches(const Json& value, const std::string& path, std::vector<std::size_t>& indices, Hit& hit) {
  if (value.is_string() || value.is_number()) {
    for (const auto& span : highlighter_.find(schema::scalar_text(value))) {
      hit.matches.push_back({path, span.start, span.length, indices});
    }
  } else if (value.is_object()) {
    const std::string before = path.empty() ? path : path + ".";
    for (const auto& [name, member] : value.items()) {
      std::string inner = before;
      inner += name;
      find_matches(member, inner, indices, hit);
    }
  } else if (value.is_array()) {
    for (std::size_t n = 0; n < value.size(); ++n) {
      indices.push_back(n);
      find_matches(value[n], path, indices, hit);
      indices.pop_back();
    }
  }
}

Hit Presenter::present(const std::string& stored, const std::string& primary_key, double score) {
  const Json document = schema::parse_document(stored);
  const bool with_formatted = !request_.attributes_to_highlight.empty() || !crops_.empty();
  const Json displayed = schema::covered_part(document, settings_.displayed_attributes);
  const Json shown = schema::covered_part(displayed, request_.attributes_to_retrieve);
  Json marked = Json::object();
  if (with_formatted) {
    const Json asked = formatted_part(displayed);
    for (const auto& [name, value] : document.items()) {
      auto text = shown.contains(name) ? std::nullopt : snippet(name, value);
      if (text) {
        marked[name] = std::move(*text);
      } else if (const auto part = asked.find(name); part != asked.end()) {
        marked[name] = formatted(*part, name, crop_words(name, crop_words("*", 0)));
      }
    }
  }
  Hit hit{schema::document_id(document, primary_key), score, schema::dump_json(shown), {}, {}};
  if (with_formatted) {
    hit.formatted = schema::dump_json(marked);
  }
  if (request_.show_matches_position) {
    std::vector<std::size_t> indices;
    find_matches(displayed, "", indices, hit);
  }
  return hit;
}

std::string shown_part(const std::string& stored, const std::vector<std::string>& names) {
  return schema::dump_json(schema::covered_part(schema::parse_document(stored), names));
}

}  // namespace telusur::search
