#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

#include "telusur/search.hpp"

namespace telusur::backend {

/// Words of a query that stand together, as something that a document can be asked to have.
struct Demandable {
  std::size_t group = 0;           ///< its place among the groups of the query
  Xapian::doccount documents = 0;  ///< it is in no more
};

/// What a document has to have to appear: groups of words by their places, ascending. None: any word will do.
using Stage = std::vector<std::size_t>;

/// The stages in which a query demands its words, first all of them, each time one less, at the end none.
///
/// The rarest word, which says most of what is wanted, is let go last: "cara membuat rendang" does not become "cara
/// membuat". Less than half of the words say too little of a long question to leave out a document for them: none is
/// demanded then.
/// @param words in their order. Of equally frequent ones the later is let go first.
std::vector<Stage> relaxation(std::vector<Demandable> words, MatchingStrategy strategy);

/// In a form to read and to test: `0 1 2 > 0 1 > 0 > any`.
std::string describe(const std::vector<Stage>& stages);

}  // namespace telusur::backend
