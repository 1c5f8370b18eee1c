#include "text/ascii_words.hpp"

#include <array>

namespace telusur::text {

namespace {

enum Class : unsigned char { kOther, kLetter, kDigit, kUnderscore, kMidBoth, kMidNumber, kBlank, kHigh };

constexpr Class class_of(unsigned char c) {
  if (c >= 0x80) {
    return kHigh;
  }
  const char ascii = static_cast<char>(c);
  if (is_blank_byte(ascii)) {
    return kBlank;
  }
  switch (ascii) {
    case '_':
      return kUnderscore;
    case '.':
    case '\'':
      return kMidBoth;
    case ',':
    case ';':
      return kMidNumber;
    default:
      return c >= '0' && c <= '9' ? kDigit : is_word_byte(ascii) ? kLetter : kOther;
  }
}

constexpr std::array<Class, 256> make_classes() {
  std::array<Class, 256> classes{};
  for (unsigned i = 0; i < classes.size(); ++i) {
    classes[i] = class_of(static_cast<unsigned char>(i));
  }
  return classes;
}

constexpr auto kClasses = make_classes();

constexpr bool is_word(Class c) { return c >= kLetter && c <= kUnderscore; }

}  // namespace

std::size_t scan_ascii_words(std::string_view text, std::size_t at, std::vector<Segment>& words) {
  const auto class_at = [text](std::size_t i) {
    return i < text.size() ? kClasses[static_cast<unsigned char>(text[i])] : kBlank;
  };
  for (;;) {
    Class here = class_at(at);
    while (here >= kMidBoth && here <= kMidNumber) {
      here = class_at(++at);
    }
    if (here == kBlank || here == kHigh) {
      return at;
    }
    if (here == kOther) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    bool content = false;
    for (Class last = here;; last = here) {
      content = content || last != kUnderscore;
      here = class_at(++at);
      if (is_word(here)) {
        continue;
      }
      // "node.js", "Jum'at" between letters; "3,5" between digits.
      const Class after = here == kMidBoth || here == kMidNumber ? class_at(at + 1) : kOther;
      if (after != last || last == kUnderscore || (here == kMidNumber && last != kDigit)) {
        break;
      }
      here = class_at(++at);
    }
    if (content) {
      words.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at - begin), SegmentKind::kWord});
    }
  }
}

}  // namespace telusur::text
