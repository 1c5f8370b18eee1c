#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

#include "backend/searcher.hpp"

namespace telusur::backend {

/// Words of a document by which documents like it are found.
inline constexpr std::size_t kMaxTellingWords = 40;

/// Which documents are wanted beside one.
struct SimilarityRange {
  std::uint32_t offset = 0;
  std::uint32_t limit = 20;
  std::uint32_t count_exactly = 0;                         ///< as RankedRange::count_exactly
  double min_score = 0;                                    ///< 0 to 1
  std::optional<query::Filter> filter = {};                ///< that they pass
  std::optional<query::Filter> visible = {};               ///< that they and the document itself pass
  std::function<bool(std::string_view)> says_little = {};  ///< of a word or stem: it does not count; unset: all do
  std::function<bool()> is_over = {};                      ///< as Refinement::is_over
};

/// Ranks the documents that share words, stems and words of the title with the one that has this id by BM25 over those
/// of its terms that tell most: frequent in it and rare in the index (Salton and Buckley, "Term-Weighting Approaches in
/// Automatic Text Retrieval", 1988). A score is the share of what the document itself would have.
/// O(distinct terms of the document) and a search. Nothing when there is no such document, or it is not visible.
/// @throws SnapshotExpired, Error.
std::optional<Ranking> rank_similar(const Snapshot& snapshot, std::string_view id, const SimilarityRange& range);

}  // namespace telusur::backend
