#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/analyzer.hpp"

namespace telusur::analysis {

/// A word of a text that is looked up: its folded surface and its stems. Views.
struct TermWord {
  std::string_view surface;
  std::span<const std::string> keys = {};
};

/// A term of one or more words, and what may stand for it.
struct TermEntry {
  std::string_view term;
  std::string_view target;
};

/// Terms with their targets: the synonyms of an index, or one direction of a dictionary.
///
/// A term is found as it is spelled; only where that finds nothing, by the stems of its words, and then the nearest
/// spelling wins: stems alone confuse what a dictionary keeps apart (beruang and uang, university and universe).
/// Immutable, thread-safe. About 100 bytes an entry.
class TermTable {
 public:
  TermTable() = default;

  /// Analyses the terms. Entries of one term keep their order; a target equal to its term, and a repeated one, are left
  /// out. Targets are kept as written. O(entries), 1-2 µs each.
  TermTable(std::span<const TermEntry> entries, WordAnalyzer& analyzer);

  /// The targets of the term that these words make, in the order of the entries, at most `max`; views into the table.
  /// O(log entries).
  std::vector<std::string_view> find(std::span<const TermWord> words, std::size_t max) const;

  /// True when a term is spelled like this.
  bool contains(std::string_view folded_term) const;

  std::size_t size() const noexcept { return rows_.size(); }
  bool empty() const noexcept { return rows_.empty(); }
  /// Words of the longest term.
  std::size_t longest() const noexcept { return longest_; }

 private:
  /// A text inside `texts_`.
  struct Slice {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
  };
  struct Row {
    Slice key;     ///< folded term, or the stems of a term
    Slice target;  ///< what stands for the term, or the folded term of the stems
  };

  std::string_view text(Slice slice) const { return std::string_view(texts_).substr(slice.offset, slice.length); }
  Slice keep(std::string_view text);
  void sort(std::vector<Row>& rows) const;
  std::span<const Row> rows_of(const std::vector<Row>& rows, std::string_view key) const;
  std::string_view nearest_term(std::string_view spelling, std::span<const std::string> stems) const;

  std::string texts_;
  std::vector<Row> rows_;   // by key, stable
  std::vector<Row> stems_;  // by key
  std::size_t longest_ = 0;
};

}  // namespace telusur::analysis
