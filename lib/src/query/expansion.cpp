#include "query/expansion.hpp"

#include <algorithm>

#include "query/parser.hpp"

namespace telusur::query {

namespace {

using analysis::Language;
using analysis::TermTable;
using analysis::TermWord;

/// More translations than this of one term are the rare senses, which find more wrong documents than right ones.
constexpr std::size_t kMaxTranslations = 4;
/// Synonyms of one query. Each costs a posting list, those of several words the positions of each.
constexpr std::size_t kMaxSynonyms = 200;

class Expander {
 public:
  Expander(Query& query, const ExpansionTables& tables, analysis::WordAnalyzer& analyzer)
      : query_(query), tables_(tables), analyzer_(analyzer), language_(query_language()) {}

  void run() {
    const auto& clauses = query_.clauses;
    for (std::size_t first = 0; first < clauses.size();) {
      if (!clauses[first].is_open_word()) {
        ++first;
        continue;
      }
      first += expand_at(first, open_words(first));
    }
  }

 private:
  /// How many open words stand side by side from `first` on, as far as a term can reach.
  std::size_t open_words(std::size_t first) const {
    std::size_t longest = tables_.synonyms != nullptr ? tables_.synonyms->longest() : 1;
    if (tables_.translations != nullptr) {
      longest = std::max(
          {longest, tables_.translations->to_english.longest(), tables_.translations->to_indonesian.longest()});
    }
    std::size_t count = 1;
    while (count < longest && first + count < query_.clauses.size() && continues(query_.clauses[first + count])) {
      ++count;
    }
    return count;
  }

  static bool continues(const Clause& clause) { return clause.is_open_word() && !clause.apart; }

  /// Expands what begins at a word; returns how many words that covers.
  std::size_t expand_at(std::size_t first, std::size_t longest) {
    for (std::size_t count = longest; count > 1; --count) {
      Expansion phrase{first, count, {}};
      add_synonyms(phrase);
      if (!phrase.alternatives.empty() || !cuts_synonym(first, count)) {
        add_translations(phrase);
      }
      if (!phrase.alternatives.empty()) {
        const bool translated = phrase.alternatives.back().origin == Alternative::Origin::kTranslation;
        query_.expansions.push_back(std::move(phrase));
        for (std::size_t i = 0; i < count; ++i) {
          expand_word(first + i, !translated);
        }
        return count;
      }
    }
    expand_word(first, true);
    return 1;
  }

  /// Whether a term of the synonyms begins inside the stretch, so that a translation of the stretch would hide it.
  bool cuts_synonym(std::size_t first, std::size_t count) const {
    if (tables_.synonyms == nullptr) {
      return false;
    }
    for (std::size_t inner = first + 1; inner < first + count; ++inner) {
      for (std::size_t words = open_words(inner); words > 1; --words) {
        if (!tables_.synonyms->find(words_at(inner, words), 1).empty()) {
          return true;
        }
      }
    }
    return false;
  }

  std::vector<TermWord> words_at(std::size_t first, std::size_t count) const {
    std::vector<TermWord> words;
    for (std::size_t i = first; i < first + count; ++i) {
      const auto& word = query_.clauses[i].words.front();
      words.push_back({word.surface, word.keys});
    }
    return words;
  }

  void expand_word(std::size_t index, bool translate) {
    Expansion word{index, 1, {}};
    add_synonyms(word);
    if (translate && !query_.clauses[index].words.front().function_word) {
      add_translations(word);
    }
    if (!word.alternatives.empty()) {
      query_.expansions.push_back(std::move(word));
    }
  }

  void add_synonyms(Expansion& expansion) {
    if (tables_.synonyms != nullptr) {
      add(expansion, *tables_.synonyms, kMaxSynonyms - synonyms_, Alternative::Origin::kSynonym);
      synonyms_ += expansion.alternatives.size();
    }
  }

  void add_translations(Expansion& expansion) {
    if (tables_.translations == nullptr) {
      return;
    }
    const auto& to_english = tables_.translations->to_english;
    const auto& to_indonesian = tables_.translations->to_indonesian;
    const auto origin = Alternative::Origin::kTranslation;
    const bool found = (language_ == Language::kEnglish) ? add(expansion, to_indonesian, kMaxTranslations, origin)
                                                         : add(expansion, to_english, kMaxTranslations, origin);
    if (!found || language_ == Language::kUnknown) {
      add(expansion, language_ == Language::kEnglish ? to_english : to_indonesian, kMaxTranslations, origin);
    }
  }

