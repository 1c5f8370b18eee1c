#include "text/collation.hpp"

#include <unicode/coll.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>

#include "base/utf8.hpp"
#include "text/icu_error.hpp"

namespace telusur::text {

namespace {

std::unique_ptr<const icu::Collator> make_collator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(icu::Locale::getRoot(), status));
  check_icu(status, "load the collation data");
  collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
  // Marks of one letter in any order make one key.
  collator->setAttribute(UCOL_NORMALIZATION_MODE, UCOL_ON, status);
  check_icu(status, "set up the collation");
  return collator;
}

/// Dear to make, and its constant functions may be called by several threads.
const icu::Collator& collator() {
  static const std::unique_ptr<const icu::Collator> shared = make_collator();
  return *shared;
}

}  // namespace

std::string collation_key(std::string_view text) {
  const std::string_view read = base::utf8_prefix(text, kCollatedBytes);
  const auto units =
      icu::UnicodeString::fromUTF8(icu::StringPiece(read.data(), static_cast<std::int32_t>(read.size())));
  // One byte more than a key has, for the NUL that ends it. What does not fit is cut off, and what is there orders.
  std::array<std::uint8_t, kMaxCollationKeyBytes + 1> key{};
  const std::int32_t needed = collator().getSortKey(units, key.data(), static_cast<std::int32_t>(key.size()));
  if (needed <= 0) {
    throw std::bad_alloc();  // the only reason that is left
  }
  const auto size = std::min(static_cast<std::size_t>(needed) - 1, kMaxCollationKeyBytes);
  return {key.begin(), key.begin() + static_cast<std::ptrdiff_t>(size)};
}

}  // namespace telusur::text
