#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace telusur::base {

/// A set of short texts, millions of them, that takes little more memory than the texts: 11 to 21 bytes each beside its
/// own. The hash has a random seed. One thread at a time.
class TextSet {
 public:
  TextSet();

  /// Adds a text of at most 65,535 bytes; false when it is there already. Amortised O(its length).
  bool insert(std::string_view text);

  std::size_t size() const noexcept { return size_; }

  /// What the set has allocated.
  std::size_t memory_bytes() const noexcept { return memory_bytes_; }

 private:
  /// Many small tables grow one after the other; one large one would for a moment be there twice.
  static constexpr std::size_t kTables = 64;

  struct Table {
    std::vector<std::uint64_t> slots;  ///< a power of two: where a text is, and a part of its hash; 0: empty
    std::size_t used = 0;
  };

  std::uint64_t hash_of(std::string_view text) const noexcept;
  std::string_view text_at(std::uint64_t place) const noexcept;
  std::uint64_t store(std::string_view text);
  void grow(Table& table);

  std::array<Table, kTables> tables_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_used_;
  std::size_t size_ = 0;
  std::size_t memory_bytes_ = 0;
  std::uint64_t seed_;
};

}  // namespace telusur::base
