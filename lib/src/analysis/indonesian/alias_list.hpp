#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/indonesian/lexicon_compiler.hpp"

namespace telusur::analysis {

/// Abbreviations (yg) and colloquial words (gimana) with the standard words that they stand for.
///
/// Immutable once filled, and thread-safe then. No entry leads to another one.
class AliasList {
 public:
  /// Adds the entries of a list: one a line, the word and then the one or more that it stands for; `#` begins a
  /// comment.
  /// @param list      its file in `lib/data`, for the problems
  /// @param problems  gets the lines that are left out: no word to stand for, a word twice, one that leads to itself,
  /// or
  ///                  characters other than small letters, digits, ' and -
  void add(std::string_view text, std::string_view list, std::vector<ListProblem>& problems);

  /// Finds what makes one entry lead to another one, which `add` cannot see before all lists are in.
  void check_chains(std::vector<ListProblem>& problems) const;

  /// What a word stands for, in order; empty when it is on no list. Lasts as long as this. O(1).
  const std::vector<std::string>& find(std::string_view word) const noexcept;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>()(text); }
  };
  struct Entry {
    std::vector<std::string> words;
    std::string list;
    std::size_t line;  // from 1
  };

  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;
};

}  // namespace telusur::analysis
