#include "text/segment.hpp"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include "text/icu_error.hpp"

namespace telusur::text {

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
};

namespace {

SegmentKind kind_of(std::int32_t rule_status) {
  if (rule_status < UBRK_WORD_NUMBER_LIMIT) {
    return SegmentKind::kNumber;
  }
  return rule_status < UBRK_WORD_LETTER_LIMIT ? SegmentKind::kLetters : SegmentKind::kIdeographs;
}

}  // namespace

Segmenter::Segmenter(Unit unit) : impl_(std::make_unique<Impl>(unit)) {}
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;
Segmenter::~Segmenter() = default;

const std::vector<Segment>& Segmenter::segment(std::string_view text) {
  Impl& self = *impl_;
  self.segments.clear();
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&self.utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
  self.breaks->setText(&self.utext, status);
  check_icu(status, "segment a text");
  std::int32_t start = self.breaks->first();
  for (std::int32_t end = self.breaks->next(); end != icu::BreakIterator::DONE;
       start = end, end = self.breaks->next()) {
    const std::int32_t rule = self.unit == Unit::kWord ? self.breaks->getRuleStatus() : UBRK_WORD_LETTER;
    if (rule >= UBRK_WORD_NONE_LIMIT) {
      self.segments.push_back(
          {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end - start), kind_of(rule)});
    }
  }
  return self.segments;
}

}  // namespace telusur::text
