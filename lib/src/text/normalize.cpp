#include "text/normalize.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "text/icu_error.hpp"

namespace telusur::text {

namespace {

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x1F && c < 0x7F; });
}

std::string fold_ascii(std::string_view word) {
  std::string folded(word);
  for (char& c : folded) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return folded;
}

/// `text` without controls and invalid bytes, cut to the limits, so that normalising it stays cheap.
std::string bounded(std::string_view text, std::size_t max_code_points) {
  std::string out;
  std::size_t count = 0;
  std::size_t marks = 0;
  for (std::size_t at = 0; at < text.size() && count < max_code_points;) {
    const auto [value, length] = base::code_point_at(text, at);
    const auto code_point = static_cast<UChar32>(value);
    const bool mark = (U_GET_GC_MASK(code_point) & U_GC_M_MASK) != 0;
    marks = mark ? marks + 1 : 0;
    if (value != 0xFFFD && u_charType(code_point) != U_CONTROL_CHAR && marks <= kMaxMarks) {
      out.append(text.substr(at, length));
      ++count;
    }
    at += length;
  }
  return out;
}

std::string_view first_code_points(std::string_view text, std::size_t limit) {
  std::size_t at = 0;
  for (std::size_t count = 0; count < limit && at < text.size(); ++count) {
    at += base::code_point_at(text, at).length;
  }
  return text.substr(0, at);
}

/// Apostrophes and hyphens as they are typed: ’ ‘ ʼ ʻ as ', and ‐ (to which NFKC turns the one that does not break) as
/// -.
std::string plain_punctuation(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const auto [value, length] = base::code_point_at(word, at);
    const bool apostrophe = value == 0x2018 || value == 0x2019 || value == 0x02BB || value == 0x02BC;
    const auto written = word.substr(at, length);
    out += apostrophe ? "'" : value == 0x2010 ? "-" : written;
    at += length;
  }
  return out;
}

std::string normalized(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  check_icu(status, "load the normalisation data");
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr,
                            status);
  check_icu(status, "normalise a text");
  return folded;
}

}  // namespace

std::string fold_word(std::string_view word) {
  if (word.size() <= kMaxWordCodePoints && is_plain_ascii(word)) {
    return fold_ascii(word);
  }
  const std::string folded = normalized(bounded(base::utf8_prefix(word, kMaxWordBytes), kMaxWordCodePoints));
  return plain_punctuation(first_code_points(folded, kMaxWordCodePoints));
}

std::string fold_text(std::string_view text) {
  return is_plain_ascii(text) ? fold_ascii(text) : plain_punctuation(normalized(bounded(text, text.size())));
}

}  // namespace telusur::text
