#include "backend/sort_key.hpp"

#include "backend/layout.hpp"

namespace telusur::backend {

namespace {

constexpr char kPresent = '\x01';
constexpr char kMissing = '\x02';

/// The value so that it ends before any longer one that begins with it: NUL becomes 0x00 0xFF, the end 0x00 0x00.
std::string terminated(const std::string& value) {
  std::string out;
  for (const char byte : value) {
    out += byte;
    if (byte == '\0') {
      out += '\xFF';
    }
  }
  return out.append(2, '\0');
}

}  // namespace

std::string SortKey::operator()(const Xapian::Document& document) const {
  std::string key;
  for (const auto& criterion : criteria_) {
    const std::string value = document.get_value(layout::sort_slot(criterion.place));
    if (value.empty()) {
      key += kMissing;
      continue;
    }
    key += kPresent;
    for (const char byte : terminated(value)) {
      key += criterion.descending ? static_cast<char>(~byte) : byte;
    }
  }
  return key;
}

}  // namespace telusur::backend
