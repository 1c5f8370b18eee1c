#include "analysis/bilingual/term_table.hpp"

#include <algorithm>
#include <numeric>

namespace telusur::analysis {

namespace {

/// The words' surfaces, with single blanks between them.
std::string spelling(std::span<const TermWord> words) {
  std::string out;
  for (const auto& word : words) {
    out.append(out.empty() ? "" : " ").append(word.surface);
  }
  return out;
}

/// The forms in which stems are compared: each stem of a word; the first stems of a phrase, and its last ones.
std::vector<std::string> stem_forms(std::span<const TermWord> words) {
  std::vector<std::string> forms;
  if (words.size() == 1) {
    forms.assign(words.front().keys.begin(), words.front().keys.end());
    forms.emplace_back(words.front().surface);
    return forms;
  }
  std::string first;
  std::string last;
  for (const auto& word : words) {
    const bool stemmed = !word.keys.empty();
    first.append(first.empty() ? "" : " ").append(stemmed ? word.keys.front() : word.surface);
    last.append(last.empty() ? "" : " ").append(stemmed ? word.keys.back() : word.surface);
  }
  forms.push_back(first);
  if (last != first) {
    forms.push_back(last);
  }
  return forms;
}

/// Levenshtein's distance in bytes. O(a × b).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

TermTable::TermTable(std::span<const TermEntry> entries, WordAnalyzer& analyzer) {
  std::vector<TermWord> words;
  for (const auto& entry : entries) {
    words.clear();
    for (const auto& token : analyzer.analyze(entry.term)) {
      words.push_back({token.word->surface, token.word->keys});
    }
    const auto term = spelling(words);
    if (!term.empty() && term != entry.target) {
      const Slice key = keep(term);
      rows_.push_back({key, keep(entry.target)});
      for (const auto& form : stem_forms(words)) {
        stems_.push_back({keep(form), key});
      }
      longest_ = std::max(longest_, words.size());
    }
    analyzer.forget();
  }
  sort(rows_);
  sort(stems_);
  texts_.shrink_to_fit();
}

TermTable::Slice TermTable::keep(std::string_view text) {
  const Slice slice{static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(text.size())};
  texts_.append(text);
  return slice;
}

void TermTable::sort(std::vector<Row>& rows) const {
  std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return text(a.key) < text(b.key); });
  rows.shrink_to_fit();
}

std::span<const TermTable::Row> TermTable::rows_of(const std::vector<Row>& rows, std::string_view key) const {
  const auto first = std::lower_bound(rows.begin(), rows.end(), key,
                                      [&](const Row& row, std::string_view k) { return text(row.key) < k; });
  const auto last = std::find_if(first, rows.end(), [&](const Row& row) { return text(row.key) != key; });
  return {first, last};
}

bool TermTable::contains(std::string_view folded_term) const { return !rows_of(rows_, folded_term).empty(); }

std::string_view TermTable::nearest_term(std::string_view spelling, std::span<const std::string> stems) const {
  std::string_view best;
  std::size_t best_distance = 0;
  for (const auto& stem : stems) {
    for (const auto& row : rows_of(stems_, stem)) {
      const auto term = text(row.target);
      const auto distance = edit_distance(spelling, term);
      if (best.empty() || distance < best_distance) {
        best = term;
        best_distance = distance;
      }
    }
  }
  return best;
}

std::vector<std::string_view> TermTable::find(std::span<const TermWord> words, std::size_t max) const {
  std::vector<std::string_view> targets;
  if (words.empty() || words.size() > longest_) {
    return targets;
  }
  const auto spelled = spelling(words);
  auto rows = rows_of(rows_, spelled);
  if (rows.empty()) {
    const auto forms = stem_forms(words);
    if (const auto term = nearest_term(spelled, forms); !term.empty()) {
      rows = rows_of(rows_, term);
    }
  }
  for (const auto& row : rows) {
    const auto target = text(row.target);
    if (targets.size() < max && std::find(targets.begin(), targets.end(), target) == targets.end()) {
      targets.push_back(target);
    }
  }
  return targets;
}

}  // namespace telusur::analysis
