#include "schema/result_limits.hpp"

#include <algorithm>
#include <string>

#include "base/utf8.hpp"
#include "schema/rejection.hpp"
#include "telusur/error.hpp"

namespace telusur::schema {

namespace {

constexpr char kByCount[] = "count";
constexpr char kByText[] = "alpha";
constexpr char kAll[] = "*";
constexpr std::uint64_t kMaxFacetValues = 10'000;
constexpr std::uint64_t kMaxTotalHits = 100'000;
constexpr std::uint64_t kMaxCutoffMs = 60'000;
constexpr std::size_t kMaxStopWords = 10'000;
constexpr std::size_t kMaxStopWordBytes = 200;
constexpr std::size_t kMaxOrders = 1000;

std::uint32_t read_number(const std::string& field, const Json& value, std::uint64_t lowest, std::uint64_t highest) {
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() < lowest || value.get<std::uint64_t>() > highest) {
    reject_setting(field, "must be a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest) +
                              ", not " + shown(value));
  }
  return value.get<std::uint32_t>();
}

void require_object(const std::string& field, const Json& value) {
  if (!value.is_object()) {
    reject_setting(field, "must be an object, not " + std::string(type_name(value)));
  }
}

FacetOrder read_order(const std::string& field, const Json& value) {
  if (value != kByCount && value != kByText) {
    reject_setting(field, "must be \"count\" or \"alpha\", not " + shown(value));
  }
  return value == kByCount ? FacetOrder::kCount : FacetOrder::kText;
}

void read_orders(const Json& value, Faceting& faceting) {
  const std::string field = "faceting.sortFacetValuesBy";
  require_object(field, value);
  if (value.size() > kMaxOrders) {
    reject_setting(field, "has " + std::to_string(value.size()) + " attributes; at most 1000 are allowed");
  }
  for (const auto& [attribute, order] : value.items()) {
    if (order.is_null()) {
      faceting.order_by_attribute.erase(attribute);
    } else {
      faceting.order_by_attribute[attribute] = read_order(field + "." + base::shown(attribute), order);
    }
  }
  if (const auto all = faceting.order_by_attribute.find(kAll);
      all != faceting.order_by_attribute.end() && all->second == FacetOrder::kCount) {
    faceting.order_by_attribute.erase(all);
  }
}

}  // namespace

Faceting read_faceting(const Json& value, const Faceting& base) {
  require_object("faceting", value);
  const Faceting defaults;
  Faceting faceting = base;
  for (const auto& [name, member] : value.items()) {
    if (name == "maxValuesPerFacet") {
      faceting.max_values = member.is_null() ? defaults.max_values
                                             : read_number("faceting.maxValuesPerFacet", member, 0, kMaxFacetValues);
    } else if (name == "sortFacetValuesBy") {
      if (member.is_null()) {
        faceting.order_by_attribute = defaults.order_by_attribute;
      } else {
        read_orders(member, faceting);
      }
    } else {
      reject_setting("faceting." + base::shown(name), "is unknown; known are maxValuesPerFacet and sortFacetValuesBy");
    }
  }
  return faceting;
}

Json faceting_json(const Faceting& faceting) {
  Json orders = Json::object();
  if (!faceting.order_by_attribute.contains(kAll)) {
    orders[kAll] = kByCount;
  }
  for (const auto& [attribute, order] : faceting.order_by_attribute) {
    orders[attribute] = order == FacetOrder::kCount ? kByCount : kByText;
  }
  return {{"maxValuesPerFacet", faceting.max_values}, {"sortFacetValuesBy", std::move(orders)}};
}

std::uint32_t read_pagination(const Json& value, std::uint32_t base) {
  require_object("pagination", value);
  for (const auto& [name, member] : value.items()) {
    if (name != "maxTotalHits") {
      reject_setting("pagination." + base::shown(name), "is unknown; known is maxTotalHits");
    }
    base =
        member.is_null() ? Settings{}.max_total_hits : read_number("pagination.maxTotalHits", member, 0, kMaxTotalHits);
  }
  return base;
}

Json pagination_json(std::uint32_t max_total_hits) { return {{"maxTotalHits", max_total_hits}}; }

std::optional<std::uint32_t> read_cutoff(const Json& value) {
  return value.is_null() ? std::nullopt : std::optional(read_number("searchCutoffMs", value, 1, kMaxCutoffMs));
}

std::vector<std::string> read_stop_words(const Json& value) {
  const std::string field = "stopWords";
  if (value.is_null()) {
    return {};
  }
  if (!value.is_array() || value.size() > kMaxStopWords) {
    reject_setting(field,
                   "must be an array of at most 10000 strings, not " +
                       (value.is_array() ? "one of " + std::to_string(value.size()) : std::string(type_name(value))));
  }
  std::vector<std::string> words;
  for (const auto& word : value) {
    if (!word.is_string() || word.get_ref<const std::string&>().empty() ||
        word.get_ref<const std::string&>().size() > kMaxStopWordBytes) {
      reject_setting(field, "must hold strings of 1 to 200 bytes, not " + shown(word));
    }
    words.push_back(word.get<std::string>());
  }
  // A set, as in the API: clients compare what they read with what they wrote only as such.
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace telusur::schema
