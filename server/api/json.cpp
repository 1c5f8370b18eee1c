#include "api/json.hpp"

#include <nlohmann/json.hpp>

namespace telusur::server::api {

bool nests_deeper(std::string_view text, int depth) noexcept {
  int open = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      quoted = c != '"';
      at += c == '\\' ? 1 : 0;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++open > depth) {
        return true;
      }
    } else if (c == '}' || c == ']') {
      --open;
    }
  }
  return false;
}

std::optional<nlohmann::ordered_json> parse_json(std::string_view text) {
  using Json = nlohmann::ordered_json;
  bool too_deep = false;
  // The parser itself does not recurse; beyond the limit everything is thrown away as it is read.
  const auto within_depth = [&too_deep](int outer, Json::parse_event_t event, const Json&) {
    const bool begins = event == Json::parse_event_t::array_start || event == Json::parse_event_t::object_start;
    too_deep = too_deep || (begins && outer >= kMaxJsonDepth);
    return !too_deep;
  };
  Json value = Json::parse(text, within_depth, false);
  return value.is_discarded() || too_deep ? std::nullopt : std::optional(std::move(value));
}

std::string dump_json(const nlohmann::ordered_json& value) {
  return value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace telusur::server::api
