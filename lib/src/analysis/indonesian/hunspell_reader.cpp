#include "analysis/indonesian/hunspell_reader.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "analysis/indonesian/text_lines.hpp"

namespace telusur::analysis {
namespace {

using Flag = std::string_view;  // two characters
constexpr std::size_t kFlagLength = 2;
struct AffixClass {
  bool is_prefix = false;
  bool nasal = false;
  std::string_view text;           // first spelling
  std::string_view continuations;  // flags behind the slash of the first rule
};

struct Pattern {
  ChainId chain = kNoChain;
  Suffix suffix = Suffix::kNone;
};

struct AffixFile {
  std::map<Flag, AffixClass> classes;
  Flag need_affix;
};

// More than two rules with letters stripped: the nasal prefixes, which swallow k, p, s and t.
constexpr int kFewestNasalRules = 3;

AffixFile read_classes(std::string_view aff) {
  AffixFile file;
  std::map<Flag, int> stripping;
  for_each_line(aff, [&](std::string_view line) {
    const auto fields = split_fields(line);
    if (fields.count >= 2 && fields[0] == "NEEDAFFIX") {
      file.need_affix = fields[1];
    }
    const bool is_prefix = fields.count >= 4 && fields[0] == "PFX";
    const bool is_suffix = fields.count >= 4 && fields[0] == "SFX";
    if ((!is_prefix && !is_suffix) || fields[2] == "Y" || fields[2] == "N") {
      return;
    }
    const Flag flag = fields[1];
    if (fields[2] != "0" && ++stripping[flag] >= kFewestNasalRules) {
      file.classes[flag].nasal = true;
    }
    AffixClass& affix = file.classes[flag];
    if (!affix.text.empty()) {
      return;
    }
    affix.is_prefix = is_prefix;
    const auto slash = fields[3].find('/');
    affix.text = fields[3].substr(0, slash);
    if (slash != std::string_view::npos) {
      affix.continuations = fields[3].substr(slash + 1);
    }
  });
  return file;
}

std::optional<Suffix> suffix_of(std::string_view text) {
  if (text == "an") {
    return Suffix::kAn;
  }
  if (text == "kan") {
    return Suffix::kKan;
  }
  if (text == "i") {
    return Suffix::kI;
  }
  // Clitics and the empty second half (-nya, -lah): no suffix of ours.
  if (text == "nya" || text.empty()) {
    return Suffix::kNone;
  }
  return std::nullopt;
}

std::optional<Pattern> pattern_of(const AffixFile& file, const AffixClass& affix) {
  if (affix.is_prefix) {
    const ChainId chain = chain_of_surface(affix.text, affix.nasal);
    if (chain == kIllegalChain) {
      return std::nullopt;
    }
    return Pattern{chain, Suffix::kNone};
  }
  const auto suffix = suffix_of(affix.text);
  if (!suffix) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i + kFlagLength <= affix.continuations.size(); i += kFlagLength) {
    const auto half = file.classes.find(affix.continuations.substr(i, kFlagLength));
    if (half == file.classes.end() || !half->second.is_prefix) {
      continue;
    }
    const ChainId chain = chain_of_surface(half->second.text, half->second.nasal);
    if (chain != kIllegalChain) {
      return Pattern{chain, *suffix};
    }
  }
  return Pattern{kNoChain, *suffix};
}

// A root whose first letter takes the nasal prefix without a nasal (me-, pe- before l, m, n, r, w, y) cannot show
// whether its pe- is the nasal one: read it as such.
ChainId normalise_pe(ChainId chain, std::string_view word) {
  constexpr std::string_view kSilentNasal = "lmnrwy";
  const bool plain_pe = chain == chain_of_surface("pe", false);
  return plain_pe && kSilentNasal.find(word.front()) != std::string_view::npos ? chain_of_surface("pe", true) : chain;
}

std::optional<std::string> fold_word(std::string_view word) {
  std::string folded;
  for (const char c : word) {
    if (c >= 'A' && c <= 'Z') {
      folded += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || c == '-') {
      folded += c;
    } else {
      return std::nullopt;
    }
  }
  if (folded.empty() || folded.size() > kLongestWord || folded.front() == '-' || folded.back() == '-') {
    return std::nullopt;
  }
  return folded;
}

}  // namespace

std::vector<HunspellEntry> read_hunspell(std::string_view dic, std::string_view aff) {
  const AffixFile file = read_classes(aff);
  std::map<Flag, Pattern> patterns;
  for (const auto& [flag, affix] : file.classes) {
    if (const auto pattern = pattern_of(file, affix)) {
      patterns.emplace(flag, *pattern);
    }
  }

  std::vector<HunspellEntry> entries;
  for_each_line(dic, [&](std::string_view line) {
    const auto slash = line.find('/');
    auto word = fold_word(line.substr(0, slash));
    if (!word) {
      return;
    }
    HunspellEntry entry{.word = std::move(*word), .patterns = {}, .bound = false};
    const std::string_view flags = slash == std::string_view::npos ? std::string_view{} : line.substr(slash + 1);
    for (std::size_t i = 0; i + kFlagLength <= flags.size(); i += kFlagLength) {
      const Flag flag = flags.substr(i, kFlagLength);
      if (flag == file.need_affix) {
        entry.bound = true;
      }
      if (const auto found = patterns.find(flag); found != patterns.end()) {
        entry.patterns.insert(normalise_pe(found->second.chain, entry.word), found->second.suffix);
      }
    }
    entries.push_back(std::move(entry));
  });
  return entries;
}

std::vector<std::string_view> read_hunspell_words(std::string_view dic) {
  std::vector<std::string_view> words;
  for_each_line(dic, [&](std::string_view line) {
    const std::string_view word = line.substr(0, line.find_first_of("/\t "));
    if (word.size() < 2 || word.size() > kLongestWord || word.front() < 'a' || word.front() > 'z') {
      return;
    }
    if (std::ranges::any_of(word, [](char c) { return c >= 'A' && c <= 'Z'; })) {
      return;
    }
    words.push_back(word);
  });
  return words;
}

}  // namespace telusur::analysis
