#include "backend/vocabulary.hpp"

#include <algorithm>
#include <cstring>

#include "backend/best.hpp"

namespace telusur::backend {

void Vocabulary::Builder::add(std::string_view word, std::uint32_t documents) {
  std::size_t shared = 0;
  if (!documents_.empty()) {
    const auto before = std::string_view(texts_).substr(offsets_[offsets_.size() - 2]);
    const auto [end, other] = std::mismatch(before.begin(), before.end(), word.begin(), word.end());
    shared = static_cast<std::size_t>(end - before.begin());
  }
  texts_ += word;
  offsets_.push_back(static_cast<std::uint32_t>(texts_.size()));
  shared_.push_back(static_cast<std::uint8_t>(shared));
  documents_.push_back(documents);
}

Vocabulary Vocabulary::Builder::finish() && {
  Vocabulary vocabulary;
  texts_.shrink_to_fit();
  offsets_.shrink_to_fit();
  shared_.shrink_to_fit();
  documents_.shrink_to_fit();
  vocabulary.texts_ = std::move(texts_);
  vocabulary.offsets_ = std::move(offsets_);
  vocabulary.shared_ = std::move(shared_);
  vocabulary.documents_ = std::move(documents_);
  return vocabulary;
}

std::size_t Vocabulary::bytes() const noexcept {
  return texts_.capacity() + shared_.capacity() + 4 * (offsets_.capacity() + documents_.capacity());
}

std::size_t Vocabulary::lower_bound(std::string_view word) const noexcept {
  std::size_t first = 0;
  for (std::size_t count = size(); count > 0;) {
    const std::size_t half = count / 2;
    if (text(first + half) < word) {
      first += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return first;
}

std::uint32_t Vocabulary::documents(std::string_view word) const noexcept {
  const std::size_t at = lower_bound(word);
  return at < size() && text(at) == word ? documents_[at] : 0;
}

std::size_t Vocabulary::next_sharing_less(std::size_t index, std::size_t bytes) const noexcept {
  // Eight at a time: a byte of `word - bytes` borrows, and was no large one, where it was less ("Bit Twiddling Hacks",
  // S. E. Anderson, "Determine if a word has a byte less than n", which holds for n up to 128).
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::uint64_t kHighs = 0x8080808080808080U;
  if (bytes <= 128) {
    for (std::uint64_t word = 0; index + sizeof(word) <= size(); index += sizeof(word)) {
      std::memcpy(&word, shared_.data() + index, sizeof(word));
      if (((word - kOnes * bytes) & ~word & kHighs) != 0) {
        break;
      }
    }
  }
  while (index < size() && shared_[index] >= bytes) {
    ++index;
  }
  return index;
}

std::vector<VocabularyWord> Vocabulary::completions(std::string_view prefix, std::size_t max) const {
  std::size_t index = lower_bound(prefix);
  if (index == size() || !text(index).starts_with(prefix)) {
    return {};
  }
  const std::size_t end = next_sharing_less(index + 1, prefix.size());
  index += text(index).size() == prefix.size() ? 1 : 0;
  const auto better = [this](std::size_t one, std::size_t other) {
    return documents_[one] != documents_[other] ? documents_[one] > documents_[other] : one < other;
  };
  Best<std::size_t, decltype(better)> best(max, better);
  for (; index < end; ++index) {
    best.offer(index);
  }
  std::vector<VocabularyWord> words;
  for (const std::size_t one : std::move(best).take()) {
    words.push_back({text(one), documents_[one]});
  }
  return words;
}

}  // namespace telusur::backend
