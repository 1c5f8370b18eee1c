#include "analysis/indonesian/rule_stemmer.hpp"

namespace telusur::analysis {
namespace {

constexpr std::size_t kShortestGuess = 4;

bool has_vowel(std::string_view text) noexcept { return text.find_first_of("aeiou") != std::string_view::npos; }

// Whether a text can begin an Indonesian word: with a vowel, or with at most a consonant that joins l, r, w, y or h.
bool begins_word(std::string_view text) noexcept {
  constexpr std::string_view kFirst = "aeiou";
  constexpr std::string_view kSecond = "aeioulrwyhg";
  if (kFirst.find(text[0]) != std::string_view::npos) {
    return true;
  }
  return kSecond.find(text[1]) != std::string_view::npos && (text[1] != 'g' || text[0] == 'n');
}

// ke-…-an, peN-…-an, di-…-kan: a prefix and a suffix that belong together are hardly ever chance.
bool is_circumfix(ChainId chain, Suffix suffix) noexcept {
  if (chain_length(chain) != 1) {
    return false;
  }
  switch (first_prefix(chain)) {
    case Prefix::kKe:
    case Prefix::kPen:
    case Prefix::kPer:
      return suffix == Suffix::kAn;
    case Prefix::kBer:
      return suffix == Suffix::kAn || suffix == Suffix::kKan;
    case Prefix::kDi:
    case Prefix::kMen:
      return suffix == Suffix::kKan || suffix == Suffix::kI;
    default:
      return false;
  }
}

bool is_single_affix(ChainId chain, Suffix suffix) noexcept {
  if (chain == kNoChain) {
    return suffix == Suffix::kKan || suffix == Suffix::kAn;
  }
  if (chain_length(chain) != 1 || suffix != Suffix::kNone) {
    return false;
  }
  const Prefix first = first_prefix(chain);
  return first == Prefix::kDi || first == Prefix::kMen || first == Prefix::kBer || first == Prefix::kTer ||
         first == Prefix::kPen;
}

bool takes_too_much(const SuffixReading& suffix, RuleStrength strength, std::string_view word) noexcept {
  // -ku, -mu, -lah end many names (abdullah); -nya ends hardly any.
  return strength == RuleStrength::kBesideLexicon && suffix.clitics > 0 && !word.substr(suffix.end).ends_with("nya");
}

// didekonstruksi, perhimpitkan: the -i of a loan in -asi, -si and the -an of -kan are no suffixes.
bool splits_longer_ending(std::string_view word, const SuffixReading& suffix) noexcept {
  if (suffix.suffix == Suffix::kI) {
    return word[suffix.end - 1U] == 's';
  }
  return suffix.suffix == Suffix::kAn && word[suffix.end - 1U] == 'k' && !has_vowel(word.substr(suffix.end - 2U, 1));
}

}  // namespace

Stem stem_by_rule(std::string_view word, const AffixReadings& readings, RuleStrength strength) noexcept {
  std::string_view best = word;
  for (const SuffixReading& suffix : readings.suffixes) {
    if (takes_too_much(suffix, strength, word) || suffix.penalty != 0 || splits_longer_ending(word, suffix)) {
      continue;
    }
    for (const PrefixReading& prefix : readings.prefixes) {
      if (prefix.restored != '\0' || prefix.penalty != 0 || prefix.length + kShortestGuess > suffix.end) {
        continue;
      }
      const bool is_bare = prefix.chain == kNoChain && suffix.suffix == Suffix::kNone;
      const bool is_allowed = is_bare || is_circumfix(prefix.chain, suffix.suffix) ||
                              (strength == RuleStrength::kAlone && is_single_affix(prefix.chain, suffix.suffix));
      const std::string_view rest = word.substr(prefix.length, suffix.end - prefix.length);
      if (is_allowed && has_vowel(rest) && (prefix.length == 0 || begins_word(rest)) && rest.size() < best.size()) {
        best = rest;
      }
    }
  }
  return {.text = best, .kind = best.size() == word.size() ? StemKind::kUnchanged : StemKind::kGuess};
}

}  // namespace telusur::analysis
