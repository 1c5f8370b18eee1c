#include "api/document_lines.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/error.hpp"

namespace telusur::server::api {

namespace {

using nlohmann::json;

constexpr std::string_view kBlanks = " \t\r\n";

[[noreturn]] void malformed(const std::string& message) { throw RequestError(400, "malformed_payload", message); }

/// "line 3, column 7": where a byte of a text is, counted from 1, when its first line is that number.
std::string place(std::string_view text, std::size_t byte, std::uint64_t first_line) {
  const std::string_view before = text.substr(0, std::min(byte > 0 ? byte - 1 : 0, text.size()));
  const auto lines = static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t newline = before.rfind('\n');
  const std::size_t column = before.size() + 1 - (newline == std::string_view::npos ? 0 : newline + 1);
  return "line " + std::to_string(first_line + lines) + ", column " + std::to_string(column);
}

/// Checks JSON that begins in line `first_line` of the payload.
void require_valid(std::string_view text, std::uint64_t first_line) {
  if (json::accept(text)) {
    return;
  }
  try {
    // Keeps nothing of what it reads.
    const json nothing = json::parse(text, [](int, json::parse_event_t, json&) { return false; });
  } catch (const json::parse_error& error) {
    malformed("The payload is not valid JSON at " + place(text, error.byte, first_line) + ".");
  } catch (const json::exception&) {
    // The other failure of a parse is a number beyond what a double holds.
    malformed("The payload holds a number out of range (up to 1.8e308), in the value that begins in line " +
              std::to_string(first_line) + ".");
  }
}

/// The end of the JSON value that begins at `begin` of a valid text.
std::size_t value_end(std::string_view text, std::size_t begin) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = begin; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      at += c == '\\' ? 1 : 0;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return at + 1;
    }
  }
  return text.size();
}

/// Appends an object as a line. Outside strings, line breaks are blanks.
void append(DocumentLines& out, std::string_view object) {
  const std::size_t begin = out.lines.size();
  out.lines += object;
  std::replace_if(
      out.lines.begin() + static_cast<std::ptrdiff_t>(begin), out.lines.end(),
      [](char c) { return c == '\n' || c == '\r'; }, ' ');
  out.lines += '\n';
  ++out.count;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  const std::size_t end = text.find_last_not_of(kBlanks);
  return end == std::string_view::npos ? std::string_view() : text.substr(begin, end + 1 - begin);
}

}  // namespace

DocumentLines lines_from_json(std::string_view text) {
  require_valid(text, 1);
  text = trimmed(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text);
  DocumentLines out;
  if (text.front() == '{') {
    append(out, text);
    return out;
  }
  if (text.front() != '[') {
    malformed("The payload must be a JSON object or an array of objects.");
  }
  for (std::size_t at = 1; (at = text.find_first_not_of(" \t\r\n,", at)) < text.size() - 1;) {
    if (text[at] != '{') {
      malformed("Element " + std::to_string(out.count + 1) + " of the payload is not a JSON object.");
    }
    const std::size_t end = value_end(text, at);
    append(out, text.substr(at, end - at));
    at = end;
  }
  return out;
}

DocumentLines lines_from_ndjson(std::string_view text) {
  DocumentLines out;
  for (std::uint64_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) {
      continue;
    }
    require_valid(line, number);
    if (line.front() != '{') {
      malformed("Line " + std::to_string(number) + " of the payload is not a JSON object.");
    }
    append(out, line);
  }
  return out;
}

}  // namespace telusur::server::api
