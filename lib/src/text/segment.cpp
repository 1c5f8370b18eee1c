#include "text/segment.hpp"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <optional>

#include "base/utf8.hpp"
#include "text/ascii_words.hpp"
#include "text/icu_error.hpp"

namespace telusur::text {

namespace {

/// Whether a segment of neither letters nor digits shows as an emoji: by itself, or by a variation selector.
bool is_emoji(std::string_view segment) {
  const auto first = base::code_point_at(segment, 0);
  const auto code_point = static_cast<UChar32>(first.value);
  constexpr char32_t kEmojiSelector = 0xFE0F;
  return u_hasBinaryProperty(code_point, UCHAR_EMOJI_PRESENTATION) ||
         (u_hasBinaryProperty(code_point, UCHAR_EXTENDED_PICTOGRAPHIC) &&
          base::code_point_at(segment, first.length).value == kEmojiSelector);
}

/// Nothing when the segment is no word. `rule` is ICU's status of it.
std::optional<SegmentKind> kind_of(std::string_view segment, std::int32_t rule) {
  if (rule >= UBRK_WORD_KANA) {
    return SegmentKind::kIdeographs;
  }
  if (rule < UBRK_WORD_NONE_LIMIT) {
    return is_emoji(segment) ? std::optional(SegmentKind::kEmoji) : std::nullopt;
  }
  const bool empty = std::all_of(segment.begin(), segment.end(), [](char c) { return c == '_'; });
  return empty ? std::nullopt : std::optional(SegmentKind::kWord);
}

}  // namespace

struct Segmenter::Impl {
  Unit unit;
  std::unique_ptr<icu::BreakIterator> breaks;
  UText utext = UTEXT_INITIALIZER;
  std::vector<Segment> segments;

  explicit Impl(Unit what) : unit(what) {
    UErrorCode status = U_ZERO_ERROR;
    breaks.reset(unit == Unit::kWord ? icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status)
                                     : icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
    check_icu(status, "load the segmentation rules");
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() { utext_close(&utext); }

  /// Appends the segments of the stretch of `text` from `begin` to `end`.
  void add(std::string_view text, std::size_t begin, std::size_t end) {
    const auto stretch = text.substr(begin, end - begin);
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&utext, stretch.data(), static_cast<std::int64_t>(stretch.size()), &status);
    breaks->setText(&utext, status);
    check_icu(status, "segment a text");
    auto from = static_cast<std::size_t>(breaks->first());
    for (auto next = breaks->next(); next != icu::BreakIterator::DONE; next = breaks->next()) {
      const auto to = static_cast<std::size_t>(next);
      const auto kind = unit == Unit::kSentence ? SegmentKind::kWord
                                                : kind_of(stretch.substr(from, to - from), breaks->getRuleStatus());
      if (kind.has_value()) {
        segments.push_back({static_cast<std::uint32_t>(begin + from), static_cast<std::uint32_t>(to - from), *kind});
      }
      from = to;
    }
  }

  /// Appends the words from `begin` to `end`. Some versions of ICU take '@' for a letter (72: CLDR 42) and others do
  /// not; here it parts words.
  void add_by_icu(std::string_view text, std::size_t begin, std::size_t end) {
    while (begin < end) {
      const auto sign = begin + std::min(text.substr(begin, end - begin).find('@'), end - begin);
      if (sign > begin) {
        add(text, begin, sign);
      }
      begin = sign + 1;
    }
  }

  /// Appends the words of `text`, those of ASCII without ICU: blanks part words whatever stands beside them, so what is
  /// between two blanks can be looked at alone.
  void add_words(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      if (is_blank_byte(text[at])) {
        ++at;
        continue;
      }
      const auto known = segments.size();
      const std::size_t begin = at;
      at = scan_ascii_words(text, at, segments);
      if (at == text.size() || is_blank_byte(text[at])) {
        continue;
      }
      segments.resize(known, {});
      at = static_cast<std::size_t>(
          std::find_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_blank_byte) - text.begin());
      add_by_icu(text, begin, at);
    }
  }
};

Segmenter::Segmenter(Unit unit) : impl_(std::make_unique<Impl>(unit)) {}
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;
Segmenter::~Segmenter() = default;

const std::vector<Segment>& Segmenter::segment(std::string_view text) {
  impl_->segments.clear();
  if (impl_->unit == Unit::kSentence) {
    impl_->add(text, 0, text.size());
  } else {
    impl_->add_words(text);
  }
  return impl_->segments;
}

const std::vector<Segment>& Segmenter::segment_by_icu(std::string_view text) {
  impl_->segments.clear();
  impl_->add_by_icu(text, 0, text.size());
  return impl_->segments;
}

}  // namespace telusur::text
