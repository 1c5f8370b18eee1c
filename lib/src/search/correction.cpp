#include "search/correction.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "backend/word_class.hpp"
#include "base/utf8.hpp"
#include "query/expansion.hpp"
#include "query/parser.hpp"
#include "search/completion.hpp"
#include "text/normalize.hpp"

namespace telusur::search {

namespace {

using query::Alternative;
using query::Clause;

/// Neighbours of a word that are searched for.
constexpr std::size_t kMaxNeighbours = 5;
/// A word in so few documents may be a misspelling in them, when a neighbour is this many times as frequent.
constexpr std::uint32_t kRareDocuments = 2;
constexpr std::uint32_t kMoreFrequent = 50;
/// Letters of each of two words that are written as one, and of one that is written as two.
constexpr std::size_t kShortestPart = 2;
constexpr std::size_t kShortestJoined = 5;
/// One of two words that are written as one is this long: more words than not can be cut into two short ones.
constexpr std::size_t kLongPart = 4;

bool is_word_of_letters(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; });
}

class Corrector {
 public:
  Corrector(query::Query& query, std::string_view text, const backend::Snapshot& snapshot,
            analysis::WordAnalyzer& analyzer)
      : query_(query),
        text_(text),
        snapshot_(snapshot),
        tolerance_(snapshot.stored().settings.typo_tolerance),
        analyzer_(analyzer) {
    for (const auto& word : tolerance_.disable_on_words) {
      untouched_.insert(text::fold_word(word));
    }
  }

  std::vector<PlacedCorrection> run() {
    for (std::size_t i = 0; i < query_.clauses.size(); ++i) {
      if (i + 1 < query_.clauses.size() && join(i)) {
        ++i;
      } else if (may_be_wrong(query_.clauses[i])) {
        correct_word(i);
      }
    }
    return std::move(corrections_);
  }

 private:
  const backend::Vocabulary& words() {
    if (!vocabulary_) {
      vocabulary_ = snapshot_.vocabulary();
    }
    return *vocabulary_;
  }

  bool may_be_wrong(const Clause& clause) const {
    return clause.is_open_word() && !clause.words.front().known && !untouched_.contains(clause.words.front().surface) &&
           base::count_code_points(clause.words.front().surface) >= tolerance_.one_typo;
  }

  /// `data base` is also found as `database`, which the index has.
  bool join(std::size_t first) {
    const Clause& one = query_.clauses[first];
    const Clause& other = query_.clauses[first + 1];
    if (!one.is_open_word() || !other.is_open_word() || other.apart || one.scope.is_limited() ||
        other.scope.is_limited() || !may_be_joined(one, other)) {
      return false;
    }
    const std::string joined = one.words.front().surface + other.words.front().surface;
    if (words().documents(joined) == 0 || !add(first, 2, {joined})) {
      return false;
    }
    if (!is_present(one) || !is_present(other)) {
      report(one.offset_bytes, other.offset_bytes + other.length_bytes, joined);
      return true;
    }
    return false;
  }

  bool may_be_joined(const Clause& one, const Clause& other) const {
    const auto& first = one.words.front().surface;
    const auto& second = other.words.front().surface;
    return base::count_code_points(first) >= kShortestPart && base::count_code_points(second) >= kShortestPart &&
           base::count_code_points(first) + base::count_code_points(second) >= kShortestJoined &&
           is_word_of_letters(first) && is_word_of_letters(second) && !untouched_.contains(first) &&
           !untouched_.contains(second) && one.offset_bytes + one.length_bytes < other.offset_bytes;
  }

  bool is_present(const Clause& clause) const { return backend::class_documents(clause.words.front(), snapshot_) > 0; }

  void correct_word(std::size_t index) {
    const Clause& clause = query_.clauses[index];
    const std::uint32_t documents = backend::class_documents(clause.words.front(), snapshot_);
    if (documents > kRareDocuments || has_alternatives(index) || ++looked_for_ > kMaxCorrectedWords) {
      return;
    }
    const std::string typed = clause.words.front().surface;
    if (documents > 0) {
      std::vector<std::string> frequent;
      for (const auto& [word, edits] : words().near(typed, {1, false, kMaxNeighbours})) {
        if (word.documents >= kMoreFrequent * documents) {
          frequent.emplace_back(word.text);
        }
      }
      add_each(index, frequent);
      return;
    }
    correct_missing(index, typed);
  }

