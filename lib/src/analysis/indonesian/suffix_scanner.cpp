#include <cstring>
#include <string_view>

#include "analysis/indonesian/affix_scanner.hpp"

/// The suffix half of the affix scanner.
namespace telusur::analysis {
namespace {

constexpr std::size_t kShortestRest = 2;

/// Whether the first `end` bytes of a word end in a text and leave enough of it.
template <std::size_t N>
bool ends_in(std::string_view word, std::size_t end, const char (&ending)[N]) noexcept {
  constexpr std::size_t kLength = N - 1;
  return end >= kLength + kShortestRest && std::memcmp(word.data() + end - kLength, ending, kLength) == 0;
}

constexpr std::uint8_t kPersonalPenalty = 4;
constexpr std::uint8_t kQuestionPenalty = 8;
// -tah is archaic, and -pun is written apart but for a few words.
constexpr std::uint8_t kRarePenalty = 20;

void add_suffix(const SuffixReading& from, std::size_t length, Suffix suffix, int penalty, SuffixReadings& readings) {
  SuffixReading reading = from;
  reading.end = static_cast<std::uint8_t>(from.end - length);
  reading.suffix = suffix;
  reading.penalty = static_cast<std::uint8_t>(from.penalty + penalty);
  readings.add(reading);
}

// The reading itself, and its continuations with a suffix.
void add_with_suffixes(std::string_view word, const SuffixReading& from, SuffixReadings& readings) {
  readings.add(from);
  const std::size_t end = from.end;
  if (ends_in(word, end, "n")) {
    if (ends_in(word, end, "kan")) {
      add_suffix(from, 3, Suffix::kKan, 0, readings);
    }
    if (ends_in(word, end, "an")) {
      add_suffix(from, 2, Suffix::kAn, 0, readings);
    }
    if (ends_in(word, end, "wan")) {
      add_suffix(from, 3, Suffix::kWan, 0, readings);
    }
    // -in is the colloquial -kan or -i.
    if (ends_in(word, end, "in")) {
      add_suffix(from, 2, Suffix::kKan, kColloquialPenalty, readings);
    }
  } else if (ends_in(word, end, "i")) {
    add_suffix(from, 1, Suffix::kI, 0, readings);
    if (ends_in(word, end, "wati")) {
      add_suffix(from, 4, Suffix::kWan, 0, readings);
    }
  }
}

void add_with_possessives(std::string_view word, const SuffixReading& from, SuffixReadings& readings) {
  add_with_suffixes(word, from, readings);
  if (!ends_in(word, from.end, "a") && !ends_in(word, from.end, "u")) {
    return;
  }
  SuffixReading reading = from;
  ++reading.clitics;
  if (ends_in(word, from.end, "nya")) {
    reading.end = static_cast<std::uint8_t>(from.end - 3);
  } else if (ends_in(word, from.end, "ku") || ends_in(word, from.end, "mu")) {
    reading.end = static_cast<std::uint8_t>(from.end - 2);
    reading.is_personal = true;
    reading.penalty = static_cast<std::uint8_t>(from.penalty + kPersonalPenalty);
  } else {
    return;
  }
  add_with_suffixes(word, reading, readings);
}

}  // namespace

SuffixReadings scan_suffixes(std::string_view word) noexcept {
  SuffixReadings readings;
  SuffixReading reading{.end = static_cast<std::uint8_t>(word.size()),
                        .suffix = Suffix::kNone,
                        .clitics = 0,
                        .penalty = 0,
                        .is_personal = false,
                        .has_particle = false};
  add_with_possessives(word, reading, readings);
  if (!ends_in(word, word.size(), "h") && !ends_in(word, word.size(), "n")) {
    return readings;
  }
  if (ends_in(word, word.size(), "lah")) {
    reading.penalty = 0;
  } else if (ends_in(word, word.size(), "kah")) {
    reading.penalty = kQuestionPenalty;
  } else if (ends_in(word, word.size(), "pun") || ends_in(word, word.size(), "tah")) {
    reading.penalty = kRarePenalty;
  } else {
    return readings;
  }
  reading.end = static_cast<std::uint8_t>(word.size() - 3);
  reading.clitics = 1;
  reading.has_particle = true;
  add_with_possessives(word, reading, readings);
  return readings;
}

}  // namespace telusur::analysis
