#include "backend/filter_planner.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <unordered_set>

#include "backend/attribute_store.hpp"
#include "backend/every_document.hpp"
#include "backend/layout.hpp"
#include "backend/place_filter.hpp"
#include "backend/slot_filter.hpp"
#include "base/number.hpp"
#include "telusur/error.hpp"
#include "text/normalize.hpp"

namespace telusur::backend {

namespace {

using query::Filter;
using query::FilterOperator;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A value as documents' values are cut and folded.
std::string folded(std::string_view value) { return text::fold_text(base::utf8_prefix(value, index::kMaxValueBytes)); }

/// Numbers from `low` to `high`, each included or not, as the bytes that a slot holds.
struct NumberRange {
  std::string low;
  std::string high;
  bool with_low = true;
  bool with_high = true;

  bool holds(std::string_view number) const {
    return (with_low ? number >= low : number > low) && (with_high ? number <= high : number < high);
  }
};

std::string bound(const std::string& value) {
  const auto number = base::number_of(value);
  if (!number) {
    throw Error(ErrorCode::kInternal, "a filter compares with '" + value + "', which is no number");
  }
  return number_bytes(*number);
}

NumberRange range_of(const Filter& filter) {
  const std::string first = bound(filter.values.front());
  const std::string lowest = number_bytes(-kInfinity);
  const std::string highest = number_bytes(kInfinity);
  switch (filter.op) {
    case FilterOperator::kLess:
      return {lowest, first, true, false};
    case FilterOperator::kLessOrEqual:
      return {lowest, first};
    case FilterOperator::kGreater:
      return {first, highest, false, true};
    case FilterOperator::kGreaterOrEqual:
      return {first, highest};
    default:
      return {first, bound(filter.values.back())};
  }
}

/// Passes a text slot that holds a value of which the folded form passes.
SlotTest any_shown(std::function<bool(const std::string&)> passes) {
  return [passes = std::move(passes)](std::string_view slot) {
    while (!slot.empty()) {
      if (passes(text::fold_text(take_shown_value(slot).text))) {
        return true;
      }
    }
    return false;
  };
}

Xapian::Query any_of(const std::vector<std::string>& terms) {
  return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

class FilterPlanner {
 public:
  FilterPlanner(const std::vector<std::string>& filterable, const Xapian::Database& database, TimeBudget* budget)
      : filterable_(filterable), database_(database), budget_(budget) {}

  Xapian::Query plan(const Filter& filter) const {
    switch (filter.kind) {
      case Filter::Kind::kNot:
        return {Xapian::Query::OP_AND_NOT, every_document(), plan(filter.operands.front())};
      case Filter::Kind::kAnd:
        return all_of(filter.operands, Xapian::Query::OP_AND);
      case Filter::Kind::kOr:
        return all_of(filter.operands, Xapian::Query::OP_OR);
      case Filter::Kind::kCondition:
        break;
    }
    return condition(filter);
  }

 private:
  Xapian::Query all_of(const std::vector<Filter>& operands, Xapian::Query::op op) const {
    std::vector<Xapian::Query> queries;
    queries.reserve(operands.size());
    for (const auto& operand : operands) {
      queries.push_back(plan(operand));
    }
    return {op, queries.begin(), queries.end()};
  }

  Xapian::Query condition(const Filter& filter) const {
    switch (filter.op) {
      case FilterOperator::kEqual:
      case FilterOperator::kIn:
        return any_value(filter);
      case FilterOperator::kExists:
        return Xapian::Query(layout::exists_term(filter.attribute));
      case FilterOperator::kIsNull:
        return Xapian::Query(layout::null_term(filter.attribute));
      case FilterOperator::kIsEmpty:
        return Xapian::Query(layout::empty_term(filter.attribute));
      case FilterOperator::kContains:
      case FilterOperator::kStartsWith:
        return matching_values(filter);
      case FilterOperator::kInRadius:
      case FilterOperator::kInBox:
      case FilterOperator::kInPolygon:
        return slot_filter(layout::kPlaceSlot, place_test(filter), budget_);
      default:
        break;
    }
    const auto passes = [range = range_of(filter)](std::string_view slot) {
      const auto numbers = numbers_of(slot);
      return std::any_of(numbers.begin(), numbers.end(), [&](std::string_view number) { return range.holds(number); });
    };
    return slot_filter(layout::number_slot(place_of(filter.attribute)), passes, budget_);
  }

  std::size_t place_of(const std::string& attribute) const {
    const auto found = std::find(filterable_.begin(), filterable_.end(), attribute);
    if (found == filterable_.end()) {
      throw Error(ErrorCode::kInternal, "a filter names '" + attribute + "', which is not filterable");
    }
    return static_cast<std::size_t>(found - filterable_.begin());
  }

  Xapian::Query any_value(const Filter& filter) const {
    std::unordered_set<std::string> wanted;
    for (const auto& value : filter.values) {
      wanted.insert(folded(value));
      // A number is stored in one form, however it is written here; an integer to its last digit.
      if (const auto number = base::decimal_number(value); number && !base::is_exact_integer(value)) {
        wanted.insert(base::number_text(*number));
      }
    }
    if (wanted.size() > kMaxValueTerms) {
      return looking_through(filter.attribute,
                             [wanted = std::make_shared<const std::unordered_set<std::string>>(std::move(wanted))](
                                 const std::string& value) { return wanted->contains(value); });
    }
    std::vector<std::string> terms;
    terms.reserve(wanted.size());
    for (const auto& value : wanted) {
      terms.push_back(layout::value_term(filter.attribute, value));
    }
    return any_of(terms);
  }

  /// CONTAINS and STARTS WITH.
  Xapian::Query matching_values(const Filter& filter) const {
    const std::string wanted = folded(filter.values.front());
    const bool anywhere = filter.op == FilterOperator::kContains;
    const auto by_value = [&] {
      return looking_through(filter.attribute, [wanted, anywhere](const std::string& value) {
        return anywhere ? value.find(wanted) != std::string::npos : value.starts_with(wanted);
      });
    };
    const auto terms = matching_terms(filter.attribute, wanted, anywhere);
    if (!terms) {
      return by_value();
    }
    // The values that are too long to be terms must be looked through.
    const std::string long_values = layout::long_value_term(filter.attribute);
    if (!database_.term_exists(long_values)) {
      return any_of(*terms);
    }
    const Xapian::Query among_long(Xapian::Query::OP_FILTER, Xapian::Query(long_values), by_value());
    return {Xapian::Query::OP_OR, any_of(*terms), among_long};
  }

  /// The terms of the values that hold a text, or begin with it; nothing when there are too many.
  std::optional<std::vector<std::string>> matching_terms(const std::string& attribute, const std::string& wanted,
                                                         bool anywhere) const {
    const std::string all = layout::value_prefix(attribute);
    const std::string prefix = anywhere ? all : all + wanted;
    std::vector<std::string> terms;
    if (!layout::fits_term(prefix)) {
      return terms;  // only values that are no terms can begin with it
    }
    for (auto term = database_.allterms_begin(prefix); term != database_.allterms_end(prefix); ++term) {
      if (budget_ != nullptr && budget_->is_over()) {
        return terms;  // too few, by which no document is found: a search whose time is over looks at none
      }
      if (!anywhere || (*term).find(wanted, all.size()) != std::string::npos) {
        if (terms.size() == kMaxValueTerms) {
          return std::nullopt;
        }
        terms.push_back(*term);
      }
    }
    return terms;
  }

  Xapian::Query looking_through(const std::string& attribute, std::function<bool(const std::string&)> passes) const {
    return slot_filter(layout::text_slot(place_of(attribute)), any_shown(std::move(passes)), budget_);
  }

  const std::vector<std::string>& filterable_;
  const Xapian::Database& database_;
  TimeBudget* budget_;
};

}  // namespace

Xapian::Query plan_filter(const Filter& filter, const std::vector<std::string>& filterable,
                          const Xapian::Database& database, TimeBudget* budget) {
  return {0, FilterPlanner(filterable, database, budget).plan(filter)};
}

}  // namespace telusur::backend
