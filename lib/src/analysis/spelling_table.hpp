#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace telusur::analysis {

struct Word;

/// The words met so far, by spelling. It is asked once for each token of a text, so a spelling of up to 16 bytes is
/// found in one line of memory: slots are probed linearly, and a slot holds the spelling itself.
///
/// The hash has a random seed, so that nobody can choose words that all begin at one slot. One thread at a time.
class SpellingTable {
 public:
  SpellingTable();

  /// What a spelling is known as.
  struct Known {
    bool found = false;
    const Word* word = nullptr;  ///< may be nullptr when found, too: nothing is left of such a spelling
  };

  /// Looks a spelling up. O(its length).
  Known find(std::string_view spelling) const noexcept {
    if (spelling.empty()) {
      return {};
    }
    const Slot& slot = slots_[slot_of(spelling)];
    return {slot.length != 0, slot.word};
  }

  /// Adds a spelling, of 1 to 65,535 bytes, or changes what it is known as. Amortised O(its length).
  void set(std::string_view spelling, const Word* word);

  /// The number of spellings.
  std::size_t size() const noexcept { return size_; }

  /// Forgets all spellings and frees their memory.
  void clear() noexcept;

 private:
  using Head = std::array<std::uint64_t, 2>;
  static constexpr std::size_t kHeadBytes = sizeof(Head);

  struct Slot {
    Head head{};  ///< of the spelling, see `head_of`
    const Word* word = nullptr;
    std::uint32_t length = 0;  ///< bytes of the spelling; 0: the slot is empty
    std::uint32_t tail = 0;    ///< where in `tails_` the bytes behind the first 16 are
  };

  /// Two numbers that tell spellings of one length apart, by 16 bytes or all that they have.
  static Head head_of(std::string_view spelling) noexcept {
    const auto load = [&spelling](std::size_t at, auto number) -> std::uint64_t {
      std::memcpy(&number, spelling.data() + at, sizeof(number));
      return number;
    };
    const std::size_t size = spelling.size();
    if (size >= sizeof(std::uint64_t)) {
      constexpr std::size_t kHalf = sizeof(std::uint64_t);
      return {load(0, std::uint64_t{}), load(size < kHeadBytes ? size - kHalf : kHalf, std::uint64_t{})};
    }
    if (size >= sizeof(std::uint32_t)) {
      return {load(0, std::uint32_t{}), load(size - sizeof(std::uint32_t), std::uint32_t{})};
    }
    return {load(0, std::uint8_t{}), load(size / 2, std::uint8_t{}) << 8U | load(size - 1, std::uint8_t{})};
  }

  /// Where probing begins for a spelling with this head, of `length` bytes and with this tail behind its first 16.
  std::size_t first_slot(const Head& head, std::size_t length, std::string_view tail) const noexcept {
    constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;
    std::uint64_t hash = (head[0] ^ seed_) * kMultiplier;
    hash = ((hash ^ (hash >> 32U) ^ head[1]) + length) * (seed_ | 1U);
    if (!tail.empty()) {
      hash = add_tail(hash, tail);
    }
    return static_cast<std::size_t>(hash ^ (hash >> 32U)) & (slots_.size() - 1);
  }

  /// The slot that holds a spelling, or the empty one where it belongs.
  std::size_t slot_of(std::string_view spelling) const noexcept {
    const Head head = head_of(spelling);
    const auto tail = spelling.substr(std::min(spelling.size(), kHeadBytes));
    for (std::size_t i = first_slot(head, spelling.size(), tail);; i = (i + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[i];
      if (slot.length == 0 || (slot.length == spelling.size() && slot.head == head && tail_of(slot) == tail)) {
        return i;
      }
    }
  }

  std::string_view tail_of(const Slot& slot) const noexcept {
    return slot.length <= kHeadBytes ? std::string_view()
                                     : std::string_view(tails_).substr(slot.tail, slot.length - kHeadBytes);
  }
  std::uint64_t add_tail(std::uint64_t hash, std::string_view tail) const noexcept;
  void grow();

  std::vector<Slot> slots_;  ///< a power of two; never full
  std::string tails_;        ///< of the spellings of more than 16 bytes
  std::size_t size_ = 0;
  std::uint64_t seed_;
};

}  // namespace telusur::analysis
