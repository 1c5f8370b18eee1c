#include "schema/json.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "telusur/error.hpp"

namespace telusur::schema {

namespace {

std::string place(std::string_view text, std::size_t byte) {
  const auto before = text.substr(0, std::min(byte > 0 ? byte - 1 : 0, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto newline = before.rfind('\n');
  const auto column = 1 + before.size() - (newline == std::string_view::npos ? 0 : newline + 1);
  // A line of JSON Lines stands in a file that the caller names with a line of its own.
  const bool one_line = text.find('\n') == std::string_view::npos;
  return (one_line ? "" : "line " + std::to_string(line) + ", ") + "column " + std::to_string(column);
}

}  // namespace

Json parse_json(std::string_view text, std::string_view subject) {
  const auto limit_depth = [&](int depth, Json::parse_event_t event, Json&) {
    const bool opens = event == Json::parse_event_t::array_start || event == Json::parse_event_t::object_start;
    if (opens && depth >= kMaxJsonDepth) {
      throw Error(ErrorCode::kInvalidArgument, "JSON nests deeper than " + std::to_string(kMaxJsonDepth) + " levels",
                  subject);
    }
    return true;
  };
  try {
    return Json::parse(text.begin(), text.end(), limit_depth);
  } catch (const nlohmann::json::parse_error& error) {
    // The parser stops at the first fault: what it has read up to there tells which kind it is.
    const auto read = text.substr(0, std::min(error.byte, text.size()));
    const bool ends_within = base::utf8_prefix(text, read.size()).size() < read.size();
    const bool valid = ends_within || base::valid_utf8(read) == read;
    const char* what = valid ? "malformed JSON at " : "JSON that is not valid UTF-8 at ";
    throw Error(ErrorCode::kInvalidArgument,
                text.empty() ? "JSON expected, nothing given" : what + place(text, error.byte), subject);
  } catch (const nlohmann::json::exception&) {
    // The other failure of a parse is a number beyond what a double holds.
    throw Error(ErrorCode::kInvalidArgument, "JSON holds a number out of range (up to 1.8e308)", subject);
  }
}

std::string dump_json(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string shown(const Json& value) { return base::shown(dump_json(value)); }

std::string_view type_name(const Json& value) {
  if (value.is_null()) {
    return "null";
  }
  if (value.is_string()) {
    return "a string";
  }
  if (value.is_number()) {
    return "a number";
  }
  if (value.is_boolean()) {
    return "true or false";
  }
  return value.is_array() ? "an array" : "an object";
}

const Json* find_attribute(const Json& object, std::string_view path) {
  if (!object.is_object()) {
    return nullptr;
  }
  if (const auto whole = object.find(path); whole != object.end()) {
    return &*whole;
  }
  for (auto dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
    if (const auto head = object.find(path.substr(0, dot)); head != object.end()) {
      if (const Json* found = find_attribute(*head, path.substr(dot + 1))) {
        return found;
      }
    }
  }
  return nullptr;
}

}  // namespace telusur::schema
