#include "search/attribute_scope.hpp"

#include <algorithm>
#include <iterator>

#include "base/utf8.hpp"
#include "schema/settings.hpp"
#include "telusur/error.hpp"

namespace telusur::search {

namespace {

constexpr char kField[] = "attributesToSearchOn";
constexpr char kEverything[] = "*";

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The names in the settings that `name` is, or is above.
std::vector<std::string> covered_by(const std::string& name, const Settings& settings) {
  std::vector<std::string> found;
  std::copy_if(
      settings.searchable_attributes.begin(), settings.searchable_attributes.end(), std::back_inserter(found),
      [&](const std::string& searched) { return searched != kEverything && schema::covers({name}, searched); });
  return found;
}

query::AttributeScope limited_to(std::vector<std::string> names, const Settings& settings) {
  const auto& searched = settings.searchable_attributes;
  const bool has_title = !searched.empty() && contains(names, searched.front());
  return {std::move(names), has_title};
}

std::string not_searched(const std::string& name, const Settings& settings) {
  std::string names;
  for (const auto& searched : settings.searchable_attributes) {
    names += (names.empty() ? "" : ", ") + searched;
  }
  return "the attribute '" + base::shown(name) + "' is not searched; " +
         (names.empty() ? "this index searches none" : "searched are: " + names);
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (!contains(names, name)) {
    names.push_back(name);
  }
}

}  // namespace

bool is_searched(std::string_view name, const backend::Snapshot& snapshot, bool by_settings) {
  const Settings& settings = snapshot.stored().settings;
  const std::string text(name);
  return !covered_by(text, settings).empty() ||
         (!by_settings && contains(settings.searchable_attributes, kEverything) && snapshot.has_attribute(text));
}

query::AttributeScope scope_of(const std::vector<std::string>& names, const Settings& settings) {
  if (names.size() > kMaxSearchedOn) {
    throw Error(ErrorCode::kInvalidArgument,
                std::string(kField) + " has " + std::to_string(names.size()) + " names; at most " +
                    std::to_string(kMaxSearchedOn) + " are allowed",
                kField);
  }
  if (names.empty() || contains(names, kEverything)) {
    return {};
  }
  std::vector<std::string> found;
  for (const auto& name : names) {
    const auto covered = covered_by(name, settings);
    if (covered.empty() && !contains(settings.searchable_attributes, kEverything)) {
      throw Error(ErrorCode::kInvalidArgument, not_searched(name, settings), kField);
    }
    std::for_each(covered.begin(), covered.end(), [&](const std::string& one) { add_once(found, one); });
    if (covered.empty()) {
      add_once(found, name);
    }
  }
  return limited_to(std::move(found), settings);
}

query::AttributeScope corrected_scope(const backend::Snapshot& snapshot) {
  const Settings& settings = snapshot.stored().settings;
  const auto& except = settings.typo_tolerance.disable_on_attributes;
  if (except.empty()) {
    return {};
  }
  auto searched = settings.searchable_attributes;
  if (contains(searched, kEverything)) {
    for (const auto& name : snapshot.attribute_names()) {
      add_once(searched, name);
    }
  }
  // "*" itself is the name of no attribute, so that the scope stays a limited one.
  std::erase_if(searched, [&](const std::string& name) { return name != kEverything && schema::covers(except, name); });
  add_once(searched, kEverything);
  return limited_to(std::move(searched), settings);
}

void set_scopes(query::Query& query, const SearchRequest& request, const backend::Snapshot& snapshot) {
  const Settings& settings = snapshot.stored().settings;
  const auto of_request = scope_of(request.attributes_to_search_on, settings);
  for (auto& clause : query.clauses) {
    clause.scope = clause.scope.is_limited() ? scope_of(clause.scope.names, settings) : of_request;
  }
  query.corrected_in = corrected_scope(snapshot);
}

}  // namespace telusur::search
