#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace telusur::backend {

/// A word of an index, and in how many documents it is. The text is a view into the vocabulary.
struct VocabularyWord {
  std::string_view text;
  std::uint32_t documents = 0;

  bool operator==(const VocabularyWord&) const = default;
};

/// A word that differs little from another.
struct NearWord {
  VocabularyWord word;
  unsigned edits = 0;

  bool operator==(const NearWord&) const = default;
};

/// How near a word must be, and how many are wanted.
struct Nearness {
  unsigned max_edits = 1;      ///< at most kMaxEdits
  bool as_beginning = false;   ///< compare with the nearest beginning of each word instead of the whole
  std::size_t max_words = 10;  ///< the nearest, and of these the most frequent
};

inline constexpr unsigned kMaxEdits = 2;
/// Longest word, in code points, whose neighbours are looked for.
inline constexpr std::size_t kMaxNearCodePoints = 31;

/// The words of an index, in order, with their frequencies: finds completions and neighbours.
///
/// Immutable, thread-safe. 9 bytes a word beside its text: the sorted texts one behind the other, where each begins,
/// how much of it the one before begins with, and its frequency. A walk over them in order, which leaves out what
/// begins with a hopeless beginning, sees what a walk over a trie would see.
class Vocabulary {
 public:
  /// Takes the words in ascending order of their bytes, each once, of at most 254 bytes. O(text).
  class Builder {
   public:
    void add(std::string_view word, std::uint32_t documents);
    Vocabulary finish() &&;

   private:
    std::string texts_;
    std::vector<std::uint32_t> offsets_{0};
    std::vector<std::uint8_t> shared_;
    std::vector<std::uint32_t> documents_;
  };

  Vocabulary() = default;

  std::size_t size() const noexcept { return documents_.size(); }
  /// Memory that it takes.
  std::size_t bytes() const noexcept;

  /// Documents with a word; 0 when it is none of these. O(log words).
  std::uint32_t documents(std::string_view word) const noexcept;

  /// The most frequent words that begin with `prefix`, of equal ones the first; the prefix itself is none of them.
  /// O(words that begin with it), about 1 ns each.
  std::vector<VocabularyWord> completions(std::string_view prefix, std::size_t max) const;

  /// The words within `nearness.max_edits` of `word`, which is none of them, the nearest and then the most frequent
  /// first. An edit puts in, leaves out or changes a code point, or swaps two neighbouring ones (Damerau, "A Technique
  /// for Computer Detection and Correction of Spelling Errors", 1964, without edits inside a swapped pair). Two edits
  /// are too many for a word with another first code point, since people rarely err there (Pollock and Zamora,
  /// "Automatic Spelling Correction in Scientific and Scholarly Text", 1984). Words with digits or signs in them have
  /// no neighbours and are none. O(words that begin alike); see tests/bench/RESULTS.md.
  std::vector<NearWord> near(std::string_view word, const Nearness& nearness) const;

 private:
  friend class NearWalk;

  std::string_view text(std::size_t index) const noexcept {
    return std::string_view(texts_).substr(offsets_[index], offsets_[index + 1] - offsets_[index]);
  }
  /// The first word that is not before `word`.
  std::size_t lower_bound(std::string_view word) const noexcept;
  /// The first word from `index` on that shares fewer than `bytes` bytes with the one before it; `size()` when none.
  std::size_t next_sharing_less(std::size_t index, std::size_t bytes) const noexcept;

  std::string texts_;
  std::vector<std::uint32_t> offsets_{0};  ///< one more than words
  std::vector<std::uint8_t> shared_;       ///< bytes that a word has in common with the one before it
  std::vector<std::uint32_t> documents_;
};

}  // namespace telusur::backend
