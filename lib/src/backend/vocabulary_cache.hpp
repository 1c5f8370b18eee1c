#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>

#include "backend/vocabulary.hpp"

namespace telusur::backend {

/// When a vocabulary is made anew after a commit.
struct VocabularyRefresh {
  /// Up to this many words it is, at the next request: milliseconds.
  std::size_t at_once_words = 20'000;
  /// A larger one is when this many times as long has passed as making it took, so that many small commits cost a
  /// twentieth of a core at most.
  unsigned pause = 20;
};

/// The vocabulary of an index, made once for all of its snapshots when it is first asked for. Thread-safe.
class VocabularyCache {
 public:
  explicit VocabularyCache(VocabularyRefresh refresh = {}) : refresh_(refresh) {}

  /// The words of `revision` of the database in `directory`, of a later one, or, see `VocabularyRefresh`, of an earlier
  /// one: so ask the database itself whether it has a word. O(1), or O(words), about 1 µs each.
  std::shared_ptr<const Vocabulary> vocabulary(const std::filesystem::path& directory, std::uint64_t revision);

 private:
  using Clock = std::chrono::steady_clock;

  /// What there is to go on with, or nothing.
  std::shared_ptr<const Vocabulary> usable(std::uint64_t revision) const;
  bool is_due(std::uint64_t revision) const;
  bool is_small() const { return made_ == nullptr || made_->size() <= refresh_.at_once_words; }

  const VocabularyRefresh refresh_;
  std::mutex building_;       // held by the one that makes a vocabulary; taken before mutex_
  mutable std::mutex mutex_;  // guards what follows
  std::shared_ptr<const Vocabulary> made_;
  std::uint64_t revision_ = 0;
  Clock::time_point made_at_;
  Clock::duration cost_{};
};

/// The words of a database, its terms without a prefix, and its revision when reading began. Commits meanwhile do no
/// harm: the words behind the place that they overtake are those of the later state. O(words), about 1 µs each.
struct ReadVocabulary {
  Vocabulary words;
  std::uint64_t revision = 0;
};
ReadVocabulary read_vocabulary(const std::filesystem::path& directory);

/// Words that a vocabulary holds at most, the first in order: about 200 MB.
inline constexpr std::size_t kMaxVocabularyWords = 10'000'000;

}  // namespace telusur::backend