  void correct_missing(std::size_t index, const std::string& typed) {
    const Clause clause = query_.clauses[index];
    auto found = neighbours(typed, 1, clause.open_end);
    if (found.empty()) {
      if (const auto parts = split(typed); !parts.empty()) {
        if (add(index, 1, parts)) {
          report(clause.offset_bytes, clause.offset_bytes + clause.length_bytes, parts[0] + " " + parts[1]);
        }
        return;
      }
      if (base::count_code_points(typed) >= tolerance_.two_typos) {
        found = neighbours(typed, 2, clause.open_end);
      }
    }
    if (add_each(index, found)) {
      report(clause.offset_bytes, clause.offset_bytes + clause.length_bytes, found.front());
    }
  }

  /// The nearest words, those alone that are equally near. A word that is still being typed is a beginning.
  std::vector<std::string> neighbours(const std::string& typed, unsigned edits, bool beginning) {
    std::vector<std::string> found;
    const auto near = words().near(typed, {edits, beginning, beginning ? 2 * kMaxNeighbours : kMaxNeighbours});
    for (const auto& [word, word_edits] : near) {
      if (word_edits == near.front().edits) {
        found.emplace_back(word.text);
      }
    }
    return found;
  }

  /// The two words that `typed` is, of which the rarer one is the most frequent; nothing when no document has them.
  std::vector<std::string> split(const std::string& typed) {
    std::vector<std::string> best;
    std::uint32_t most = 0;
    if (!is_word_of_letters(typed)) {
      return best;
    }
    for (std::size_t at = base::code_point_at(typed, 0).length; at < typed.size();
         at += base::code_point_at(typed, at).length) {
      const auto first = std::string_view(typed).substr(0, at);
      const auto second = std::string_view(typed).substr(at);
      const auto [shorter, longer] = std::minmax({base::count_code_points(first), base::count_code_points(second)});
      if (shorter < kShortestPart || longer < kLongPart) {
        continue;
      }
      const auto documents = std::min(words().documents(first), words().documents(second));
      if (documents > most && backend::has_phrase({{std::string(first), {}}, {std::string(second), {}}}, snapshot_)) {
        most = documents;
        best = {std::string(first), std::string(second)};
      }
    }
    return best;
  }

  bool has_alternatives(std::size_t index) const {
    return std::any_of(query_.expansions.begin(), query_.expansions.end(), [&](const query::Expansion& expansion) {
      return expansion.first == index && expansion.count == 1 &&
             std::any_of(expansion.alternatives.begin(), expansion.alternatives.end(), [&](const Alternative& one) {
               return one.words.size() > 1 || backend::class_documents(one.words.front(), snapshot_) > 0;
             });
    });
  }

  bool add_each(std::size_t index, const std::vector<std::string>& words) {
    bool added = false;
    for (const auto& word : words) {
      added = add(index, 1, {word}) || added;
    }
    return added;
  }

  /// Adds an alternative of some words; false when it cannot be one.
  bool add(std::size_t first, std::size_t count, const std::vector<std::string>& words) {
    Alternative alternative{Alternative::Origin::kCorrection, {}};
    for (const auto& word : words) {
      for (auto& clause : query::parse(word, analyzer_).clauses) {
        std::move(clause.words.begin(), clause.words.end(), std::back_inserter(alternative.words));
      }
    }
    const auto is_found = [&](const query::QueryWord& word) {
      return !query_.corrected_in.is_limited() || backend::is_within(word, query_.corrected_in, snapshot_);
    };
    if (!std::all_of(alternative.words.begin(), alternative.words.end(), is_found)) {
      return false;
    }
    auto* expansion = alternative.words.size() != words.size() ? nullptr : query::expansion_of(query_, first, count);
    if (expansion != nullptr) {
      expansion->alternatives.push_back(std::move(alternative));
    }
    return expansion != nullptr;
  }

  void report(std::uint32_t begin, std::uint32_t end, std::string to) {
    corrections_.push_back({{std::string(text_.substr(begin, end - begin)), std::move(to)}, begin});
  }

  query::Query& query_;
  const std::string_view text_;
  const backend::Snapshot& snapshot_;
  const TypoTolerance& tolerance_;
  analysis::WordAnalyzer& analyzer_;
  std::set<std::string, std::less<>> untouched_;
  std::shared_ptr<const backend::Vocabulary> vocabulary_;
  std::size_t looked_for_ = 0;
  std::vector<PlacedCorrection> corrections_;
};

}  // namespace

std::vector<PlacedCorrection> correct(query::Query& query, std::string_view text, const backend::Snapshot& snapshot,
                                      analysis::WordAnalyzer& analyzer) {
  return Corrector(query, text, snapshot, analyzer).run();
}

std::string corrected_text(std::string_view text, const std::vector<PlacedCorrection>& corrections) {
  std::string out;
  std::size_t at = 0;
  for (const auto& [correction, offset] : corrections) {
    out.append(text.substr(at, offset - at)).append(correction.to);
    at = offset + correction.from.size();
  }
  return out.append(text.substr(at));
}

}  // namespace telusur::search
