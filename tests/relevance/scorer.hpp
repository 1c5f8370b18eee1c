#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace telusur::relevance {

/// The judged documents of one query: id -> grade. Positive is relevant (more is better), 0 judged as not relevant,
/// negative taken out of every ranking before scoring. Documents that are not listed are not relevant.
using Grades = std::map<std::string, int, std::less<>>;

/// Document ids, best first, none of them twice.
using Ranking = std::vector<std::string>;

/// Figures of one query, or their means; each 0 to 1.
struct Scores {
  double ndcg10 =
      0;             ///< normalised discounted cumulative gain of the first 10: gain = grade, discount 1/log2(rank + 1)
  double mrr10 = 0;  ///< 1/rank of the first relevant document within the first 10, else 0
  double recall100 = 0;  ///< share of the relevant documents within the first 100
};

/// True when a document is judged relevant; only such queries are scored.
bool has_relevant(const Grades& grades);

/// Scores one query. `grades` must hold a relevant document. O(n log n) in the judged documents. Thread-safe.
Scores score_query(const Grades& grades, const Ranking& ranking);

/// The mean of each figure; zeros for no query.
Scores mean(std::span<const Scores> scores);

}  // namespace telusur::relevance
