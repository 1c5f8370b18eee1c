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

/// Where the string that begins at `begin` has its closing quotation mark; npos when it has none.
std::size_t string_end(std::string_view text, std::size_t begin) {
  for (std::size_t at = text.find('"', begin + 1); at != text.npos; at = text.find('"', at + 1)) {
    const std::size_t before = text.find_last_not_of('\\', at - 1);
    if ((at - before) % 2 == 1) {  // no backslash, or pairs of them
      return at;
    }
  }
  return text.npos;
}

/// Whether a text nests too deep, as far as it is JSON. Looked at before it is parsed: a callback of the parser, which
/// could tell as well, makes it look through a whole array at the end of each of its members.
bool is_too_deep(std::string_view text, int most) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      at = std::min(string_end(text, at), text.size());
    } else if (c == '[' || c == '{') {
      if (++depth > most) {
        return true;
      }
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

/// What the C library takes from the system for an allocation.
std::size_t allocated(std::size_t bytes) {
  constexpr std::size_t kRound = 16;
  return bytes == 0 ? 0 : (bytes + sizeof(std::size_t) + kRound - 1) / kRound * kRound;
}

std::size_t memory_bytes(const std::string& text) {
  constexpr std::size_t kWithin = 15;  // so many characters need no allocation
  return text.capacity() <= kWithin ? 0 : allocated(text.capacity() + 1);
}

}  // namespace

Json parse_json(std::string_view text, std::string_view subject, int depth) {
  if (is_too_deep(text, depth)) {
    throw Error(ErrorCode::kInvalidArgument, "JSON nests deeper than " + std::to_string(depth) + " levels", subject);
  }
  try {
    return Json::parse(text.begin(), text.end());
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

std::size_t memory_bytes(const Json& value) {
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    return allocated(sizeof(std::string)) + memory_bytes(text);
  }
  std::size_t bytes = 0;
  if (value.is_array()) {
    const auto& members = value.get_ref<const Json::array_t&>();
    bytes = allocated(sizeof(Json::array_t)) + allocated(members.capacity() * sizeof(Json));
    for (const Json& member : members) {
      bytes += memory_bytes(member);
    }
  } else if (value.is_object()) {
    const auto& members = value.get_ref<const Json::object_t&>();
    bytes = allocated(sizeof(Json::object_t)) + allocated(members.capacity() * sizeof(Json::object_t::value_type));
    for (const auto& [name, member] : members) {
      bytes += memory_bytes(name) + memory_bytes(member);
    }
  }
  return bytes;
}

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
