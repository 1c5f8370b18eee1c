#include "analysis/indonesian/lexicon_compiler.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <span>
#include <unordered_map>

#include "analysis/indonesian/hashed_word.hpp"
#include "analysis/indonesian/hunspell_reader.hpp"
#include "analysis/indonesian/lexicon.hpp"
#include "analysis/indonesian/lexicon_image.hpp"
#include "analysis/indonesian/text_lines.hpp"

namespace telusur::analysis {
namespace {

using image::Entry;

// What is wrong with a word of our lists; empty when nothing is.
std::string fault_of(std::string_view word) {
  if (word.size() > kLongestWord) {
    return "a word of more than 64 bytes";
  }
  const auto is_odd = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '\0' && c <= ' ') || c == '\x7F'; };
  return std::ranges::any_of(word, is_odd) ? "'" + std::string(word) + "' is not lower case" : std::string();
}

struct Draft {
  PatternSet patterns;
  std::uint16_t flags = 0;
  std::string target;    // empty: the word itself
  std::size_t line = 0;  // of the derived words, from 1
};

/// Collects the words of all sources before they are laid out.
class Drafts {
 public:
  explicit Drafts(std::vector<ListProblem>& problems) : problems_(problems) {}

  void add_hunspell(const LexiconSources& sources) {
    for (HunspellEntry& entry : read_hunspell(sources.hunspell_dic, sources.hunspell_aff)) {
      // Halves of doubled words (kejar-ngejar) are met by the rules for hyphens.
      if (entry.bound && entry.word.find('-') != std::string::npos) {
        continue;
      }
      Draft& draft = words_[entry.word];
      merge(draft.patterns, entry.patterns);
      draft.flags |= image::kRoot | (entry.bound ? std::uint16_t{0} : std::uint16_t{image::kWord});
    }
  }

  void add_roots(std::string_view text, const char* list) {
    for_each_word(text, list,
                  [&](std::string_view word) { words_[std::string(word)].flags |= image::kRoot | image::kWord; });
  }

  void add_protected(std::string_view text) {
    for_each_word(text, "protected-id.txt",
                  [&](std::string_view word) { words_[std::string(word)].flags |= image::kWord | image::kProtected; });
  }

  void add_derived(std::string_view text) {
    for_each_entry(text, "derived-id.txt", 2, [&](const Fields& f, std::size_t line) {
      Draft& draft = words_[std::string(f[0])];
      draft.flags |= image::kWord | image::kRoot | image::kHasTarget;
      draft.target = f[1];
      draft.line = line;
      words_[std::string(f[1])].flags |= image::kWord | image::kRoot;
    });
    for (auto& [word, draft] : words_) {
      resolve(word, draft);
    }
  }

  void add_collisions(std::string_view text) {
    for_each_entry(text, "collisions-id.txt", 2, [&](const Fields& f, std::size_t) {
      const auto loser = words_.find(f[1]);
      if (loser != words_.end()) {
        loser->second.flags |= image::kLoses;
      }
    });
  }

  void mark_english(const std::vector<std::string_view>& english) {
    for (const std::string_view word : english) {
      if (const auto found = words_.find(word); found != words_.end()) {
        found->second.flags |= image::kEnglish;
      }
    }
  }

  using Words = std::map<std::string, Draft, std::less<>>;
  const Words& words() const { return words_; }

 private:
  static void merge(PatternSet& into, const PatternSet& from) {
    for (std::size_t c = 0; c < kAttestableChains; ++c) {
      for (std::size_t s = 0; s < kSuffixCount; ++s) {
        if (from.contains(static_cast<ChainId>(c), static_cast<Suffix>(s))) {
          into.insert(static_cast<ChainId>(c), static_cast<Suffix>(s));
        }
      }
    }
  }

  // A derived word may lead to a derived word: follow, and refuse a circle.
  void resolve(const std::string& word, Draft& draft) {
    for (int steps = 0; (draft.flags & image::kHasTarget) != 0; ++steps) {
      const auto next = words_.find(draft.target);
      if (next == words_.end() || (next->second.flags & image::kHasTarget) == 0) {
        return;
      }
      if (steps > 8 || next->second.target == word) {
        problems_.push_back({"derived-id.txt", draft.line, "'" + word + "' leads in a circle"});
        draft.flags &= static_cast<std::uint16_t>(~image::kHasTarget);
        return;
      }
      draft.target = next->second.target;
    }
  }

  template <typename Use>
  void for_each_word(std::string_view text, const char* list, Use use) {
    for_each_entry_line(text, [&](std::size_t number, Fields fields) {
      for (; fields.count > 0; fields = split_fields(fields.rest)) {
        for (std::size_t i = 0; i < fields.count; ++i) {
          if (std::string fault = fault_of(fields[i]); fault.empty()) {
            use(fields[i]);
          } else {
            problems_.push_back({list, number, std::move(fault)});
          }
        }
      }
    });
  }

  template <typename Use>
  void for_each_entry(std::string_view text, const char* list, std::size_t columns, Use use) {
    for_each_entry_line(text, [&](std::size_t number, const Fields& fields) {
      if (fields.count != columns) {
        problems_.push_back({list, number, std::to_string(columns) + " words expected"});
        return;
      }
      for (std::size_t i = 0; i < columns; ++i) {
        if (std::string fault = fault_of(fields[i]); !fault.empty()) {
          problems_.push_back({list, number, std::move(fault)});
          return;
        }
      }
      use(fields, number);
    });
  }

