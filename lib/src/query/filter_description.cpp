#include "query/filter.hpp"

namespace telusur::query {

namespace {

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    out += c == '"' || c == '\\' ? "\\" : "";
    out += c;
  }
  return out + '"';
}

/// Values in quotes, in brackets by twos where these are the corners of something.
std::string describe_place(const char* condition, const std::vector<std::string>& values, bool corners) {
  std::string list;
  for (std::size_t n = 0; n < values.size(); ++n) {
    list += n == 0 ? "" : ", ";
    list += corners && n % 2 == 0 ? "[" : "";
    list += in_quotes(values[n]);
    list += corners && n % 2 == 1 ? "]" : "";
  }
  return std::string(condition) + "(" + list + ")";
}

std::string describe_condition(const Filter& filter) {
  const std::string name = in_quotes(filter.attribute);
  const auto with_value = [&](const char* op) { return name + " " + op + " " + in_quotes(filter.values.front()); };
  switch (filter.op) {
    case FilterOperator::kEqual:
      return with_value("=");
    case FilterOperator::kLess:
      return with_value("<");
    case FilterOperator::kLessOrEqual:
      return with_value("<=");
    case FilterOperator::kGreater:
      return with_value(">");
    case FilterOperator::kGreaterOrEqual:
      return with_value(">=");
    case FilterOperator::kContains:
      return with_value("CONTAINS");
    case FilterOperator::kStartsWith:
      return with_value("STARTS WITH");
    case FilterOperator::kRange:
      return name + " " + in_quotes(filter.values[0]) + " TO " + in_quotes(filter.values[1]);
    case FilterOperator::kExists:
      return name + " EXISTS";
    case FilterOperator::kIsNull:
      return name + " IS NULL";
    case FilterOperator::kIsEmpty:
      return name + " IS EMPTY";
    case FilterOperator::kInRadius:
      return describe_place("_geoRadius", filter.values, false);
    case FilterOperator::kInBox:
      return describe_place("_geoBoundingBox", filter.values, true);
    case FilterOperator::kInPolygon:
      return describe_place("_geoPolygon", filter.values, true);
    case FilterOperator::kIn:
      break;
  }
  std::string list;
  for (const auto& value : filter.values) {
    list += (list.empty() ? "" : ", ") + in_quotes(value);
  }
  return name + " IN [" + list + "]";
}

}  // namespace

std::string describe(const Filter& filter) {
  if (filter.kind == Filter::Kind::kCondition) {
    return describe_condition(filter);
  }
  if (filter.kind == Filter::Kind::kNot) {
    return "NOT " + describe(filter.operands.front());
  }
  std::string list;
  for (const auto& operand : filter.operands) {
    list += list.empty() ? "" : filter.kind == Filter::Kind::kAnd ? " AND " : " OR ";
    list += describe(operand);
  }
  return "(" + list + ")";
}

}  // namespace telusur::query
