#include "analysis/indonesian/stemmer.hpp"

#include "analysis/indonesian/english_base.hpp"
#include "analysis/indonesian/hashed_word.hpp"
#include "analysis/indonesian/root_search.hpp"
#include "analysis/indonesian/rule_stemmer.hpp"
#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace telusur::analysis {
namespace {

// Dearer readings are chance: a short root that happens to stand inside a name or a foreign word.
constexpr int kDearestReading = 30;
// A word that is English as well must be well attested to count as a derivation.
constexpr int kDearestReadingOfEnglish = 12;
constexpr std::size_t kMaxCodePoints = 64;

bool is_too_long(std::string_view word) noexcept {
  if (word.size() <= kMaxCodePoints) {
    return false;
  }
  return word.size() > kMaxWordBytes || base::count_code_points(word) > kMaxCodePoints;
}

Stem stem_by_lexicon(const IndonesianLexicon& lexicon, const HashedWord& hashed) noexcept {
  const std::string_view word = hashed.text();
  if (const auto entry = lexicon.find(hashed.key(0, word.size())); entry && entry.is(image::kWord)) {
    const StemKind kind = entry.is(image::kProtected) ? StemKind::kProtectedWord : StemKind::kEntry;
    const bool is_english = entry.is(image::kEnglish);
    return {.text = entry.stem(),
            .kind = kind,
            .english = is_english ? word : std::string_view{},
            .is_english = is_english};
  }
  const AffixReadings readings(hashed);
  const RootReading reading = find_root(lexicon, hashed, readings);
  Stem analysed{.text = reading.root ? reading.root.stem() : word, .kind = StemKind::kAnalysed};
  if (reading.root && reading.cost <= kDearestReadingOfEnglish) {
    analysed.is_english = lexicon.has_english(hashed.hash('\0', 0, word.size()), word);
    return analysed;
  }
  if (is_english_word(lexicon, word)) {
    return {.text = word, .kind = StemKind::kEnglishBase, .english = word, .is_english = true};
  }
  if (reading.root && reading.cost <= kDearestReading) {
    return analysed;
  }
  if (const std::string_view base = find_english_base(lexicon, word, readings); !base.empty()) {
    return {.text = base, .kind = StemKind::kEnglishBase, .english = base};
  }
  return stem_by_rule(word, readings, RuleStrength::kBesideLexicon);
}

}  // namespace

Stem IndonesianStemmer::stem(std::string_view word) const noexcept {
  if (word.empty() || is_too_long(word)) {
    return {.text = word};
  }
  if (base::is_lower_ascii(word)) {
    return stem_plain(word);
  }
  if (word.find('-') != std::string_view::npos) {
    return stem_hyphenated(word);
  }
  if (const std::size_t two = word.find('2'); two != std::string_view::npos) {
    return stem_doubled_by_digit(word, two);
  }
  return stem_plain(word);
}

Stem IndonesianStemmer::stem_plain(std::string_view word) const noexcept {
  const HashedWord hashed(word);
  Stem stem =
      lexicon_ ? stem_by_lexicon(*lexicon_, hashed) : stem_by_rule(word, AffixReadings(hashed), RuleStrength::kAlone);
  // What a guess leaves may be a known word after all, and an English word a form of an Indonesian one (dimeter,
  // salami); the stem of a stem must be itself.
  if (stem.kind == StemKind::kGuess) {
    stem.text = stem_plain(stem.text).text;
  } else if (stem.kind == StemKind::kEnglishBase && stem.text.size() < word.size()) {
    return stem_plain(stem.text);
  }
  return stem;
}

}  // namespace telusur::analysis
