#include "analysis/indonesian/lexicon.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace telusur::analysis {
namespace {

using image::Header;
using image::Section;

[[noreturn]] void reject(const std::string& why) { throw LexiconError("compiled lexicon rejected: " + why); }

template <typename Element>
std::span<const Element> section(std::span<const std::byte> bytes, const Section& where, const char* name) {
  const std::uint64_t end = where.offset + std::uint64_t{where.count} * sizeof(Element);
  if (where.offset < sizeof(Header) || where.offset % alignof(std::uint64_t) != 0 || end > bytes.size()) {
    reject(std::string(name) + " lie outside the file");
  }
  return {reinterpret_cast<const Element*>(bytes.data() + where.offset), where.count};
}

void check_header(std::span<const std::byte> bytes) {
  if (bytes.size() < sizeof(Header)) {
    reject("shorter than its header");
  }
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(Header) != 0) {
    reject("not aligned to eight bytes");
  }
  const auto& header = *reinterpret_cast<const Header*>(bytes.data());
  if (header.magic != image::kMagic) {
    reject("not a lexicon of this byte order");
  }
  if (header.version != image::kFormatVersion) {
    reject("format version " + std::to_string(header.version));
  }
  if (header.size != bytes.size()) {
    reject("size differs from the one in its header");
  }
  if (header.checksum != image_checksum(header, bytes.subspan(sizeof(Header)))) {
    reject("checksum differs");
  }
}

// A table must have an empty slot, or a probe would not end.
void check_slots(std::span<const std::uint32_t> slots, std::size_t entry_count) {
  if (!std::has_single_bit(slots.size())) {
    reject("slot count is not a power of two");
  }
  bool has_empty = false;
  for (const std::uint32_t slot : slots) {
    has_empty |= slot == 0;
    if ((slot & image::kSlotIndexMask) > entry_count) {
      reject("slot points outside the entries");
    }
  }
  if (!has_empty) {
    reject("table is full");
  }
}

bool inside(std::uint64_t offset, std::uint64_t length, std::uint64_t size) { return offset + length <= size; }

}  // namespace

IndonesianLexicon::IndonesianLexicon(std::shared_ptr<const void> owner, std::span<const std::byte> bytes)
    : owner_(std::move(owner)) {
  check_header(bytes);
  header_ = reinterpret_cast<const Header*>(bytes.data());
  const auto filter = section<std::uint64_t>(bytes, header_->filter, "filter");
  if (filter.size() * 64 != image::kFilterBits) {
    reject("filter has another size");
  }
  filter_ = filter.data();
  slots_ = section<std::uint32_t>(bytes, header_->indonesian_slots, "slots");
  english_slots_ = section<std::uint32_t>(bytes, header_->english_slots, "English slots");
  const auto entries = section<image::Entry>(bytes, header_->indonesian_entries, "entries");
  const auto english = section<image::EnglishEntry>(bytes, header_->english_entries, "English entries");
  const auto patterns = section<image::Patterns>(bytes, header_->patterns, "patterns");
  const auto pool = section<char>(bytes, header_->text, "texts");
  check_slots(slots_, entries.size());
  check_slots(english_slots_, english.size());
  for (const image::Entry& e : entries) {
    if (!inside(e.text, e.length, pool.size()) || !inside(e.target_text, e.target_length, pool.size()) ||
        e.length == 0 || e.patterns >= patterns.size()) {
      reject("entry points outside its tables");
    }
  }
  for (const image::EnglishEntry& e : english) {
    if (!inside(e.text, e.length, pool.size())) {
      reject("English entry points outside the texts");
    }
  }
  entries_ = entries.data();
  english_entries_ = english.data();
  patterns_ = patterns.data();
  pool_ = pool.data();
}

IndonesianLexicon IndonesianLexicon::from_image(std::string image) {
  auto owner = std::make_shared<const std::string>(std::move(image));
  const auto bytes = std::as_bytes(std::span(*owner));
  return {std::move(owner), bytes};
}

IndonesianLexicon::Word IndonesianLexicon::at(std::size_t n) const noexcept { return make_word(entries_ + n); }

bool IndonesianLexicon::has_english(std::string_view first, std::string_view second) const noexcept {
  std::uint64_t hash = word_hash::of(first);
  for (const char c : second) {
    hash = word_hash::append(hash, c);
  }
  const image::SlotKey key = image::slot_key(hash, english_slots_.size());
  for (std::size_t i = key.first;; i = (i + 1) & (english_slots_.size() - 1)) {
    const std::uint32_t slot = english_slots_[i];
    if (slot == 0) {
      return false;
    }
    if ((slot & ~image::kSlotIndexMask) != key.tag) {
      continue;
    }
    const image::EnglishEntry& entry = english_entries_[(slot & image::kSlotIndexMask) - 1];
    const std::string_view text{pool_ + entry.text, entry.length};
    if (text.size() == first.size() + second.size() && text.starts_with(first) && text.ends_with(second)) {
      return true;
    }
  }
}

std::uint64_t bytes_checksum(std::span<const std::byte> bytes) noexcept {
  constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;
  // Four lanes, so that a multiplication need not wait for the one before.
  std::uint64_t lanes[4] = {1, 2, 3, 4};
  std::size_t i = 0;
  for (; i + sizeof(lanes) <= bytes.size(); i += sizeof(lanes)) {
    std::uint64_t words[4];
    std::memcpy(words, bytes.data() + i, sizeof(words));
    for (std::size_t lane = 0; lane < 4; ++lane) {
      lanes[lane] = std::rotl((lanes[lane] ^ words[lane]) * kMultiplier, 29);
    }
  }
  for (; i < bytes.size(); ++i) {
    lanes[i % 4] = std::rotl((lanes[i % 4] ^ std::to_integer<std::uint64_t>(bytes[i])) * kMultiplier, 29);
  }
  std::uint64_t sum = bytes.size();
  for (const std::uint64_t lane : lanes) {
    sum = std::rotl((sum ^ lane) * kMultiplier, 31);
  }
  return sum;
}

std::uint64_t image_checksum(image::Header header, std::span<const std::byte> body) noexcept {
  header.checksum = 0;
  return bytes_checksum(std::as_bytes(std::span(&header, 1))) ^ std::rotl(bytes_checksum(body), 32);
}

}  // namespace telusur::analysis
