#include "analysis/indonesian/english_base.hpp"

namespace telusur::analysis {
namespace {

struct Inflection {
  std::string_view ending;
  std::string_view base_ending;  // what stands in its place in the base
};

constexpr Inflection kInflections[] = {{"s", ""},    {"es", ""},  {"ies", "y"}, {"ed", ""}, {"ed", "e"},
                                       {"ied", "y"}, {"ing", ""}, {"ing", "e"}, {"ly", ""}};

// running, stopped: the consonant before the ending is doubled.
bool is_doubled(std::string_view stem) noexcept {
  const std::size_t n = stem.size();
  return n >= 4 && stem[n - 1] == stem[n - 2];
}

bool is_inflected(const IndonesianLexicon& lexicon, std::string_view word) noexcept {
  constexpr std::size_t kShortestStem = 4;  // phis, dues: shorter ones are names and chance
  constexpr std::string_view kLastLetters = "sdgy";
  if (word.empty() || kLastLetters.find(word.back()) == std::string_view::npos) {
    return false;
  }
  for (const Inflection& inflection : kInflections) {
    if (word.size() < inflection.ending.size() + kShortestStem || !word.ends_with(inflection.ending)) {
      continue;
    }
    const std::string_view stem = word.substr(0, word.size() - inflection.ending.size());
    if (lexicon.has_english(stem, inflection.base_ending)) {
      return true;
    }
    const bool may_double = inflection.ending == "ing" || inflection.ending == "ed";
    if (may_double && is_doubled(stem) && lexicon.has_english(stem.substr(0, stem.size() - 1))) {
      return true;
    }
  }
  return false;
}

// Under affixes that Indonesian freely puts on foreign words a short base is no chance; under others it often is one
// (bernard, dahlan).
std::size_t shortest_base(ChainId chain, const SuffixReading& suffix) noexcept {
  if (suffix.penalty != 0) {
    return 5;
  }
  if (chain == kNoChain) {
    return suffix.suffix == Suffix::kNone ? 3 : suffix.suffix == Suffix::kKan ? 4 : 5;
  }
  const Prefix first = first_prefix(chain);
  return first == Prefix::kDi || first == Prefix::kMen ? 4 : 5;
}

}  // namespace

bool is_english_word(const IndonesianLexicon& lexicon, std::string_view word) noexcept {
  return lexicon.has_english(word) || is_inflected(lexicon, word);
}

std::string_view find_english_base(const IndonesianLexicon& lexicon, std::string_view word,
                                   const AffixReadings& readings) noexcept {
  std::string_view best;
  for (const SuffixReading& suffix : readings.suffixes) {
    for (const PrefixReading& prefix : readings.prefixes) {
      if (prefix.length + shortest_base(prefix.chain, suffix) > suffix.end) {
        continue;
      }
      if (prefix.restored != '\0' || chain_length(prefix.chain) > 1) {
        continue;
      }
      const std::string_view base = word.substr(prefix.length, suffix.end - prefix.length);
      if (base.size() > best.size() && base.size() < word.size() && is_english_word(lexicon, base)) {
        best = base;
      }
    }
  }
  return best;
}

}  // namespace telusur::analysis
