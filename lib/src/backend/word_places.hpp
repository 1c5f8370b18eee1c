#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

#include "backend/term_statistics.hpp"
#include "query/ast.hpp"

namespace telusur::backend {

/// In which documents a word counts that is looked for in some attributes alone: in those that have one of `terms`, or
/// one of `words` in their largest attribute, where that is one of `largest`.
///
/// A word that counts weighs what it weighs in the whole document.
struct WordPlaces {
  /// A term, and the one of documents that have it elsewhere alone.
  struct Word {
    std::string term;
    std::string elsewhere;
  };
  std::vector<std::string> terms = {};
  std::vector<std::string> largest = {};
  std::vector<Word> words = {};

  /// Adds the places of a word or stem, `term`, within `scope`: in all documents where that has no limits.
  void add(const std::string& term, const query::AttributeScope& scope, const TermStatistics& statistics);
};

/// The documents in which the word counts; their weights are 0.
Xapian::Query places_query(const WordPlaces& places);

}  // namespace telusur::backend
