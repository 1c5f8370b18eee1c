#include "query/filter.hpp"

#include <algorithm>
#include <utility>

#include "query/filter_lexer.hpp"
#include "query/filter_parser.hpp"
#include "schema/json.hpp"
#include "telusur/error.hpp"

namespace telusur::query {

namespace {

using schema::Json;

[[noreturn]] void reject(const std::string& message) { throw Error(ErrorCode::kInvalidArgument, message, "filter"); }

bool is_blank(std::string_view text) { return text.find_first_not_of(kFilterBlanks) == std::string_view::npos; }

/// All or any of the operands; nothing when there are none.
std::optional<Filter> combined(Filter::Kind kind, std::vector<Filter> operands) {
  if (operands.size() > 1) {
    return Filter{.kind = kind, .operands = std::move(operands)};
  }
  return operands.empty() ? std::nullopt : std::optional(std::move(operands.front()));
}

/// Whether every condition of a filter is about the attribute.
bool is_about(const Filter& filter, std::string_view attribute) {
  return filter.kind == Filter::Kind::kCondition
             ? filter.attribute == attribute
             : std::all_of(filter.operands.begin(), filter.operands.end(),
                           [&](const Filter& operand) { return is_about(operand, attribute); });
}

[[noreturn]] void reject_element(const Json& element, const std::string& place) {
  reject("the filter holds " + std::string(schema::type_name(element)) + " at " + place.substr(0, place.size() - 2) +
         ", where only " +
         (place.find(',') + 2 == place.size() ? "an expression or an array of them" : "an expression") + " may stand");
}

/// Reads an expression, or an array of them: all of the outer array's elements must hold, one of an inner one's.
std::optional<Filter> read_element(const Json& element, const std::string& place, int depth, FilterContext& context) {
  if (element.is_string()) {
    const auto& text = element.get_ref<const std::string&>();
    return is_blank(text) ? std::nullopt : std::optional(parse_expression(text, place, context));
  }
  if (!element.is_array() || depth == 2) {
    reject_element(element, place);
  }
  std::vector<Filter> operands;
  for (std::size_t i = 0; i < element.size(); ++i) {
    const std::string inside = place + (depth == 0 ? "element " : "alternative ") + std::to_string(i + 1) + ", ";
    if (auto operand = read_element(element[i], inside, depth + 1, context)) {
      operands.push_back(std::move(*operand));
    }
  }
  return combined(depth == 0 ? Filter::Kind::kAnd : Filter::Kind::kOr, std::move(operands));
}

}  // namespace

std::optional<Filter> both(std::optional<Filter> first, std::optional<Filter> second) {
  std::vector<Filter> operands;
  for (auto* filter : {&first, &second}) {
    if (filter->has_value()) {
      operands.push_back(std::move(**filter));
    }
  }
  return combined(Filter::Kind::kAnd, std::move(operands));
}

std::optional<Filter> without_attribute(const std::optional<Filter>& filter, std::string_view attribute) {
  if (!filter || is_about(*filter, attribute)) {
    return std::nullopt;
  }
  if (filter->kind != Filter::Kind::kAnd) {
    return filter;
  }
  std::vector<Filter> operands;
  for (const auto& operand : filter->operands) {
    if (auto left = without_attribute(operand, attribute)) {
      operands.push_back(std::move(*left));
    }
  }
  return combined(Filter::Kind::kAnd, std::move(operands));
}

std::optional<Filter> parse_filter(std::string_view text, const std::vector<std::string>& filterable) {
  if (text.size() > kMaxFilterBytes) {
    reject("the filter has " + std::to_string(text.size()) + " bytes, and at most " + std::to_string(kMaxFilterBytes) +
           " are allowed");
  }
  if (is_blank(text)) {
    return std::nullopt;
  }
  FilterContext context{filterable};
  if (text[text.find_first_not_of(kFilterBlanks)] == '[') {
    return read_element(schema::parse_json(text, "filter"), "", 0, context);
  }
  return parse_expression(text, "", context);
}

}  // namespace telusur::query
