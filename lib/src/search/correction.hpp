#pragma once

#include <string>
#include <vector>

#include "analysis/analyzer.hpp"
#include "backend/snapshot_pool.hpp"
#include "query/ast.hpp"
#include "telusur/search.hpp"

namespace telusur::search {

/// Words of a query whose neighbours are looked for: on a million words each costs milliseconds.
inline constexpr std::size_t kMaxCorrectedWords = 8;

/// A correction, and where in the query's text it belongs.
struct PlacedCorrection {
  QueryCorrection correction;
  std::uint32_t offset_bytes = 0;
};

/// Gives words of a query that may be misspelled what they may be meant for as alternatives.
///
/// A word of which the index has no form, nor a translation or synonym of it, gets the nearest words of the index
/// within the limits of the settings, the last one also words whose beginning is near; or the two words that it is,
/// where documents have them side by side. One that very few documents have, and no word list, gets far more frequent
/// words one edit away. Two words that stand side by side get the word that they make together. Call it after the other
/// alternatives are there.
/// @param text that was parsed into `query`
/// @return what stands for words that the index has not, in order. @throws backend::SnapshotExpired, Error.
std::vector<PlacedCorrection> correct(query::Query& query, std::string_view text, const backend::Snapshot& snapshot,
                                      analysis::WordAnalyzer& analyzer);

/// The text with its corrections.
std::string corrected_text(std::string_view text, const std::vector<PlacedCorrection>& corrections);

}  // namespace telusur::search
