#include "search/refinement.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>

#include "base/utf8.hpp"
#include "schema/document_place.hpp"
#include "schema/ranking_rules.hpp"
#include "search/place_criterion.hpp"
#include "telusur/error.hpp"

namespace telusur::search {

namespace {

constexpr std::string_view kAscending = ":asc";
constexpr std::string_view kDescending = ":desc";

[[noreturn]] void reject(const char* field, const std::string& message) {
  throw Error(ErrorCode::kInvalidArgument, message, field);
}

/// Attributes of one kind that the settings allow.
struct Allowed {
  const char* field;      ///< of the request that names them
  const char* adjective;  ///< for messages
  const std::vector<std::string>& names;

  std::size_t place_of(std::string_view attribute) const {
    const auto found = std::find(names.begin(), names.end(), attribute);
    if (found != names.end()) {
      return static_cast<std::size_t>(found - names.begin());
    }
    std::string list;
    for (const auto& name : names) {
      list += (list.empty() ? "" : ", ") + name;
    }
    const std::string kind(adjective);
    reject(field, std::string(field) + ": the attribute '" + base::shown(attribute) + "' is not " + kind + "; " +
                      (list.empty() ? "this index has no " + kind + " attributes" : kind + " are: " + list));
  }
};

backend::SortCriterion criterion_of(std::string_view entry, const Allowed& sortable) {
  const bool descending = entry.ends_with(kDescending);
  if (!descending && !entry.ends_with(kAscending)) {
    reject("sort", "sort entry '" + base::shown(entry) + "' must be an attribute and ':asc' or ':desc'");
  }
  entry.remove_suffix(descending ? kDescending.size() : kAscending.size());
  const auto from = place_criterion(entry);
  if (!from && entry == schema::kPlaceAttribute) {
    reject("sort", "sort has '_geo', which has no order of its own; it takes _geoPoint(latitude, longitude)");
  }
  return {sortable.place_of(from ? schema::kPlaceAttribute : entry), descending, from};
}

/// Places of an order: each is measured for each document that matches.
constexpr std::ptrdiff_t kMaxSortPlaces = 10;

void check_places(const std::vector<backend::SortCriterion>& criteria) {
  const auto places =
      std::count_if(criteria.begin(), criteria.end(), [](const auto& criterion) { return criterion.from.has_value(); });
  if (places > kMaxSortPlaces) {
    reject("sort", "sort has more than " + std::to_string(kMaxSortPlaces) + " places");
  }
}

std::vector<backend::SortCriterion> sort_of(const std::vector<std::string>& entries, const Allowed& sortable) {
  std::vector<backend::SortCriterion> criteria;
  for (const auto& entry : entries) {
    const auto criterion = criterion_of(entry, sortable);
    if (std::any_of(criteria.begin(), criteria.end(), [&](const auto& known) {
          return known.place == criterion.place && known.from == criterion.from;
        })) {
      reject("sort", "sort names '" + sortable.names[criterion.place] + "' twice" +
                         (criterion.from ? " with the same place" : ""));
    }
    criteria.push_back(criterion);
    check_places(criteria);
  }
  return criteria;
}

std::vector<std::size_t> facets_of(const std::vector<std::string>& names, const Allowed& filterable) {
  std::vector<std::size_t> places;
  if (std::find(names.begin(), names.end(), "*") != names.end()) {
    places.resize(filterable.names.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::erase_if(places, [&](std::size_t place) { return filterable.names[place] == schema::kPlaceAttribute; });
    return places;
  }
  for (const auto& name : names) {
    refuse_places("facets", name);
    const std::size_t place = filterable.place_of(name);
    if (std::find(places.begin(), places.end(), place) == places.end()) {
      places.push_back(place);
    }
  }
  return places;
}

FacetOrder order_of(const Faceting& faceting, const std::string& attribute) {
  const auto named = faceting.order_by_attribute.find(attribute);
  const auto any = faceting.order_by_attribute.find("*");
  if (named != faceting.order_by_attribute.end()) {
    return named->second;
  }
  return any == faceting.order_by_attribute.end() ? FacetOrder::kCount : any->second;
}

std::shared_ptr<backend::PlannedFilter> filter_of(const SearchRequest& request, const Settings& settings) {
  return backend::PlannedFilter::of(query::both(query::parse_filter(request.within, settings.filterable_attributes),
                                                query::parse_filter(request.filter, settings.filterable_attributes)));
}

void add_rules(backend::Refinement& refinement, const Settings& settings) {
  refinement.banded.width = settings.ranking_band;
  const auto ordered = schema::ordered_attributes(settings);
  for (const auto& rule : settings.ranking_rules) {
    const auto place = static_cast<std::size_t>(std::find(ordered.begin(), ordered.end(), rule.name) - ordered.begin());
    if (rule.kind == RankingRule::Kind::kAttribute) {
      refinement.banded.criteria.push_back({place, rule.descending});
    } else if (rule.kind == RankingRule::Kind::kDecay) {
      refinement.decays.push_back({place, rule.half_life_days, rule.weight});
    }
  }
}

}  // namespace

void refuse_places(const char* field, std::string_view attribute) {
  if (attribute == schema::kPlaceAttribute) {
    reject(field, std::string(field) + ": '_geo' holds places, which are no values");
  }
}

backend::Refinement refinement_of(const SearchRequest& request, const Settings& settings) {
  const Allowed filterable{"facets", "filterable", settings.filterable_attributes};
  backend::Refinement refinement{filter_of(request, settings),
                                 sort_of(request.sort, {"sort", "sortable", settings.sortable_attributes}),
                                 facets_of(request.facets, filterable)};
  refinement.facet_values = settings.faceting.max_values;
  refinement.distinct = settings.distinct_attribute;
  if (!request.distinct.empty()) {
    refuse_places("distinct", request.distinct);
    refinement.distinct =
        filterable.names[Allowed{"distinct", "filterable", filterable.names}.place_of(request.distinct)];
  }
  for (const auto place : refinement.facets) {
    refinement.facet_orders.push_back(order_of(settings.faceting, settings.filterable_attributes[place]));
  }
  add_rules(refinement, settings);
  const auto now = request.now.value_or(std::chrono::system_clock::now());
  refinement.now = std::chrono::duration<double>(now.time_since_epoch()).count();
  return refinement;
}

std::vector<backend::Refinement> disjunctive_refinements(const SearchRequest& request, const Settings& settings,
                                                         const backend::Refinement& refinement) {
  const Allowed filterable{"disjunctiveFacets", "filterable", settings.filterable_attributes};
  const auto& names = filterable.names;
  const auto asked = query::parse_filter(request.filter, names);
  std::vector<backend::Refinement> refinements;
  std::set<std::size_t> places;
  for (const auto& name : request.disjunctive_facets) {
    const std::size_t place = filterable.place_of(name);
    if (!places.insert(place).second) {
      continue;
    }
    const auto counted = std::find(refinement.facets.begin(), refinement.facets.end(), place);
    if (counted == refinement.facets.end()) {
      reject("disjunctiveFacets", "disjunctiveFacets names '" + base::shown(name) + "', which facets does not");
    }
    auto left = query::without_attribute(asked, name);
    if (left == asked) {
      continue;
    }
    backend::Refinement counting = refinement;
    counting.filter =
        backend::PlannedFilter::of(query::both(query::parse_filter(request.within, names), std::move(left)));
    counting.sort.clear();
    counting.facets = {place};
    counting.facet_orders = {refinement.facet_orders[static_cast<std::size_t>(counted - refinement.facets.begin())]};
    refinements.push_back(std::move(counting));
  }
  return refinements;
}

void add_facets(SearchResponse& response, const backend::Ranking& ranking, const backend::Refinement& refinement,
                const Settings& settings) {
  for (std::size_t n = 0; n < refinement.facets.size(); ++n) {
    const auto& name = settings.filterable_attributes[refinement.facets[n]];
    auto& values = response.facet_distribution[name];
    values.clear();
    for (const auto& [value, count] : ranking.facets[n].values) {
      values.push_back({value, count});
    }
    if (const auto& range = ranking.facets[n].range) {
      response.facet_stats[name] = {range->first, range->second};
    }
  }
}

}  // namespace telusur::search
