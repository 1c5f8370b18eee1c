#include "api/document_lines.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "api/json.hpp"
#include "api/line_writer.hpp"

namespace telusur::server::api {

namespace {

using nlohmann::json;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// What is read of a payload at a time.
constexpr std::size_t kReadBytes = std::size_t{64} << 10;

/// Where a byte of the payload is, counted from 1.
struct Place {
  std::uint64_t line = 1;
  std::uint64_t column = 1;

  void pass(char c) noexcept {
    ++column;
    if (c == '\n') {
      ++line;
      column = 1;
    }
  }
};

[[noreturn]] void not_json(const Place& place) {
  malformed("The payload is not valid JSON at line " + std::to_string(place.line) + ", column " +
            std::to_string(place.column) + ".");
}

/// Checks JSON that begins at `place`.
void require_valid(std::string_view text, Place place) {
  if (json::accept(text)) {
    return;
  }
  try {
    // Keeps nothing of what it reads.
    const json nothing = json::parse(text, [](int, json::parse_event_t, json&) { return false; });
  } catch (const json::parse_error& error) {
    for (const char c : text.substr(0, error.byte > 0 ? error.byte - 1 : 0)) {
      place.pass(c);
    }
    not_json(place);
  } catch (const json::exception&) {
    // The other failure of a parse is a number beyond what a double holds.
    malformed("The payload holds a number out of range (up to 1.8e308), in the value that begins in line " +
              std::to_string(place.line) + ".");
  }
}

/// The characters of a payload one after the other.
class Characters {
 public:
  explicit Characters(const storage::Spool& payload) : pieces_(payload) {
    if (at_end()) {
      return;
    }
    if (rest_.starts_with(kByteOrderMark)) {
      rest_.remove_prefix(kByteOrderMark.size());
    }
  }

  bool at_end() {
    if (rest_.empty()) {
      rest_ = pieces_.next(kReadBytes);
    }
    return rest_.empty();
  }

  /// Not at the end.
  char peek() const noexcept { return rest_.front(); }
  char take() noexcept {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    place_.pass(c);
    return c;
  }

  /// True when there is more behind the blanks.
  bool skip_blanks() {
    while (!at_end() && kJsonBlanks.find(peek()) != std::string_view::npos) {
      take();
    }
    return !at_end();
  }

  const Place& place() const noexcept { return place_; }

 private:
  storage::SpoolReader pieces_;
  std::string_view rest_;
  Place place_;
};

/// An object, or an array of objects.
class JsonPayload {
 public:
  JsonPayload(const storage::Spool& payload, const DocumentLimits& limits) : in_(payload), out_(limits) {}

  DocumentLines read() {
    if (!in_.skip_blanks()) {
      not_json(in_.place());
    }
    if (in_.peek() == '[') {
      read_array();
    } else if (in_.peek() == '{') {
      read_object();
    } else {
      malformed("The payload must be a JSON object or an array of objects.");
    }
    if (in_.skip_blanks()) {
      not_json(in_.place());
    }
    return out_.take();
  }

 private:
  void read_array() {
    in_.take();
    if (next_is(']')) {
      return;
    }
    for (;;) {
      if (!in_.skip_blanks()) {
        not_json(in_.place());
      }
      if (in_.peek() != '{') {
        refuse_element();
      }
      read_object();
      if (next_is(']')) {
        return;
      }
      if (!next_is(',')) {
        not_json(in_.place());
      }
    }
  }

  /// Takes the character when it is the next one behind blanks.
  bool next_is(char wanted) {
    const bool there = in_.skip_blanks() && in_.peek() == wanted;
    if (there) {
      in_.take();
    }
    return there;
  }

  [[noreturn]] void refuse_element() {
    constexpr std::string_view kBeginsOtherValue = "[\"-0123456789tfn";
    if (kBeginsOtherValue.find(in_.peek()) == std::string_view::npos) {
      not_json(in_.place());
    }
    malformed("Element " + std::to_string(out_.count() + 1) + " of the payload is not a JSON object.");
  }

  /// What the object is made of is known once it is whole; up to there, brackets and quotation marks are counted.
  void read_object() {
    const Place begin = in_.place();
    std::string object;
    int depth = 0;
    bool quoted = false;
    bool escaped = false;
    while (!in_.at_end()) {
      const char c = in_.take();
      object += c;
      out_.require_room(object.size());
      if (quoted) {
        quoted = escaped || c != '"';
        escaped = !escaped && c == '\\';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if ((c == '}' || c == ']') && --depth == 0) {
        break;
      }
    }
    require_valid(object, begin);
    out_.append(std::move(object));
  }

  Characters in_;
  LineWriter out_;
};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(kJsonBlanks), text.size());
  const std::size_t end = text.find_last_not_of(kJsonBlanks);
  return end == std::string_view::npos ? std::string_view() : text.substr(begin, end + 1 - begin);
}

}  // namespace

DocumentLines lines_from_json(const storage::Spool& payload, const DocumentLimits& limits) {
  return JsonPayload(payload, limits).read();
}

DocumentLines lines_from_ndjson(const storage::Spool& payload, const DocumentLimits& limits) {
  LineWriter out(limits);
  Characters in(payload);
  for (std::string whole; !in.at_end(); whole.clear()) {
    const std::uint64_t number = in.place().line;
    for (char c = 0; c != '\n' && !in.at_end();) {
      c = in.take();
      whole += c;
      out.require_room(whole.size());
    }
    const std::string_view line = trimmed(whole);
    if (line.empty()) {
      continue;
    }
    require_valid(line, {number, 1});
    if (line.front() != '{') {
      malformed("Line " + std::to_string(number) + " of the payload is not a JSON object.");
    }
    out.append(std::string(line));
  }
  return out.take();
}

}  // namespace telusur::server::api
