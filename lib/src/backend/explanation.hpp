#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "query/ast.hpp"
#include "telusur/search.hpp"

namespace telusur::backend {

/// A part of a document's score.
struct ScorePart {
  ScoreKind kind = ScoreKind::kOther;
  std::size_t first = 0;  ///< clauses of the query that it belongs to; `count` 0: all of them, or none that is known
  std::size_t count = 0;
  std::vector<std::string> words = {};  ///< that the document has for it, folded; of a title all of them in one
  std::vector<std::string> stems = {};  ///< that the words of the document have for it
  double score = 0;                     ///< above 0
};

/// Takes the scores of some documents apart.
///
/// It walks down the planned query and asks each part of it that is one term, or counts as one, for the weights of the
/// documents. So the sum of a document's parts is its weight, whatever the plan is made of: what it cannot name is
/// ScoreKind::kOther. O(parts of the plan x documents).
/// @param plan of `query`
/// @param documents in any order
/// @param enquire_of makes what ranks by the weights that the plan is ranked by
/// @return the parts of each of `documents`, in their order, the largest first. Xapian's errors pass.
std::vector<std::vector<ScorePart>> explain(const query::Query& query, const Xapian::Query& plan,
                                            const std::vector<Xapian::docid>& documents,
                                            const Xapian::Database& database,
                                            const std::function<Xapian::Enquire(const Xapian::Query&)>& enquire_of);

}  // namespace telusur::backend
