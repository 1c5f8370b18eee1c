#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "analysis/indonesian/affixes.hpp"

/// The layout of a compiled lexicon: one block of bytes, without pointers, in the byte order of the machine.
/// Header, then (each at a multiple of eight bytes) the filter, the Indonesian entries, the English ones, the pattern
/// sets and the text pool. Entries lie where their hash puts them, or in the next free place behind it, so that a word
/// costs one line of memory; a place without a word has the length 0.
namespace telusur::analysis::image {

inline constexpr std::uint64_t kMagic = 0x31584C5253554C54ULL;  // "TLUSRLX1" read on a little-endian machine
inline constexpr std::uint32_t kFormatVersion = 2;

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
  Section filter;                 ///< 64-bit words, `kFilterWords` of them
  Section indonesian_entries;     ///< places: a power of two
  Section english_entries;        ///< places: a power of two
  Section patterns;
  Section text;
  std::uint32_t words = 0;  ///< Indonesian ones: places that are taken
  std::uint32_t reserved = 0;
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
  std::uint8_t length = 0;  ///< bytes: 1 to 64; 0: no word
  std::uint8_t target_length = 0;
  std::uint8_t productivity = 0;  ///< how many affix patterns the lexicon attests, at most 255
  std::uint8_t reserved = 0;
};

struct EnglishEntry {
  std::uint32_t text = 0;    ///< offset in the text pool
  std::uint16_t length = 0;  ///< bytes; 0: no word
  std::uint16_t tag = 0;     ///< of the hash, see `Place`
};

struct Patterns {
  PatternSet attested;
  std::uint64_t families = 0;
};

/// A filter with two bits for each hash of a word, Indonesian or English. Most parts of a word that are looked up are
/// no words: a small table tells so for 97 % of them, without a guess about the slots. Lines of 64 bytes hold the bits
/// of Indonesian hashes in their first half and those of English ones in the second, so that one word is asked for in
/// both languages at one line.
inline constexpr unsigned kFilterLineBits = 11;
inline constexpr std::size_t kFilterWords = std::size_t{8} << kFilterLineBits;
struct FilterBits {
  std::size_t word;    ///< of the Indonesian half
  std::uint64_t bits;  ///< all set where the filter knows the hash
};
inline constexpr std::size_t kEnglishFilterOffset = 4;  ///< words, from the Indonesian half to the English one
inline FilterBits filter_bits(std::uint64_t hash) noexcept {
  return {.word = static_cast<std::size_t>(hash >> (64U - kFilterLineBits)) * 8 + (hash >> 51U & 3U),
          .bits = std::uint64_t{1} << (hash >> 45U & 63U) | std::uint64_t{1} << (hash >> 39U & 63U)};
}

/// Where a table with `count` places (a power of two) is searched for a hash first, and a tag that tells most others.
struct Place {
  std::size_t first;
  std::uint16_t tag;
};
inline Place place_of(std::uint64_t hash, std::size_t count) noexcept {
  return {.first = static_cast<std::size_t>(hash >> 40U) & (count - 1), .tag = static_cast<std::uint16_t>(hash >> 24U)};
}

static_assert(sizeof(Header) == 80 && sizeof(Entry) == 24 && sizeof(EnglishEntry) == 8 && sizeof(Patterns) == 40);
static_assert(std::is_trivially_copyable_v<Patterns>);

}  // namespace telusur::analysis::image
