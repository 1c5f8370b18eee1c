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

// A table must have an empty place, or a search would not end.
template <typename Entry>
void check_places(std::span<const Entry> entries) {
  if (!std::has_single_bit(entries.size())) {
    reject("the places of a table are no power of two");
  }
  if (std::ranges::none_of(entries, [](const Entry& entry) { return entry.length == 0; })) {
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
  if (filter.size() != image::kFilterWords) {
    reject("filter has another size");
  }
  filter_ = filter.data();
  entries_ = section<image::Entry>(bytes, header_->indonesian_entries, "entries");
  english_entries_ = section<image::EnglishEntry>(bytes, header_->english_entries, "English entries");
  const auto patterns = section<image::Patterns>(bytes, header_->patterns, "patterns");
  const auto pool = section<char>(bytes, header_->text, "texts");
  check_places(entries_);
  check_places(english_entries_);
  for (const image::Entry& e : entries_) {
    if (!inside(e.text, e.length, pool.size()) || !inside(e.target_text, e.target_length, pool.size()) ||
        e.patterns >= patterns.size()) {
      reject("entry points outside its tables");
    }
  }
  for (const image::EnglishEntry& e : english_entries_) {
    if (!inside(e.text, e.length, pool.size())) {
      reject("English entry points outside the texts");
    }
  }
  patterns_ = patterns.data();
  pool_ = pool.data();
}

IndonesianLexicon IndonesianLexicon::from_image(std::string image) {
  auto owner = std::make_shared<const std::string>(std::move(image));
  const auto bytes = std::as_bytes(std::span(*owner));
  return {std::move(owner), bytes};
}

bool IndonesianLexicon::has_english(std::string_view first, std::string_view second) const noexcept {
  std::uint64_t hash = word_hash::of(first);
  for (const char c : second) {
    hash = word_hash::append(hash, c);
  }
  return has_english(hash, first, second);
}

bool IndonesianLexicon::has_english(std::uint64_t hash, std::string_view first,
                                    std::string_view second) const noexcept {
  const image::FilterBits known = image::filter_bits(hash);
  if ((filter_[known.word + image::kEnglishFilterOffset] & known.bits) != known.bits) {
    return false;
  }
  const image::Place place = image::place_of(hash, english_entries_.size());
  for (std::size_t i = place.first;; i = (i + 1) & (english_entries_.size() - 1)) {
    const image::EnglishEntry& entry = english_entries_[i];
    if (entry.length == 0) {
      return false;
    }
    if (entry.tag != place.tag || entry.length != first.size() + second.size()) {
      continue;
    }
    const std::string_view text{pool_ + entry.text, entry.length};
    if (text.starts_with(first) && text.ends_with(second)) {
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
