#include "sources/json_elements.hpp"

#include <string_view>

#include "sources/source.hpp"

namespace telusur::indexer {

namespace {

constexpr int kEndOfFile = -1;

bool is_blank(int c) noexcept { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Follows the brackets and strings of one value.
class Nesting {
 public:
  void take(int c) noexcept {
    if (in_string_) {
      in_string_ = escaped_ || c != '"';
      escaped_ = !escaped_ && c == '\\';
    } else if (c == '"') {
      in_string_ = true;
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if (c == '}' || c == ']') {
      --depth_;
    }
  }

  /// Whether a comma or a bracket that comes next belongs to the array.
  bool outside() const noexcept { return depth_ == 0 && !in_string_; }

 private:
  std::size_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
};

}  // namespace

JsonElements::JsonElements(const std::filesystem::path& path, std::size_t max_bytes)
    : file_(path), max_bytes_(max_bytes) {}

int JsonElements::get() {
  if (at_ == piece_.size()) {
    piece_.clear();
    at_ = 0;
    if (file_.read_into(piece_, kPieceBytes) == 0) {
      return kEndOfFile;
    }
  }
  const auto byte = static_cast<unsigned char>(piece_[at_++]);
  line_ += byte == '\n' ? 1 : 0;
  return byte;
}

int JsonElements::get_after_blanks() {
  int c = get();
  while (is_blank(c)) {
    c = get();
  }
  return c;
}

void JsonElements::open() {
  int c = get_after_blanks();
  if (c == 0xEF && get() == 0xBB && get() == 0xBF) {  // a byte order mark
    c = get_after_blanks();
  }
  if (c == kEndOfFile) {
    throw BadInput("is empty");
  }
  if (c == 0xFF || c == 0xFE) {
    throw BadInput("is in UTF-16; a JSON array must be in UTF-8");
  }
  if (c != '[' && c != '{') {
    throw BadInput("is neither an array of JSON objects nor one object", line_);
  }
  state_ = c == '[' ? State::kElements : State::kEnd;
  if (c == '{') {
    unget();
  }
}

std::optional<JsonElement> JsonElements::next() {
  if (state_ == State::kBegin) {
    open();
    if (state_ == State::kEnd) {
      JsonElement only = take(get());
      expect_end();
      return only;
    }
  }
  if (state_ == State::kEnd) {
    return std::nullopt;
  }
  int c = get_after_blanks();
  if (!first_ && c == ',') {
    c = get_after_blanks();
  } else if (c == ']') {
    state_ = State::kEnd;
    expect_end();
    return std::nullopt;
  } else if (!first_ && c != kEndOfFile) {
    state_ = State::kEnd;
    throw BadInput("has no comma between two elements of its array", line_);
  }
  first_ = false;
  return take(c);
}

JsonElement JsonElements::take(int first) {
  JsonElement element{line_, "", false};
  Nesting nesting;
  int c = first;
  for (bool begun = false; !(nesting.outside() && (c == ',' || c == ']')); c = get()) {
    if (c == kEndOfFile) {
      state_ = State::kEnd;
      throw BadInput("is cut short: an array, an object or a string that begins here has no end", element.line);
    }
    element.too_long = element.too_long || element.text.size() == max_bytes_;
    if (element.too_long) {
      element.text.clear();
    } else {
      element.text += static_cast<char>(c);
    }
    nesting.take(c);
    begun = begun || !is_blank(c);
    if (begun && nesting.outside() && (c == '}' || c == ']')) {
      return element;
    }
  }
  unget();
  return element;
}

void JsonElements::expect_end() {
  if (get_after_blanks() != kEndOfFile) {
    throw BadInput("goes on behind the end of its JSON", line_);
  }
}

}  // namespace telusur::indexer
