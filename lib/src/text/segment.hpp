#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace telusur::text {

/// What a word-like segment is made of.
enum class SegmentKind {
  kWord,        ///< letters or digits
  kIdeographs,  ///< kana or ideographs
  kEmoji,
};

/// A stretch of a text, in bytes.
struct Segment {
  std::uint32_t offset_bytes;
  std::uint32_t length_bytes;
  SegmentKind kind;

  bool operator==(const Segment&) const = default;
};

/// Cuts text into words or sentences by Unicode Standard Annex #29, through ICU, with dictionaries for scripts that are
/// written without spaces. The sign @ parts words. Words between blanks that are ASCII alone take a shorter way to the
/// same result.
///
/// One thread at a time. Creating one costs microseconds, using it again a tenth of that: keep it. Texts may be any
/// bytes of less than 2 GiB; invalid UTF-8 separates words.
class Segmenter {
 public:
  enum class Unit { kWord, kSentence };

  /// @throws Error kIo when ICU's rules cannot be loaded.
  explicit Segmenter(Unit unit);
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;
  ~Segmenter();

  /// The words of `text` (segments with a letter, digit, ideograph or emoji), or all of its sentences, in order.
  /// The result belongs to the segmenter and lasts until the next call. Linear in the text.
  const std::vector<Segment>& segment(std::string_view text);

  /// The words of `text` through ICU alone, which is what the short way is held to. For `Unit::kWord`.
  const std::vector<Segment>& segment_by_icu(std::string_view text);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace telusur::text
