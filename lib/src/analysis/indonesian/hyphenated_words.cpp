#include <algorithm>

#include "analysis/indonesian/affix_scanner.hpp"
#include "analysis/indonesian/stemmer.hpp"
#include "base/ascii.hpp"

/// The part of the stemmer that reads words with hyphens: doubling, clitics and affixes written apart.
namespace telusur::analysis {
namespace {

template <std::size_t N>
bool is_one_of(std::string_view text, const std::string_view (&list)[N]) noexcept {
  return std::ranges::find(list, text) != std::end(list);
}

// Written before a hyphen where the base is foreign, capitalised or a number.
constexpr std::string_view kPrefixes[] = {
    "di",    "ke",  "se",    "me",    "mem",  "men", "meng", "menge",  "pe",     "pem",   "pen",   "peng", "penge",
    "per",   "ber", "ter",   "nge",   "ng",   "ku",  "kau",  "memper", "diper",  "anti",  "non",   "pra",  "pasca",
    "antar", "sub", "super", "multi", "semi", "pro", "eks",  "maha",   "kontra", "ultra", "inter", "tuna", "swa"};

constexpr std::string_view kClitics[] = {"nya", "ku", "mu", "lah", "kah", "tah", "pun"};
// Believed only behind a prefix (di-download-in) or a number (1990-an): log-in and plug-in are English.
constexpr std::string_view kSuffixes[] = {"an", "kan", "i", "in"};

bool is_known(const Stem& stem) noexcept { return stem.kind != StemKind::kUnchanged && stem.kind != StemKind::kGuess; }

Stem doubled(Stem stem) noexcept {
  if (stem.kind != StemKind::kEnglishBase) {
    stem.kind = StemKind::kReduplicated;
  }
  return stem;
}

// berlari-lari, meniru-niru: the second half repeats the end of the first one.
// sebagus-bagusnya, berbalas-balasan, kata-katanya: so it does under its suffixes.
bool repeats_end(std::string_view first, std::string_view second) noexcept {
  constexpr std::size_t kShortestRepeat = 3;
  for (const SuffixReading& reading : scan_suffixes(second)) {
    if (reading.end >= kShortestRepeat && first.ends_with(second.substr(0, reading.end))) {
      return true;
    }
  }
  return false;
}

}  // namespace

Stem IndonesianStemmer::stem_hyphenated(std::string_view word) const noexcept {
  const std::size_t first = word.find('-');
  const std::size_t last = word.rfind('-');
  if (first == 0 || last + 1 == word.size()) {
    return {.text = word};
  }
  const bool has_prefix = is_one_of(word.substr(0, first), kPrefixes);
  const std::string_view ending = word.substr(last + 1);
  const bool may_have_suffix = base::is_digit(word[last - 1]) || (has_prefix && first != last);
  if (is_one_of(ending, kClitics) || (may_have_suffix && is_one_of(ending, kSuffixes))) {
    return stem(word.substr(0, last));
  }
  if (has_prefix) {
    return stem(word.substr(first + 1));
  }
  if (first == last) {
    return stem_pair(word, first);
  }
  return {.text = word};
}

Stem IndonesianStemmer::stem_pair(std::string_view word, std::size_t hyphen) const noexcept {
  const std::string_view first = word.substr(0, hyphen);
  const std::string_view second = word.substr(hyphen + 1);
  // 0812-812 and 1-1 are numbers beside each other.
  if (!base::is_digit(second.back()) && (first == second || repeats_end(first, second))) {
    return doubled(stem(first));
  }
  // tulis-menulis, surat-menyurat: the halves share their root.
  const Stem of_first = stem(first);
  if (is_known(of_first) && stem(second).text == of_first.text) {
    return doubled(of_first);
  }
  if (lexicon_) {
    // Rhymed pairs and compounds of the lexicon: bolak-balik, sayur-mayur, with clitics.
    for (const SuffixReading& reading : scan_suffixes(word)) {
      if (reading.suffix != Suffix::kNone || reading.end <= hyphen) {
        continue;
      }
      if (const auto entry = lexicon_->find(word.substr(0, reading.end)); entry && entry.is(image::kWord)) {
        return {.text = entry.stem(), .kind = StemKind::kEntry};
      }
    }
  }
  return {.text = word};
}

// buku2, buku2nya: doubling in informal writing.
Stem IndonesianStemmer::stem_doubled_by_digit(std::string_view word, std::size_t digit) const noexcept {
  const std::string_view rest = word.substr(digit + 1);
  if (digit < 3 || !(rest.empty() || is_one_of(rest, kClitics) || is_one_of(rest, kSuffixes))) {
    return {.text = word};
  }
  const Stem once = stem_plain(word.substr(0, digit));
  return is_known(once) && once.kind != StemKind::kEnglishBase ? doubled(once) : Stem{.text = word};
}

}  // namespace telusur::analysis
