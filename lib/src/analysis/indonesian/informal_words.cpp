#include "analysis/indonesian/informal_words.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.hpp"

namespace telusur::analysis {
namespace {

constexpr std::string_view kVowels = "aeiou";

bool is_vowel(char c) noexcept { return kVowels.find(c) != std::string_view::npos; }

/// Reads one word.
class Reader {
 public:
  Reader(const InformalSources& sources, std::string_view word) : sources_(sources), word_(word) {}

  Variants read() {
    if (take_listed(word_) || take_doubled()) {
      return std::move(variants_);
    }
    if (!base::is_lower_ascii(word_) || is_standard()) {
      return {};
    }
    stem_ = sources_.stemmer.stem(word_);
    if (is_unknown(stem_) && take_squeezed()) {
      return std::move(variants_);
    }
    if (stem_.text != word_ && take_listed(stem_.text)) {
      return std::move(variants_);
    }
    if (is_unknown(stem_)) {
      take_spoken_verb();
    }
    return std::move(variants_);
  }

 private:
  static bool is_unknown(const Stem& stem) noexcept {
    return stem.kind == StemKind::kUnchanged || stem.kind == StemKind::kGuess;
  }

  // Most words of a text: the lexicon has them as they stand.
  bool is_standard() const noexcept {
    return has_lexicon_word(word_, image::kWord) ||
           (sources_.lexicon != nullptr && sources_.lexicon->has_english(word_));
  }

  bool is_listed(std::string_view word) const noexcept { return !sources_.aliases.find(word).empty(); }

  bool is_entry(std::string_view word) const noexcept {
    const StemKind kind = sources_.stemmer.stem(word).kind;
    return kind == StemKind::kEntry || kind == StemKind::kProtectedWord ||
           (kind == StemKind::kEnglishBase && sources_.stemmer.stem(word).text == word);
  }

  bool take_listed(std::string_view word) {
    const auto& standard = sources_.aliases.find(word);
    if (standard.empty()) {
      return false;
    }
    auto& forms = standard.size() == 1 ? variants_.aliases : variants_.parts;
    forms.insert(forms.end(), standard.begin(), standard.end());
    variants_.language = Language::kIndonesian;
    return true;
  }

  void take(std::string_view word) {
    variants_.aliases.emplace_back(word);
    take_listed(word);
  }

  // buku2 and buku2nya are buku-buku and buku-bukunya.
  bool take_doubled() {
    const std::size_t two = word_.find('2');
    if (two == std::string_view::npos || two < 2 || word_.find('2', two + 1) != std::string_view::npos ||
        !base::is_lower_ascii(word_.substr(0, two)) || !base::is_lower_ascii(word_.substr(two + 1))) {
      return false;
    }
    const std::string_view once = word_.substr(0, two);
    const auto& standard = sources_.aliases.find(once);
    const std::string base(standard.size() == 1 ? std::string_view(standard.front()) : once);
    const std::string pair = base + "-" + base;
    const bool is_pair = has_lexicon_word(pair, image::kWord);
    // berlari2 is berlari-lari: its stem is enough.
    const Stem stem = sources_.stemmer.stem(word_);
    const bool is_root = stem.kind == StemKind::kReduplicated && stem.text == once;
    if (!is_pair && !is_root && standard.size() != 1) {
      return false;
    }
    if (!is_suffix(word_.substr(two + 1))) {
      return false;
    }
    variants_.aliases.push_back(pair + std::string(word_.substr(two + 1)));
    variants_.language = Language::kIndonesian;
    return true;
  }

  static bool is_suffix(std::string_view text) noexcept {
    constexpr std::array<std::string_view, 8> kAllowed = {"", "nya", "an", "ku", "mu", "lah", "kah", "pun"};
    return std::find(kAllowed.begin(), kAllowed.end(), text) != kAllowed.end();
  }

  /// The word with runs of at least `from` equal letters cut to `to`.
  std::string squeezed(std::size_t from, std::size_t to) const {
    std::string out;
    for (std::size_t i = 0; i < word_.size();) {
      const std::size_t end = std::min(word_.find_first_not_of(word_[i], i), word_.size());
      out.append(end - i >= from ? std::min(to, end - i) : end - i, word_[i]);
      i = end;
    }
    return out;
  }

  bool take_squeezed() {
    const bool has_run = squeezed(3, 2).size() < word_.size();
    const std::size_t n = word_.size();
    const bool ends_doubled = n >= 4 && word_[n - 1] == word_[n - 2] && is_vowel(word_.back());
    if (!has_run && !ends_doubled) {
      return false;
    }
    // maaaf is maaf before it is maf; capeeek has no word with two.
    if (const std::string twice = squeezed(3, 2); has_run && (is_listed(twice) || is_entry(twice))) {
      take(twice);
      return true;
    }
    for (const std::string& once : {squeezed(3, 1), squeezed(2, 1)}) {
      const bool is_known = !is_unknown(sources_.stemmer.stem(once)) || is_listed(once);
      if (once.size() >= 2 && once.size() < n && is_known) {
        take(once);
        return true;
      }
    }
    return false;
  }

