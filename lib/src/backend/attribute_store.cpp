#include "backend/attribute_store.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

#include "backend/layout.hpp"
#include "text/collation.hpp"

namespace telusur::backend {

namespace {

constexpr std::size_t kNumberBytes = 8;
constexpr std::size_t kLengthBytes = 2;
constexpr std::uint64_t kSignBit = std::uint64_t{1} << 63;
constexpr char kSortedNumber = '1';
constexpr char kSortedText = '2';
static_assert(index::kMaxValueBytes < 1 << 15, "twice a value's length must fit into two bytes");

void add_terms(Xapian::Document& document, const index::AttributeValues& found) {
  document.add_boolean_term(layout::exists_term(found.name));
  if (found.is_null) {
    document.add_boolean_term(layout::null_term(found.name));
  }
  if (found.is_empty) {
    document.add_boolean_term(layout::empty_term(found.name));
  }
  for (const auto& value : found.values) {
    document.add_boolean_term(layout::value_term(found.name, value.folded));
    if (!layout::fits_value_term(found.name, value.folded)) {
      document.add_boolean_term(layout::long_value_term(found.name));
    }
  }
}

/// The values as facets show them, in the form of their slot.
std::string shown_slot(const std::vector<index::AttributeValue>& values) {
  std::string slot;
  for (const auto& value : values) {
    const std::size_t head = 2 * value.shown.size() + (value.is_number ? 1 : 0);
    slot += static_cast<char>(head >> 8);
    slot += static_cast<char>(head & 0xFF);
    slot += value.shown;
  }
  return slot;
}

/// What number_bytes() wrote.
double number_from(std::string_view bytes) {
  std::uint64_t bits = 0;
  for (const char byte : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(byte);
  }
  return std::bit_cast<double>((bits & kSignBit) != 0 ? bits & ~kSignBit : ~bits);
}

}  // namespace

void store_filterable(Xapian::Document& document, const index::AttributeValues& found) {
  add_terms(document, found);
  std::vector<std::string> numbers;
  for (const auto& value : found.values) {
    if (value.number) {
      numbers.push_back(number_bytes(*value.number));
    }
  }
  std::sort(numbers.begin(), numbers.end());
  std::string joined;
  for (const auto& number : numbers) {
    joined += number;
  }
  document.add_value(layout::number_slot(found.place), joined);
  document.add_value(layout::text_slot(found.place), shown_slot(found.values));
}

void store_grouped(Xapian::Document& document, const index::AttributeValues& found) {
  document.add_value(layout::kGroupSlot, shown_slot(found.values));
}

void store_sortable(Xapian::Document& document, const index::AttributeValues& found) {
  if (found.values.empty()) {
    return;
  }
  // Numbers and dates come before texts.
  const auto& first = found.values.front();
  document.add_value(layout::sort_slot(found.place), first.number ? kSortedNumber + number_bytes(*first.number)
                                                                  : kSortedText + text::collation_key(first.folded));
}

std::optional<double> sorted_number(std::string_view slot) {
  if (slot.size() != 1 + kNumberBytes || slot.front() != kSortedNumber) {
    return std::nullopt;
  }
  return number_from(slot.substr(1));
}

void store_place(Xapian::Document& document, const base::Place& place) {
  document.add_value(layout::kPlaceSlot, number_bytes(place.latitude) + number_bytes(place.longitude));
}

std::optional<base::Place> stored_place(std::string_view slot) {
  if (slot.size() != 2 * kNumberBytes) {
    return std::nullopt;
  }
  return base::Place{number_from(slot.substr(0, kNumberBytes)), number_from(slot.substr(kNumberBytes))};
}

std::string number_bytes(double number) {
  // The bits of doubles order as integers do, once negative ones are reversed; -0 is 0.
  auto bits = std::bit_cast<std::uint64_t>(number == 0 ? 0.0 : number);
  bits = (bits & kSignBit) != 0 ? ~bits : bits | kSignBit;
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes += static_cast<char>(bits >> shift & 0xFF);
  }
  return bytes;
}

std::vector<std::string_view> numbers_of(std::string_view slot) {
  std::vector<std::string_view> numbers;
  for (; slot.size() >= kNumberBytes; slot.remove_prefix(kNumberBytes)) {
    numbers.push_back(slot.substr(0, kNumberBytes));
  }
  return numbers;
}

ShownValue take_shown_value(std::string_view& slot) {
  const auto byte = [&](std::size_t at) { return at < slot.size() ? static_cast<unsigned char>(slot[at]) : 0U; };
  const std::size_t head = byte(0) << 8 | byte(1);
  slot.remove_prefix(std::min(kLengthBytes, slot.size()));
  const std::string_view text = slot.substr(0, head / 2);
  slot.remove_prefix(text.size());
  return {text, head % 2 == 1};
}

}  // namespace telusur::backend
