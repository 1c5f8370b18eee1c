#include "backend/sort_key.hpp"

#include <algorithm>

#include "backend/attribute_store.hpp"
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

std::optional<double> distance_from(const base::Place& from, const Xapian::Document& document) {
  const auto place = stored_place(document.get_value(layout::kPlaceSlot));
  return place ? std::optional(base::distance(from, *place)) : std::nullopt;
}

/// What a criterion orders by, as bytes; "" where the document has nothing of the kind.
std::string ordered_value(const SortCriterion& criterion, const Xapian::Document& document) {
  if (!criterion.from) {
    return document.get_value(layout::sort_slot(criterion.place));
  }
  const auto metres = distance_from(*criterion.from, document);
  return metres ? number_bytes(*metres) : std::string();
}

}  // namespace

std::string SortKey::operator()(const Xapian::Document& document) const {
  std::string key;
  for (const auto& criterion : criteria_) {
    const std::string value = ordered_value(criterion, document);
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

std::optional<double> SortKey::distance(const Xapian::Document& document) const {
  const auto nearest = std::find_if(criteria_.begin(), criteria_.end(),
                                    [](const SortCriterion& criterion) { return criterion.from.has_value(); });
  return nearest == criteria_.end() ? std::nullopt : distance_from(*nearest->from, document);
}

}  // namespace telusur::backend