  struct SpokenPrefix {
    std::string_view text;
    std::string_view before;    // letters that may follow; "": any
    char restored;              // the first letter of the root that the nasal has swallowed; '\0': none
    std::size_t shortest_root;  // of a root of the lexicon, without a suffix; 0: only words of the lists
  };

  // ngambilin, nungguin, nyobain; nge- before one syllable (ngecek); the nasal that swallows nothing before a voiced
  // stop (nggambar, mbaca, ndengerin). Without a suffix the stemmer has read what it holds for likely.
  static constexpr SpokenPrefix kPrefixes[] = {
      {"nge", "", '\0', 3},    {"ng", kVowels, '\0', 0}, {"ng", kVowels, 'k', 0}, {"ng", "g", '\0', 4},
      {"ny", kVowels, 's', 0}, {"ny", kVowels, 'c', 0},  {"n", kVowels, 't', 0},  {"m", kVowels, 'p', 0},
      {"m", "b", '\0', 4},     {"n", "dj", '\0', 4},     {"di", "", '\0', 0},     {"ke", "", '\0', 0},
      {"", "", '\0', 0},
  };
  static constexpr std::string_view kSuffixes[] = {"", "in", "an"};

  void take_spoken_verb() {
    std::string best;
    int best_productivity = -1;
    // -nya behind it all.
    const std::string_view whole = stem_.kind == StemKind::kGuess && word_.ends_with("nya") ? stem_.text : word_;
    for (const auto& prefix : kPrefixes) {
      for (const auto suffix : kSuffixes) {
        const std::string root = spoken_root(whole, prefix, suffix);
        if (take_listed(root)) {
          return;
        }
        // nyobain: coba, not soba.
        if (const int productivity = productivity_of(root, prefix, suffix); productivity > best_productivity) {
          best = root;
          best_productivity = productivity;
        }
      }
    }
    if (!best.empty()) {
      variants_.aliases.push_back(std::move(best));
      variants_.language = Language::kIndonesian;
    }
  }

  /// What stands between a prefix and a suffix, with what the prefix has swallowed; empty when they are not there.
  static std::string spoken_root(std::string_view whole, const SpokenPrefix& prefix, std::string_view suffix) {
    constexpr std::size_t kShortest = 3;
    if ((prefix.text.empty() && suffix.empty()) || !whole.starts_with(prefix.text) || !whole.ends_with(suffix) ||
        whole.size() < prefix.text.size() + kShortest + suffix.size() - (prefix.restored != '\0' ? 1 : 0)) {
      return {};
    }
    const char next = whole[prefix.text.size()];
    if (!prefix.before.empty() && prefix.before.find(next) == std::string_view::npos) {
      return {};
    }
    std::string root(prefix.restored != '\0' ? 1 : 0, prefix.restored);
    root += whole.substr(prefix.text.size(), whole.size() - prefix.text.size() - suffix.size());
    return root;
  }

  /// How many affix patterns the lexicon knows of a root; -1 when it is none, or too short to be no chance.
  int productivity_of(std::string_view root, const SpokenPrefix& prefix, std::string_view suffix) const noexcept {
    const bool is_nasal = !prefix.text.empty() && (prefix.text.front() == 'n' || prefix.text.front() == 'm');
    // nadin, mubin: names look like short roots between n-, m- and -in.
    const std::size_t shortest_under_both = prefix.text.starts_with("ng") ? 3 : 4;
    const std::size_t shortest = suffix.empty() ? prefix.shortest_root : shortest_under_both;
    if (!is_nasal || shortest == 0 || root.size() < shortest || !has_lexicon_word(root, image::kRoot)) {
      return -1;
    }
    return sources_.lexicon->find(root).productivity();
  }

  bool has_lexicon_word(std::string_view word, image::EntryFlag flag) const noexcept {
    if (sources_.lexicon == nullptr) {
      return false;
    }
    const auto entry = sources_.lexicon->find(word);
    return entry && entry.is(image::kWord) && entry.is(flag);
  }

  const InformalSources& sources_;
  std::string_view word_;
  Stem stem_ = {};  // of `word_`, once it is asked for
  Variants variants_;
};

}  // namespace

Variants informal_variants(const InformalSources& sources, std::string_view folded_word) {
  return Reader(sources, folded_word).read();
}

}  // namespace telusur::analysis
