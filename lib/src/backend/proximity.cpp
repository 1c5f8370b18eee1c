#include "backend/proximity.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "backend/bm25.hpp"
#include "backend/layout.hpp"
#include "backend/origin_weight.hpp"

namespace telusur::backend {

namespace {

/// What a pair can give at most beside its rarer word, as a share of that word.
constexpr double kShare = 0.3;
/// Words of a query that are paired: the rest of a longer one ranks without.
constexpr std::size_t kMaxWords = 16;
/// Terms of one word.
constexpr std::size_t kMaxTerms = 12;
/// From a word in the query to the last one that it is paired with.
constexpr std::size_t kReach = 2;
/// Words that stand further apart in a document gain nothing.
constexpr Xapian::termpos kMaxDistance = 10;

/// The terms with positions of a word, and of single words that stand for it, as far as the index has them.
class TermsOfWord {
 public:
  explicit TermsOfWord(const TermStatistics& statistics) : statistics_(statistics) {}

  void add(const query::QueryWord& word) {
    add(word.surface);
    std::for_each(word.keys.begin(), word.keys.end(), [&](const auto& key) { add(key); });
    std::for_each(word.aliases.begin(), word.aliases.end(), [&](const auto& alias) { add(alias); });
  }

  std::vector<std::string> terms() const { return {terms_.begin(), terms_.end()}; }

  /// Documents with the form that is in most of them.
  Xapian::doccount frequency() const { return frequency_; }

 private:
  void add(const std::string& form) {
    const auto term = layout::surface_term(form);
    if (terms_.size() < kMaxTerms && statistics_.has(term)) {
      terms_.insert(term);
    }
    frequency_ = std::max({frequency_, statistics_.frequency(term), statistics_.frequency(layout::stem_term(form))});
  }

  const TermStatistics& statistics_;
  std::set<std::string> terms_;
  Xapian::doccount frequency_ = 0;
};

/// What the places of two words give, before it is saturated.
double closeness(const std::vector<Xapian::termpos>& first, const std::vector<Xapian::termpos>& second) {
  double sum = 0;
  auto next = second.begin();
  for (const auto place : first) {
    next = std::find_if(next, second.end(), [&](auto other) { return other > place; });
    Xapian::termpos distance = next == second.end() ? kMaxDistance + 1 : *next - place;
    for (auto before = next; before != second.begin();) {
      if (*--before != place) {  // two words in one
        distance = std::min(distance, place - *before);
        break;
      }
    }
    sum += distance <= kMaxDistance ? 1.0 / distance : 0;
  }
  return sum;
}

}  // namespace

Proximity::Proximity(const query::Query& query, const TermStatistics& statistics) {
  const auto is_limited = [](const query::Clause& clause) { return clause.scope.is_limited(); };
  if (query.operation || query.clauses.size() < 2 ||
      std::any_of(query.clauses.begin(), query.clauses.end(), is_limited)) {
    return;
  }
  const Bm25 bm25(statistics.database());
  const bool has_content = has_content_word(query);
  for (std::size_t n = 0; n < query.clauses.size(); ++n) {
    const auto& clause = query.clauses[n];
    if (!clause.is_open_word() || (has_content && clause.words.front().function_word)) {
      continue;
    }
    TermsOfWord found(statistics);
    found.add(clause.words.front());
    for (const auto& expansion : query.expansions) {
      if (expansion.first == n && expansion.count == 1) {
        for (const auto& alternative : expansion.alternatives) {
          // Places do not tell whether a correction stands where it counts.
          const bool counts =
              !query.corrected_in.is_limited() || alternative.origin != query::Alternative::Origin::kCorrection;
          if (alternative.words.size() == 1 && counts) {
            found.add(alternative.words.front());
          }
        }
      }
    }
    if (found.frequency() > 0) {
      words_.push_back({clause.words.front().surface, found.terms(), bm25.weight(found.frequency(), 1)});
    }
  }
  add_pairs();
}

void Proximity::add_pairs() {
  double all = 0;
  std::set<std::string> seen;
  for (const auto& word : words_) {
    all += seen.insert(word.typed).second ? word.weight : 0;
  }
  words_.resize(std::min(words_.size(), kMaxWords));
  std::set<std::set<std::string>> paired;
  for (std::size_t first = 0; first < words_.size(); ++first) {
    for (std::size_t second = first + 1; second < std::min(words_.size(), first + 1 + kReach); ++second) {
      const Word& a = words_[first];
      const Word& b = words_[second];
      if (a.typed != b.typed && !a.terms.empty() && !b.terms.empty() && paired.insert({a.typed, b.typed}).second) {
        pairs_.push_back({first, second, kShare * std::min(a.weight, b.weight) / all});
        highest_ += pairs_.back().gain;
      }
    }
  }
}

double Proximity::gain(Xapian::docid document, const Xapian::Database& database) const {
  const auto of_words = places(document, database);
  double gain = 0;
  for (const auto& pair : pairs_) {
    const double close = closeness(of_words[pair.first], of_words[pair.second]);
    gain += pair.gain * close / (close + 1);
  }
  return gain;
}

std::vector<std::string> Proximity::words(Xapian::docid document, const Xapian::Database& database) const {
  const auto of_words = places(document, database);
  std::set<std::string> terms;
  for (const auto& pair : pairs_) {
    if (closeness(of_words[pair.first], of_words[pair.second]) > 0) {
      terms.insert(words_[pair.first].terms.begin(), words_[pair.first].terms.end());
      terms.insert(words_[pair.second].terms.begin(), words_[pair.second].terms.end());
    }
  }
  std::erase_if(terms, [&](const std::string& term) {
    return database.positionlist_begin(document, term) == database.positionlist_end(document, term);
  });
  return {terms.begin(), terms.end()};
}

std::vector<Proximity::Places> Proximity::places(Xapian::docid document, const Xapian::Database& database) const {
  std::vector<Places> all;
  for (const auto& word : words_) {
    Places& places = all.emplace_back();
    std::size_t left = kMaxPlaces;
    for (const auto& term : word.terms) {
      const auto end = database.positionlist_end(document, term);
      for (auto place = database.positionlist_begin(document, term); place != end && left > 0; ++place, --left) {
        places.push_back(*place);
      }
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
  }
  return all;
}

}  // namespace telusur::backend
