#include "base/text_set.hpp"

#include <cstring>
#include <random>

#include "base/hash.hpp"

namespace telusur::base {

namespace {

constexpr std::size_t kFirstSlots = 64;
constexpr std::size_t kBlockBytes = std::size_t{1} << 20;
constexpr std::size_t kLengthBytes = sizeof(std::uint16_t);
/// A slot: in its upper bits those of the hash, in the lower ones the place of the text, counted from 1.
constexpr unsigned kPlaceBits = 40;
constexpr std::uint64_t kPlaceMask = (std::uint64_t{1} << kPlaceBits) - 1;

std::uint64_t text_set_seed() {
  std::random_device device;
  return std::uint64_t{device()} << 32U | device();
}

/// Spreads what distinguishes two hashes over all of their bits (the finaliser of MurmurHash3, Appleby).
std::uint64_t mixed(std::uint64_t hash) noexcept {
  hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdU;
  hash = (hash ^ (hash >> 33U)) * 0xc4ceb9fe1a85ec53U;
  return hash ^ (hash >> 33U);
}

}  // namespace

TextSet::TextSet() : block_used_(kBlockBytes), seed_(text_set_seed()) {
  for (Table& table : tables_) {
    table.slots.resize(kFirstSlots);
    memory_bytes_ += kFirstSlots * sizeof(std::uint64_t);
  }
}

std::uint64_t TextSet::hash_of(std::string_view text) const noexcept { return mixed(fnv1a(text, seed_)); }

std::string_view TextSet::text_at(std::uint64_t place) const noexcept {
  const char* at = blocks_[(place - 1) / kBlockBytes].get() + (place - 1) % kBlockBytes;
  std::uint16_t length = 0;
  std::memcpy(&length, at, kLengthBytes);
  return {at + kLengthBytes, length};
}

std::uint64_t TextSet::store(std::string_view text) {
  const std::size_t bytes = kLengthBytes + text.size();
  if (block_used_ + bytes > kBlockBytes) {
    blocks_.push_back(std::make_unique<char[]>(kBlockBytes));
    memory_bytes_ += kBlockBytes;
    block_used_ = 0;
  }
  char* at = blocks_.back().get() + block_used_;
  const auto length = static_cast<std::uint16_t>(text.size());
  std::memcpy(at, &length, kLengthBytes);
  std::memcpy(at + kLengthBytes, text.data(), text.size());
  const std::uint64_t place = (blocks_.size() - 1) * kBlockBytes + block_used_ + 1;
  block_used_ += bytes;
  return place;
}

bool TextSet::insert(std::string_view text) {
  const std::uint64_t hash = hash_of(text);
  Table& table = tables_[hash % kTables];
  if (4 * (table.used + 1) > 3 * table.slots.size()) {
    grow(table);
  }
  const std::size_t last = table.slots.size() - 1;
  std::size_t at = hash / kTables & last;
  for (; table.slots[at] != 0; at = (at + 1) & last) {
    const std::uint64_t slot = table.slots[at];
    if (slot >> kPlaceBits == hash >> kPlaceBits && text_at(slot & kPlaceMask) == text) {
      return false;
    }
  }
  table.slots[at] = (hash & ~kPlaceMask) | store(text);
  ++table.used;
  ++size_;
  return true;
}

void TextSet::grow(Table& table) {
  std::vector<std::uint64_t> old(2 * table.slots.size());
  std::swap(old, table.slots);
  memory_bytes_ += old.size() * sizeof(std::uint64_t);
  const std::size_t last = table.slots.size() - 1;
  for (const std::uint64_t slot : old) {
    if (slot != 0) {
      std::size_t at = hash_of(text_at(slot & kPlaceMask)) / kTables & last;
      while (table.slots[at] != 0) {
        at = (at + 1) & last;
      }
      table.slots[at] = slot;
    }
  }
}

}  // namespace telusur::base
