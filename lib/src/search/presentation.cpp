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

bool Presenter::is_shown(std::string_view attribute) const {
  return schema::covers(settings_.displayed_attributes, attribute) &&
         schema::covers(request_.attributes_to_retrieve, attribute);
}

bool Presenter::is_marked(std::string_view attribute) const {
  return schema::covers(request_.attributes_to_highlight, attribute);
}

std::uint32_t Presenter::crop_words(std::string_view attribute) const {
  const auto found = crops_.find(attribute);
  const auto any = crops_.find("*");
  const std::uint32_t words = found != crops_.end() ? found->second : any != crops_.end() ? any->second : 0;
  if (schema::covers(settings_.displayed_attributes, attribute)) {
    return words;
  }
  // Hidden attributes have to be asked for by name.
  return found == crops_.end() ? 0 : std::min(words, kMaxHiddenCropWords);
}

Json Presenter::formatted(const Json& value, bool mark, std::uint32_t words) {
  if (value.is_structured()) {
    Json out = value;
    for (auto& member : out) {
      member = formatted(member, mark, words);
    }
    return out;
  }
  return value.is_null() ? value : Json(highlighter_.format(schema::scalar_text(value), mark, words));
}

void Presenter::find_matches(const Json& document, Hit& hit) {
  for (const auto& [name, value] : document.items()) {
    if (value.is_string()) {
      for (const auto& span : highlighter_.find(value.get_ref<const std::string&>())) {
        hit.matches.push_back({name, span.start, span.length});
      }
    }
  }
}

Hit Presenter::present(const std::string& stored, const std::string& primary_key, double score) {
  const Json document = schema::parse_document(stored);
  const bool with_formatted = !request_.attributes_to_highlight.empty() || !crops_.empty();
  Json shown = Json::object();
  Json marked = Json::object();
  for (const auto& [name, value] : document.items()) {
    const bool visible = is_shown(name);
    if (visible) {
      shown[name] = value;
    }
    const bool searched = schema::attribute_weight(settings_, name) > 0;
    const std::uint32_t words = crop_words(name);
    if (with_formatted && (visible || (searched && words > 0))) {
      // A snippet of a hidden attribute has its matches marked whenever anything is.
      const bool mark = visible ? is_marked(name) : !request_.attributes_to_highlight.empty();
      // An array is one text then: cropping its members one by one would show all of it.
      marked[name] = formatted(visible ? value : Json(schema::plain_text(value)), mark, words);
    }
  }
  Hit hit{schema::document_id(document, primary_key), score, schema::dump_json(shown), {}, {}};
  if (with_formatted) {
    hit.formatted = schema::dump_json(marked);
  }
  if (request_.show_matches_position) {
    find_matches(shown, hit);
  }
  return hit;
}

std::string displayed_document(const std::string& stored, const Settings& settings) {
  const Json document = schema::parse_document(stored);
  Json shown = Json::object();
  for (const auto& [name, value] : document.items()) {
    if (schema::covers(settings.displayed_attributes, name)) {
      shown[name] = value;
    }
  }
  return schema::dump_json(shown);
}

}  // namespace telusur::search