  Words words_;
  std::vector<ListProblem>& problems_;
};

/// Lays out the image.
class Builder {
 public:
  void add_words(const Drafts::Words& words) {
    pattern_index(PatternSet{});
    for (const auto& [text, draft] : words) {
      Entry entry;
      entry.head = head_of(text);
      entry.text = intern(text);
      entry.length = static_cast<std::uint8_t>(text.size());
      if ((draft.flags & image::kHasTarget) != 0) {
        entry.target_text = intern(draft.target);
        entry.target_length = static_cast<std::uint8_t>(draft.target.size());
      }
      entry.patterns = pattern_index(draft.patterns);
      entry.flags = draft.flags;
      entry.productivity = static_cast<std::uint8_t>(std::min(draft.patterns.size(), 255));
      entries_.push_back(entry);
      hashes_.push_back(word_hash::of(text));
    }
  }

  void add_english(const std::vector<std::string_view>& words) {
    for (const std::string_view word : words) {
      if (word.empty() || word.size() > kMaxWordBytes) {
        continue;  // never asked for
      }
      english_.push_back({.text = intern(word), .length = static_cast<std::uint16_t>(word.size())});
      english_hashes_.push_back(word_hash::of(word));
    }
  }

  std::string build(std::uint64_t fingerprint) {
    image::Header header;
    header.fingerprint = fingerprint;
    image_.assign(sizeof(header), '\0');
    header.filter = append(make_filter());
    header.indonesian_entries = append(make_table(entries_, hashes_));
    header.english_entries = append(make_table(english_, english_hashes_));
    header.patterns = append(patterns_);
    header.text = append(pool_);
    header.words = static_cast<std::uint32_t>(entries_.size());
    header.size = static_cast<std::uint32_t>(image_.size());
    header.checksum = image_checksum(header, std::as_bytes(std::span(image_)).subspan(sizeof(header)));
    std::memcpy(image_.data(), &header, sizeof(header));
    return std::move(image_);
  }

 private:
  std::uint32_t intern(std::string_view text) {
    const auto [found, is_new] = interned_.try_emplace(std::string(text), static_cast<std::uint32_t>(pool_.size()));
    if (is_new) {
      pool_.insert(pool_.end(), text.begin(), text.end());
    }
    return found->second;
  }

  std::uint16_t pattern_index(const PatternSet& set) {
    const auto [found, is_new] = pattern_indices_.try_emplace(set, static_cast<std::uint16_t>(patterns_.size()));
    if (is_new) {
      patterns_.push_back({set, set.families()});
    }
    return found->second;
  }

  std::vector<std::uint64_t> make_filter() const {
    std::vector<std::uint64_t> filter(image::kFilterWords);
    for (const std::uint64_t hash : hashes_) {
      const image::FilterBits known = image::filter_bits(hash);
      filter[known.word] |= known.bits;
    }
    for (const std::uint64_t hash : english_hashes_) {
      const image::FilterBits known = image::filter_bits(hash);
      filter[known.word + image::kEnglishFilterOffset] |= known.bits;
    }
    return filter;
  }

  /// Puts entries where their hashes belong.
  template <typename Element>
  static std::vector<Element> make_table(const std::vector<Element>& entries,
                                         const std::vector<std::uint64_t>& hashes) {
    // A quarter free, so that the way to a word's place, or to the end of a vain search, is short.
    std::vector<Element> table(std::bit_ceil(entries.size() + entries.size() / 3 + 2));
    for (std::size_t n = 0; n < entries.size(); ++n) {
      const image::Place place = image::place_of(hashes[n], table.size());
      std::size_t i = place.first;
      while (table[i].length != 0) {
        i = (i + 1) & (table.size() - 1);
      }
      table[i] = entries[n];
      if constexpr (requires { table[i].tag; }) {
        table[i].tag = place.tag;
      }
    }
    return table;
  }

  template <typename Element>
  image::Section append(const std::vector<Element>& elements) {
    image_.resize((image_.size() + 7) / 8 * 8);
    const image::Section section{static_cast<std::uint32_t>(image_.size()),
                                 static_cast<std::uint32_t>(elements.size())};
    if (!elements.empty()) {
      const auto bytes = std::as_bytes(std::span(elements));
      image_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    return section;
  }

  std::vector<Entry> entries_;
  std::vector<std::uint64_t> hashes_;
  std::vector<image::EnglishEntry> english_;
  std::vector<std::uint64_t> english_hashes_;
  std::vector<image::Patterns> patterns_;
  std::map<PatternSet, std::uint16_t> pattern_indices_;
  std::vector<char> pool_;
  std::unordered_map<std::string, std::uint32_t> interned_;
  std::string image_;
};

}  // namespace

CompiledLexicon compile_lexicon(const LexiconSources& sources) {
  CompiledLexicon compiled;
  Drafts drafts(compiled.problems);
  drafts.add_hunspell(sources);
  drafts.add_roots(sources.roots, "roots-id.txt");
  drafts.add_roots(sources.names, "names-id.txt");
  drafts.add_protected(sources.protected_words);
  drafts.add_derived(sources.derived);
  drafts.add_collisions(sources.collisions);
  const std::vector<std::string_view> english = read_hunspell_words(sources.english_dic);
  drafts.mark_english(english);
  Builder builder;
  builder.add_words(drafts.words());
  builder.add_english(english);
  compiled.image = builder.build(sources.fingerprint);
  return compiled;
}

}  // namespace telusur::analysis
