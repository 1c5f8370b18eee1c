#include "analysis/spelling_table.hpp"

#include <random>
#include <utility>

namespace telusur::analysis {

namespace {

constexpr std::size_t kFirstSlots = 4096;

std::uint64_t random_seed() {
  std::random_device device;
  return std::uint64_t{device()} << 32U | device();
}

}  // namespace

SpellingTable::SpellingTable() : slots_(kFirstSlots), seed_(random_seed()) {}

void SpellingTable::set(std::string_view spelling, const Word* word) {
  if (4 * (size_ + 1) > 3 * slots_.size()) {
    grow();
  }
  Slot& slot = slots_[slot_of(spelling)];
  slot.word = word;
  if (slot.length != 0) {
    return;
  }
  slot.head = head_of(spelling);
  slot.length = static_cast<std::uint32_t>(spelling.size());
  slot.tail = static_cast<std::uint32_t>(tails_.size());
  if (spelling.size() > kHeadBytes) {
    tails_.append(spelling.substr(kHeadBytes));
  }
  ++size_;
}

void SpellingTable::clear() noexcept {
  slots_.resize(kFirstSlots);
  slots_.shrink_to_fit();
  slots_.assign(kFirstSlots, {});
  tails_.clear();
  tails_.shrink_to_fit();
  size_ = 0;
}

std::uint64_t SpellingTable::add_tail(std::uint64_t hash, std::string_view tail) const noexcept {
  for (const char c : tail) {
    hash = (hash ^ (hash >> 29U) ^ static_cast<unsigned char>(c)) * (seed_ | 1U);
  }
  return hash;
}

void SpellingTable::grow() {
  std::vector<Slot> old(2 * slots_.size());
  std::swap(old, slots_);
  for (const Slot& slot : old) {
    if (slot.length != 0) {
      std::size_t i = first_slot(slot.head, slot.length, tail_of(slot));
      while (slots_[i].length != 0) {
        i = (i + 1) & (slots_.size() - 1);
      }
      slots_[i] = slot;
    }
  }
}

}  // namespace telusur::analysis