  bool add(Expansion& expansion, const TermTable& table, std::size_t max, Alternative::Origin origin) {
    const auto words = words_at(expansion.first, expansion.count);
    const auto targets = table.find(words, max);
    for (const auto target : targets) {
      Alternative alternative{origin, words_of(target)};
      const auto same = [&](const Alternative& known) { return known.words == alternative.words; };
      if (!alternative.words.empty() && !is_typed(alternative, words) &&
          std::none_of(expansion.alternatives.begin(), expansion.alternatives.end(), same)) {
        expansion.alternatives.push_back(std::move(alternative));
      }
    }
    return !targets.empty();
  }

  static bool is_typed(const Alternative& alternative, const std::vector<TermWord>& typed) {
    return std::equal(alternative.words.begin(), alternative.words.end(), typed.begin(), typed.end(),
                      [](const QueryWord& word, const TermWord& of_typed) { return word.surface == of_typed.surface; });
  }

  std::vector<QueryWord> words_of(std::string_view target) {
    std::vector<QueryWord> words;
    for (auto& clause : parse(target, analyzer_).clauses) {
      std::move(clause.words.begin(), clause.words.end(), std::back_inserter(words));
    }
    return words;
  }

  /// The language of which more words are words of no other, by the function words and the dictionary.
  Language query_language() const {
    if (tables_.translations == nullptr) {
      return Language::kUnknown;
    }
    int balance = 0;
    for (const auto& clause : query_.clauses) {
      const auto& surface = clause.words.front().surface;
      const auto language = analysis::function_word_language(surface);
      const bool indonesian = language == Language::kIndonesian || tables_.translations->to_english.contains(surface);
      const bool english = language == Language::kEnglish || tables_.translations->to_indonesian.contains(surface);
      balance += static_cast<int>(indonesian) - static_cast<int>(english);
    }
    if (balance == 0) {
      return Language::kUnknown;
    }
    return balance > 0 ? Language::kIndonesian : Language::kEnglish;
  }

  Query& query_;
  const ExpansionTables& tables_;
  analysis::WordAnalyzer& analyzer_;
  Language language_;
  std::size_t synonyms_ = 0;  // taken so far
};

std::string_view sign_of(Alternative::Origin origin) {
  switch (origin) {
    case Alternative::Origin::kSynonym:
      return "=";
    case Alternative::Origin::kTranslation:
      return "~";
    case Alternative::Origin::kCompletion:
      return "+";
    case Alternative::Origin::kCorrection:
      return "?";
  }
  return "";
}

}  // namespace

void expand(Query& query, const ExpansionTables& tables, analysis::WordAnalyzer& analyzer) {
  Expander(query, tables, analyzer).run();
}

Expansion* expansion_of(Query& query, std::size_t first, std::size_t count) {
  const auto crosses = [&](const Expansion& other) {
    return other.count > 1 && (other.first != first || other.count != count) && other.first < first + count &&
           first < other.first + other.count;
  };
  auto& all = query.expansions;
  if (count > 1 && std::any_of(all.begin(), all.end(), crosses)) {
    return nullptr;
  }
  const auto at = std::find_if(all.begin(), all.end(), [&](const Expansion& other) {
    return other.first > first || (other.first == first && other.count <= count);
  });
  if (at != all.end() && at->first == first && at->count == count) {
    return &*at;
  }
  return &*all.insert(at, {first, count, {}});
}

std::string describe_expansions(const Query& query) {
  std::string out;
  for (const auto& expansion : query.expansions) {
    out += out.empty() ? "" : " | ";
    for (std::size_t i = 0; i < expansion.count; ++i) {
      out += query.clauses[expansion.first + i].words.front().surface + " ";
    }
    const char* separator = "";
    auto origin = Alternative::Origin::kSynonym;
    for (const auto& alternative : expansion.alternatives) {
      const bool begins = *separator == '\0' || alternative.origin != origin;
      origin = alternative.origin;
      out += begins ? (*separator == '\0' ? "" : " ") + std::string(sign_of(origin)) : separator;
      for (const auto& word : alternative.words) {
        out += " " + word.surface;
      }
      separator = ",";
    }
  }
  return out;
}

}  // namespace telusur::query
