#pragma once

#include <string>
#include <vector>

#include "schema/json.hpp"
#include "telusur/settings.hpp"

namespace telusur::schema {

/// Reads `rankingRules`; null gives the default.
/// @throws Error kInvalidArgument (subject "settings") naming the rule.
std::vector<RankingRule> read_ranking_rules(const Json& value);
Json ranking_rules_json(const std::vector<RankingRule>& rules);

/// Reads `rankingBand`. @throws as above.
double read_ranking_band(const Json& value);

/// The attributes whose values order documents: those that may be sorted by, and behind them those of ranking rules.
std::vector<std::string> ordered_attributes(const Settings& settings);

}  // namespace telusur::schema
