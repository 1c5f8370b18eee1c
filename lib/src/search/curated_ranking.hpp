#pragma once

#include "backend/searcher.hpp"
#include "search/curation.hpp"

namespace telusur::search {

/// Ranks as `backend::rank`, without the hidden documents and with the promoted ones at their places, as far as the
/// filter lets them pass. An order of the request's own leaves nothing to promote. Facets and the total count promoted
/// documents; a threshold does not hold them back. With promotions it costs two searches, with facets three.
backend::Ranking rank_curated(const backend::Snapshot& snapshot, const query::Query& query, MatchingStrategy strategy,
                              const backend::RankedRange& range, backend::Refinement refinement,
                              const Curated& curated);

}  // namespace telusur::search
