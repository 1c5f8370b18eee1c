#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/analyzer.hpp"
#include "backend/searcher.hpp"
#include "query/ast.hpp"
#include "schema/json.hpp"
#include "telusur/search.hpp"
#include "telusur/settings.hpp"

namespace telusur::search {

/// What the score of a document is made of, for people: with the words as they are typed in `text`, and the attributes
/// in which the document has what counts. Reads the document's text.
std::vector<ScoreContribution> score_details(const backend::RankedDocument& document, const query::Query& query,
                                             std::string_view text, const Settings& settings,
                                             analysis::WordAnalyzer& analyzer);

/// `_rankingScoreDetails`: by the name of their kind, its place from 0 in the order of what kinds gave, its score and
/// its contributions.
schema::Json score_details_json(const std::vector<ScoreContribution>& details);

}  // namespace telusur::search
