#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "analysis/indonesian/affixes.hpp"

/// The layout of a compiled lexicon: one block of bytes, without pointers, in the byte order of the machine.
/// Header, then (each at a multiple of eight bytes) the filter, the Indonesian slots and entries, the English slots and
/// entries, the pattern sets and the text pool. A slot is 0 when empty, else a tag of the hash in its upper bits and
/// the number of an entry plus one in its lower `kSlotIndexBits`; slots are probed linearly.
namespace telusur::analysis::image {

inline constexpr std::uint64_t kMagic = 0x31584C5253554C54ULL;  // "TLUSRLX1" read on a little-endian machine
inline constexpr std::uint32_t kFormatVersion = 1;
inline constexpr unsigned kSlotIndexBits = 20;
inline constexpr std::uint32_t kSlotIndexMask = (1U << kSlotIndexBits) - 1U;

struct Section {
  std::uint32_t offset = 0;  ///< bytes from the start of the image
  std::uint32_t count = 0;   ///< elements, not bytes
};

struct Header {
  std::uint64_t magic = kMagic;
  std::uint32_t version = kFormatVersion;
  std::uint32_t size = 0;         ///< bytes of the whole image
  std::uint64_t fingerprint = 0;  ///< of the sources
  std::uint64_t checksum = 0;     ///< of the rest of the image, see `image_checksum`
  Section filter;                 ///< 64-bit words, `kFilterBits` together
  Section indonesian_slots, indonesian_entries;
  Section english_slots, english_entries;
  Section patterns;
  Section text;
};

/// What is known about a word. Bits of `Entry::flags`.
enum EntryFlag : std::uint16_t {
  kWord = 1,       ///< a word of its own (not only a part of derived ones)
  kRoot = 2,       ///< may carry affixes
  kProtected = 4,  ///< never analysed, and no root of anything but clitics
  kHasTarget = 8,  ///< stands for another word: its stem is the target
  kLoses = 16,     ///< yields to its rival when an affixed word leaves two roots possible
  kEnglish = 32,   ///< an English word as well, so that it has two keys
};

struct Entry {
  std::uint64_t head = 0;         ///< the first eight bytes of the word, zeros behind its end
  std::uint32_t text = 0;         ///< offset in the text pool
  std::uint32_t target_text = 0;  ///< offset in the text pool, when `kHasTarget`
  std::uint16_t patterns = 0;     ///< index of a `Patterns`
  std::uint16_t flags = 0;
  std::uint8_t length = 0;  ///< bytes: 1 to 64
  std::uint8_t target_length = 0;
  std::uint8_t productivity = 0;  ///< how many affix patterns the lexicon attests, at most 255
  std::uint8_t reserved = 0;
};

struct EnglishEntry {
  std::uint32_t text = 0;
  std::uint32_t length = 0;
};

struct Patterns {
  PatternSet attested;
  std::uint64_t families = 0;
};

/// A filter with one bit for each hash of an Indonesian word. Most parts of a word that are looked up are no words: a
/// bit of a small table tells so for 94 % of them, without a guess about the slots.
inline constexpr std::size_t kFilterBits = std::size_t{1} << 19U;
inline std::size_t filter_bit(std::uint64_t hash) noexcept {
  return static_cast<std::size_t>((hash ^ (hash >> 29U)) * 0xBF58476D1CE4E5B9ULL >> (64U - 19U));
}

/// Where the probing of a table with `slot_count` (a power of two) slots begins, and the tag kept in its slots.
struct SlotKey {
  std::uint32_t first;
  std::uint32_t tag;  ///< in the bits above `kSlotIndexBits`
};
inline SlotKey slot_key(std::uint64_t hash, std::size_t slot_count) noexcept {
  const std::uint64_t mixed = (hash ^ (hash >> 32U)) * 0xD6E8FEB86659FD93ULL;
  return {.first = static_cast<std::uint32_t>(mixed >> 40U) & static_cast<std::uint32_t>(slot_count - 1),
          .tag = static_cast<std::uint32_t>(mixed >> 8U) & ~kSlotIndexMask};
}

static_assert(sizeof(Header) == 88 && sizeof(Entry) == 24 && sizeof(EnglishEntry) == 8 && sizeof(Patterns) == 40);
static_assert(std::is_trivially_copyable_v<Patterns>);

}  // namespace telusur::analysis::image
