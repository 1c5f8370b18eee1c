#include "schema/ranking_rules.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "base/utf8.hpp"
#include "schema/document_place.hpp"
#include "schema/rejection.hpp"
#include "telusur/error.hpp"

namespace telusur {

std::vector<RankingRule> RankingRule::built_in() {
  std::vector<RankingRule> rules;
  for (const char* name : {"words", "typo", "proximity", "attribute", "sort", "exactness"}) {
    rules.push_back({Kind::kBuiltIn, name});
  }
  return rules;
}

namespace schema {

namespace {

constexpr char kRulesField[] = "rankingRules";
/// Each attribute rule costs a look at a value of each document that is near the page.
constexpr std::size_t kMaxRules = 20;
constexpr double kMaxHalfLifeDays = 36'500;
constexpr double kMaxDecayWeight = 0.9;
constexpr std::string_view kBuiltIn[] = {"words",     "typo", "proximity", "attributeRank",
                                         "attribute", "sort", "exactness", "wordPosition"};

/// Places have no order of their own.
void refuse_place_rule(const std::string& name) {
  if (name == std::string(kPlaceAttribute) || name.starts_with(kPlaceCriterion)) {
    reject_setting(kRulesField, "has '" + base::shown(name) +
                                    "'; a place orders documents only in the sort of a search, as "
                                    "_geoPoint(latitude, longitude) and ':asc' or ':desc'");
  }
}

RankingRule read_name(const std::string& name) {
  if (std::find(std::begin(kBuiltIn), std::end(kBuiltIn), name) != std::end(kBuiltIn)) {
    return {RankingRule::Kind::kBuiltIn, name};
  }
  for (const bool descending : {false, true}) {
    const std::string_view end = descending ? ":desc" : ":asc";
    if (name.size() > end.size() && name.ends_with(end)) {
      const std::string attribute = name.substr(0, name.size() - end.size());
      refuse_place_rule(attribute);
      return {RankingRule::Kind::kAttribute, attribute, descending};
    }
  }
  reject_setting(
      kRulesField,
      "has '" + base::shown(name) +
          "'; a rule is words, typo, proximity, attribute, attributeRank, wordPosition, sort, exactness, an attribute "
          "and ':asc' or ':desc', or an object with field, halfLifeDays and weight");
}

double read_number(const Json& rule, const char* name, double highest) {
  const auto found = rule.find(name);
  if (found == rule.end() || !found->is_number() || found->get<double>() <= 0 || found->get<double>() > highest) {
    reject_setting(kRulesField, "has a rule whose " + std::string(name) + " must be a number above 0, at most " +
                                    dump_json(Json(highest)) + ", not " +
                                    (found == rule.end() ? "missing" : shown(*found)));
  }
  return found->get<double>();
}

RankingRule read_decay(const Json& rule) {
  for (const auto& [name, value] : rule.items()) {
    if (name != "field" && name != "halfLifeDays" && name != "weight") {
      reject_setting(kRulesField,
                     "has a rule with '" + base::shown(name) + "'; known are field, halfLifeDays and weight");
    }
  }
  const auto field = rule.find("field");
  if (field != rule.end() && field->is_string()) {
    refuse_place_rule(field->get_ref<const std::string&>());
  }
  if (field == rule.end() || !field->is_string() || field->get_ref<const std::string&>().empty()) {
    reject_setting(kRulesField, "has a rule whose field must be the name of an attribute");
  }
  return {RankingRule::Kind::kDecay, field->get<std::string>(), false,
          read_number(rule, "halfLifeDays", kMaxHalfLifeDays), read_number(rule, "weight", kMaxDecayWeight)};
}

RankingRule read_rule(const Json& rule) {
  if (rule.is_string()) {
    return read_name(rule.get_ref<const std::string&>());
  }
  if (rule.is_object()) {
    return read_decay(rule);
  }
  reject_setting(kRulesField, "must hold strings and objects, not " + shown(rule));
}

}  // namespace

std::vector<RankingRule> read_ranking_rules(const Json& value) {
  if (value.is_null()) {
    return RankingRule::built_in();
  }
  if (!value.is_array() || value.size() > kMaxRules) {
    reject_setting(kRulesField,
                   "must be an array of at most 20 rules, not " +
                       (value.is_array() ? "one of " + std::to_string(value.size()) : std::string(type_name(value))));
  }
  std::vector<RankingRule> rules;
  double decay = 0;
  for (const auto& element : value) {
    const RankingRule rule = read_rule(element);
    const bool twice = std::any_of(rules.begin(), rules.end(), [&](const RankingRule& known) {
      return known.kind == rule.kind && known.name == rule.name;
    });
    if (twice) {
      reject_setting(kRulesField, "names '" + base::shown(rule.name) + "' twice");
    }
    decay += rule.weight;
    rules.push_back(rule);
  }
  if (decay > kMaxDecayWeight) {
    reject_setting(kRulesField,
                   "has rules whose weights sum to " + dump_json(Json(decay)) + "; at most 0.9 are allowed");
  }
  return rules;
}

Json ranking_rules_json(const std::vector<RankingRule>& rules) {
  Json array = Json::array();
  for (const auto& rule : rules) {
    if (rule.kind == RankingRule::Kind::kDecay) {
      array.push_back({{"field", rule.name}, {"halfLifeDays", rule.half_life_days}, {"weight", rule.weight}});
    } else if (rule.kind == RankingRule::Kind::kAttribute) {
      array.push_back(rule.name + (rule.descending ? ":desc" : ":asc"));
    } else {
      array.push_back(rule.name);
    }
  }
  return array;
}

double read_ranking_band(const Json& value) {
  if (value.is_null()) {
    return Settings{}.ranking_band;
  }
  if (!value.is_number() || value.get<double>() <= 0 || value.get<double>() > 1) {
    reject_setting("rankingBand", "must be a number above 0, at most 1, not " + shown(value));
  }
  return value.get<double>();
}

std::vector<std::string> ordered_attributes(const Settings& settings) {
  std::vector<std::string> names = settings.sortable_attributes;
  for (const auto& rule : settings.ranking_rules) {
    if (rule.kind != RankingRule::Kind::kBuiltIn && std::find(names.begin(), names.end(), rule.name) == names.end()) {
      names.push_back(rule.name);
    }
  }
  return names;
}

}  // namespace schema

}  // namespace telusur
