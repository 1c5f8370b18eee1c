#include "analysis/word_shape.hpp"

#include <algorithm>
#include <array>

#include "analysis/patterns.hpp"
#include "base/ascii.hpp"
#include "text/ascii_words.hpp"

namespace telusur::analysis {

namespace {

constexpr std::size_t kMaxJoinedBytes = 32;
/// Prices as they are written in Indonesian and English texts.
constexpr std::array<std::string_view, 5> kCurrencies = {"rp", "idr", "usd", "us", "rm"};
/// What follows an apostrophe in an English contraction or genitive.
constexpr std::array<std::string_view, 7> kContractions = {"s", "t", "d", "m", "ll", "re", "ve"};

template <std::size_t kSize>
bool contains(const std::array<std::string_view, kSize>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

void add_part(WordShape& shape, std::string_view part) {
  if (!part.empty() && shape.parts.size() < kMaxParts) {
    shape.parts.emplace_back(part);
  }
}

void add_parts(WordShape& shape, std::string_view text, std::string_view separators) {
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(separators), text.size());
    add_part(shape, text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
}

std::string without(std::string_view text, char unwanted) {
  std::string out(text);
  out.erase(std::remove(out.begin(), out.end(), unwanted), out.end());
  return out;
}

WordShape technical() { return {TokenKind::kTechnical, false, {}, {}}; }
WordShape number() { return {TokenKind::kNumber, false, {}, {}}; }

WordShape signed_shape(std::string_view folded) {
  WordShape shape = technical();
  if (folded.front() == '.') {
    shape.parts.emplace_back(folded.substr(1));
  } else {
    shape.equal.emplace_back(folded.substr(1));
  }
  return shape;
}

WordShape plus_shape(std::string_view folded) {
  WordShape shape = technical();
  const auto plus = folded.find("++");
  if (plus + 2 < folded.size()) {
    shape.parts.emplace_back(folded.substr(0, plus + 2));
  } else if (plus > 1) {
    shape.parts.emplace_back(folded.substr(0, plus));
  }
  return shape;
}

WordShape email_shape(std::string_view folded) {
  WordShape shape = technical();
  const auto domain = folded.substr(folded.find('@') + 1);
  add_parts(shape, folded, "@.+-_%");
  shape.parts.resize(std::min(shape.parts.size(), kMaxParts - 1));
  if (domain.find('.') != std::string_view::npos) {
    add_part(shape, domain);
  }
  return shape;
}

WordShape date_shape(std::string_view folded) {
  WordShape shape = number();
  if (const auto time = folded.find('t'); time != std::string_view::npos) {
    add_part(shape, folded.substr(0, time));
  }
  const auto last = folded.find_last_of("-/");
  const auto year = is_digits(folded.substr(0, 4)) ? folded.substr(0, 4) : folded.substr(last + 1);
  if (year.size() == 4) {
    add_part(shape, year);
  }
  return shape;
}

/// docker-compose.yml; 2.0.0-beta.1 keeps its numbers whole.
WordShape file_name_shape(std::string_view folded) {
  WordShape shape = technical();
  while (!folded.empty()) {
    const auto end = std::min(folded.find('-'), folded.size());
    const auto piece = folded.substr(0, end);
    has_ascii_letter(piece) ? add_parts(shape, piece, "._") : add_part(shape, piece);
    folded.remove_prefix(std::min(folded.size(), end + 1));
  }
  return shape;
}

WordShape digits_shape(std::string_view folded) {
  WordShape shape = number();
  if (is_grouped_number(folded)) {
    shape.equal.push_back(ungrouped(folded));
  } else if (is_ipv4(folded)) {
    shape.kind = TokenKind::kTechnical;
  }
  return shape;
}

/// The number behind "rp" or "v": everything from the first digit on; empty when something else follows.
std::string_view number_after_letters(std::string_view folded, std::size_t letters) {
  const auto rest = folded.substr(letters);
  const bool plain = !rest.empty() && is_digit(rest.front()) &&
                     std::all_of(rest.begin(), rest.end(), [](char c) { return is_digit(c) || c == '.' || c == ','; });
  return plain ? rest : std::string_view();
}

bool prefixed_number_shape(std::string_view folded, WordShape& shape) {
  const auto letters =
      static_cast<std::size_t>(std::find_if_not(folded.begin(), folded.end(), is_lower) - folded.begin());
  const auto prefix = folded.substr(0, letters);
  const auto rest = number_after_letters(folded, letters);
  if (rest.empty()) {
    return false;
  }
  if (prefix == "v") {
    shape = number();
    shape.equal.emplace_back(rest);
    return true;
  }
  if (!contains(kCurrencies, prefix)) {
    return false;
  }
  shape = number();
  shape.parts.emplace_back(rest);
  if (is_grouped_number(rest)) {
    shape.parts.push_back(ungrouped(rest));
  }
  return true;
}

WordShape dotted_shape(std::string_view folded) {
  WordShape shape = technical();
  add_parts(shape, folded, "._");
  const bool letters =
      std::all_of(shape.parts.begin(), shape.parts.end(), [](const auto& part) { return is_ascii_letters(part); });
  const bool initials =
      std::all_of(shape.parts.begin(), shape.parts.end(), [](const auto& part) { return part.size() == 1; });
  constexpr std::size_t kMaxSuffix = 3;
  if (letters && (initials || (shape.parts.size() == 2 && shape.parts.back().size() <= kMaxSuffix))) {
    shape.equal.push_back(without(folded, '.'));
  }
  if (initials) {
    shape.parts.clear();
  }
  return shape;
}

/// The humps of getUserById and HTTPServerError, folded; empty when the word is one.
std::vector<std::string> humps_of(std::string_view written, std::string_view folded) {
  if (written.size() != folded.size() || !std::all_of(written.begin(), written.end(), text::is_word_byte)) {
    return {};
  }
  std::vector<std::string> humps;
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= written.size(); ++i) {
    const bool rises = i < written.size() && is_upper(written[i]) && !is_upper(written[i - 1]);
    const bool last_capital =
        i + 1 < written.size() && is_upper(written[i]) && is_upper(written[i - 1]) && is_lower(written[i + 1]);
    if (i == written.size() || rises || last_capital) {
      humps.emplace_back(folded.substr(begin, i - begin));
      begin = i;
    }
  }
  constexpr std::size_t kMinHumps = 3;
  return humps.size() >= (is_lower(written.front()) ? 2 : kMinHumps) ? humps : std::vector<std::string>();
}

void add_humps(WordShape& shape, std::string_view written, std::string_view folded) {
  for (const auto& hump : humps_of(written, folded)) {
    // The "i" of iPhone is no word.
    add_part(shape, hump.size() > 1 ? std::string_view(hump) : std::string_view());
  }
}

void add_apostrophe_form(WordShape& shape, std::string_view folded) {
  const auto apostrophe = folded.rfind('\'');
  if (apostrophe != std::string_view::npos && !contains(kContractions, folded.substr(apostrophe + 1))) {
    shape.equal.push_back(without(folded, '\''));
  }
}

}  // namespace

WordShape shape_of(std::string_view written, const std::string& folded) {
  if (base::is_lower_ascii(folded) && (written == folded || base::is_lower_ascii(written.substr(1)))) {
    return {};  // nothing but letters, the first of them perhaps a capital: nearly every word
  }
  if (folded.size() > 1 && (folded.front() == '#' || folded.front() == '@' || folded.front() == '.')) {
    return signed_shape(folded);
  }
  if (folded.find("++") != std::string::npos) {
    return plus_shape(folded);
  }
  if (folded.find('@') != std::string::npos) {
    return email_shape(folded);
  }
  if (date_length(folded, 0) == folded.size()) {
    return date_shape(folded);
  }
  if (folded.find(':') != std::string::npos || folded.back() == '#') {
    return technical();
  }
  const bool dotted = folded.find('.') != std::string::npos;
  if (folded.find('-') != std::string::npos) {
    return file_name_shape(folded);
  }
  if (is_digit(folded.front()) && folded.find_first_not_of("0123456789.,;'_") == std::string::npos) {
    return digits_shape(folded);
  }
  WordShape shape;
  if (prefixed_number_shape(folded, shape)) {
    return shape;
  }
  if (dotted) {
    return dotted_shape(folded);
  }
  if (folded.find('_') != std::string::npos) {
    shape.has_stem = false;
    shape.kind = TokenKind::kTechnical;
    add_parts(shape, folded, "_");
    return shape;
  }
  add_humps(shape, written, folded);
  add_apostrophe_form(shape, folded);
  return shape;
}

std::string joined_group(std::string_view folded) {
  return folded.size() > kMaxJoinedBytes ? std::string() : without(folded, '-');
}

}  // namespace telusur::analysis
