#include "analysis/tokenizer.hpp"

#include <algorithm>

#include "analysis/patterns.hpp"
#include "text/ascii_words.hpp"

namespace telusur::analysis {

namespace {

using text::is_word_byte;
using text::Segment;
using text::SegmentKind;

constexpr std::size_t kMaxGroupWords = 4;
constexpr std::size_t kMaxGroupBytes = 128;
constexpr std::size_t kMaxFileNameWords = 8;
/// Longer ones would be cut off in the index: two that differ at the end would be one.
constexpr std::size_t kMaxTechnicalBytes = 64;
constexpr std::size_t kMaxLanguageNameBytes = 12;

class Joiner {
 public:
  Joiner(std::string_view text, const std::vector<Segment>& segments, std::vector<Segment>& spans)
      : text_(text), segments_(segments), spans_(spans) {}

  void run() {
    for (std::size_t i = 0; i < segments_.size();) {
      i = take(i);
    }
  }

 private:
  char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : ' '; }
  static std::size_t end_of(const Segment& segment) { return segment.offset_bytes + segment.length_bytes; }
  std::string_view written(const Segment& segment) const {
    return text_.substr(segment.offset_bytes, segment.length_bytes);
  }

  /// Adds the span from `begin` to `end` and returns the index of the first segment behind it.
  std::size_t add(std::size_t index, std::size_t begin, std::size_t end, SegmentKind kind = SegmentKind::kWord) {
    spans_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin), kind});
    while (index < segments_.size() && segments_[index].offset_bytes < end) {
      ++index;
    }
    return index;
  }

  /// Adds what begins with a segment.
  std::size_t take(std::size_t index) {
    const Segment& segment = segments_[index];
    const std::size_t begin = segment.offset_bytes;
    const std::size_t end = end_of(segment);
    const char before = begin > 0 ? text_[begin - 1] : ' ';
    const char after = at(end);
    if (segment.kind != SegmentKind::kWord || (is_plain_before(before) && is_plain_after(after))) {
      spans_.push_back(segment);
      return index + 1;
    }
    if (const auto whole = whole_from(segment, before, after); whole.length_bytes != 0) {
      return add(index, whole.offset_bytes, end_of(whole));
    }
    if (const auto last = group_end(index); last > index) {
      return add_group(index, last);
    }
    return add(index, begin - sign_before(begin), end);
  }

  static bool is_plain_before(char c) { return c != '#' && c != '@' && c != '.' && c != ':'; }
  static bool is_plain_after(char c) {
    return c != '-' && c != '@' && c != '+' && c != '#' && c != ':' && c != '/' && c != '%' && c != '\xE2';
  }

  /// The technical word that holds the segment and begins with it, or with the "::" before it; empty when there is
  /// none.
  Segment whole_from(const Segment& segment, char before, char after) const {
    const std::size_t begin = segment.offset_bytes;
    const auto span = [](std::size_t from, std::size_t length) {
      return Segment{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(length), SegmentKind::kWord};
    };
    if (before == ':' || after == ':') {
      const std::size_t from = before == ':' && begin - taken() >= 2 && text_[begin - 2] == ':' ? begin - 2 : begin;
      if (const auto length = ipv6_length(text_, from); length != 0) {
        return span(from, length);
      }
    }
    if (after == '-' || after == '/') {
      if (const auto length = date_length(text_, begin); length != 0) {
        return span(begin, length);
      }
    }
    if (const auto length = email_length(text_, begin); length != 0 && length <= kMaxTechnicalBytes) {
      return span(begin, length);
    }
    return span(begin, language_name_length(segment));
  }

  /// Where the span added last ends.
  std::size_t taken() const { return spans_.empty() ? 0 : end_of(spans_.back()); }

  /// Of C++, C++17, C# and F#; 0 for others.
  std::size_t language_name_length(const Segment& segment) const {
    const auto name = written(segment);
    const std::size_t end = end_of(segment);
    if (name.size() > kMaxLanguageNameBytes || !is_ascii_letters(name)) {
      return 0;
    }
    if (at(end) == '#' && name.size() == 1 && !is_word_byte(at(end + 1)) && at(end + 1) != '#') {
      return 2;
    }
    if (at(end) != '+' || at(end + 1) != '+' || at(end + 2) == '+') {
      return 0;
    }
    std::size_t digits = end + 2;
    while (digits < end + 4 && is_digit(at(digits))) {
      ++digits;
    }
    return is_word_byte(at(digits)) ? 0 : digits - segment.offset_bytes;
  }

  /// The last segment of the hyphen group that begins at `index`; `index` itself when there is none.
  std::size_t group_end(std::size_t index) const {
    while (index + 1 < segments_.size()) {
      const std::size_t end = end_of(segments_[index]);
      const Segment& next = segments_[index + 1];
      const auto hyphen = hyphen_at(text_, end);
      if (hyphen == 0 || end + hyphen != next.offset_bytes || next.kind != SegmentKind::kWord) {
        break;
      }
      ++index;
    }
    return index;
  }

  std::size_t add_group(std::size_t first, std::size_t last) {
    const std::size_t begin = segments_[first].offset_bytes;
    const std::size_t end = end_of(segments_[last]);
    const std::size_t words = last - first + 1;
    const bool dotted =
        std::any_of(segments_.begin() + static_cast<std::ptrdiff_t>(first),
                    segments_.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                    [&](const Segment& word) { return written(word).find_first_of("._") != std::string_view::npos; });
    const bool whole = dotted ? words <= kMaxFileNameWords && end - begin <= kMaxTechnicalBytes &&
                                    has_ascii_letter(text_.substr(begin, end - begin))
                              : words <= kMaxGroupWords && end - begin <= kMaxGroupBytes;
    if (whole) {
      return add(first, begin, end);
    }
    spans_.insert(spans_.end(), segments_.begin() + static_cast<std::ptrdiff_t>(first),
                  segments_.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    return last + 1;
  }

  /// 1 when the word at `begin` has a sign of its own before it: #tag, @name, .NET.
  std::size_t sign_before(std::size_t begin) const {
    if (begin == 0 || begin - 1 < taken()) {
      return 0;
    }
    const char sign = text_[begin - 1];
    const char before = begin > 1 ? text_[begin - 2] : ' ';
    if (sign == '.') {
      const bool opens =
          text::is_blank_byte(before) || std::string_view("([{\"'`/").find(before) != std::string_view::npos;
      return opens && is_ascii_letters(text_.substr(begin, 1)) ? 1 : 0;
    }
    const bool parted = !is_word_byte(before) && static_cast<unsigned char>(before) < 0x80 && before != '&' &&
                        before != '#' && before != '@';
    return parted && (sign == '#' || sign == '@') ? 1 : 0;
  }

  std::string_view text_;
  const std::vector<Segment>& segments_;
  std::vector<Segment>& spans_;
};

}  // namespace

std::size_t hyphen_at(std::string_view text, std::size_t offset) noexcept {
  if (offset < text.size() && text[offset] == '-') {
    return 1;
  }
  const auto wide = text.substr(std::min(offset, text.size()), 3);
  return wide == "\u2010" || wide == "\u2011" ? 3 : 0;
}

const std::vector<text::Segment>& Tokenizer::split(std::string_view text) {
  spans_.clear();
  Joiner(text, segmenter_.segment(text), spans_).run();
  return spans_;
}

}  // namespace telusur::analysis
