#include "query/filter_parser.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/number.hpp"
#include "base/place.hpp"
#include "base/utf8.hpp"
#include "query/filter_lexer.hpp"
#include "schema/document_place.hpp"
#include "telusur/error.hpp"

namespace telusur::query {

namespace {

constexpr std::array<std::string_view, 11> kKeywords = {"AND", "OR",   "NOT",   "IN",       "TO",    "EXISTS",
                                                        "IS",  "NULL", "EMPTY", "CONTAINS", "STARTS"};
constexpr std::string_view kOperators =
    "=, !=, <, <=, >, >=, TO, IN, EXISTS, IS NULL, IS EMPTY, CONTAINS, STARTS WITH, or one of the latter with NOT";

constexpr char kPlaceConditions[] =
    "conditions on places are _geoRadius(latitude, longitude, metres), _geoBoundingBox([top, right], [bottom, left]) "
    "and _geoPolygon([latitude, longitude], [latitude, longitude], [latitude, longitude], …)";

std::string not_filterable(std::string_view attribute, const std::vector<std::string>& filterable) {
  std::string names;
  for (const auto& name : filterable) {
    names += (names.empty() ? "" : ", ") + name;
  }
  return "the attribute '" + base::shown(attribute) + "' is not filterable; " +
         (names.empty() ? "this index has no filterable attributes" : "filterable are: " + names);
}

Error too_many(std::size_t limit, const char* what) {
  return {ErrorCode::kInvalidArgument, "the filter has more than " + std::to_string(limit) + " " + what, "filter"};
}

Filter negated(Filter filter) { return {.kind = Filter::Kind::kNot, .operands = {std::move(filter)}}; }

/// A recursive-descent parser: or_of -> and_of -> not_of -> condition.
class FilterParser {
 public:
  FilterParser(std::string_view text, std::string_view place, FilterContext& context)
      : context_(context), lexer_(text, place), token_(lexer_.next()) {}

  Filter run() {
    Filter filter = or_of();
    if (token_.kind != FilterToken::Kind::kEnd) {
      expected("AND, OR or the end");
    }
    return filter;
  }

 private:
  Filter or_of() { return list_of(Filter::Kind::kOr, "OR", &FilterParser::and_of); }
  Filter and_of() { return list_of(Filter::Kind::kAnd, "AND", &FilterParser::not_of); }

  Filter list_of(Filter::Kind kind, std::string_view keyword, Filter (FilterParser::*operand)()) {
    Filter first = (this->*operand)();
    if (!token_.is_word(keyword)) {
      return first;
    }
    Filter list{.kind = kind, .operands = {std::move(first)}};
    while (take_word(keyword)) {
      list.operands.push_back((this->*operand)());
    }
    return list;
  }

  Filter not_of() {
    if (++depth_ > kMaxFilterDepth) {
      lexer_.fail(token_.offset, "it nests deeper than " + std::to_string(kMaxFilterDepth) + " levels");
    }
    Filter filter;
    if (take_word("NOT")) {
      filter = negated(not_of());
    } else if (take_symbol("(")) {
      filter = or_of();
      if (!take_symbol(")")) {
        expected("AND, OR or ')'");
      }
    } else {
      filter = condition();
    }
    --depth_;
    return filter;
  }

  Filter condition() {
    context_.count_condition();
    if (const auto op = place_operator()) {
      return place_condition(*op);
    }
    const std::size_t begin = token_.offset;
    Filter filter{.attribute = name()};
    if (const auto op = comparison()) {
      refuse_place(filter.attribute, begin);
      filter.op = op->first;
      filter.values.push_back(filter.op == FilterOperator::kEqual ? value() : number());
      return op->second ? negated(std::move(filter)) : filter;
    }
    if (take_word("IS")) {
      return is(std::move(filter));
    }
    const bool negative = take_word("NOT");
    filter = word_condition(std::move(filter), negative);
    if (filter.op != FilterOperator::kExists) {
      refuse_place(filter.attribute, begin);
    }
    return negative ? negated(std::move(filter)) : filter;
  }

  /// A place has no value that could be compared.
  void refuse_place(std::string_view attribute, std::size_t offset) const {
    if (attribute == schema::kPlaceAttribute) {
      lexer_.fail(offset, "'_geo' is a place, of which only EXISTS, IS NULL and IS EMPTY can be asked; " +
                              std::string(kPlaceConditions));
    }
  }

  /// What the name of a condition on places stands for; nothing for anything else.
  std::optional<FilterOperator> place_operator() const {
    static const std::map<std::string_view, FilterOperator> operators = {
        {"_geoRadius", FilterOperator::kInRadius},
        {"_geoBoundingBox", FilterOperator::kInBox},
        {"_geoPolygon", FilterOperator::kInPolygon},
    };
    const auto found = token_.kind == FilterToken::Kind::kWord ? operators.find(token_.text) : operators.end();
    return found == operators.end() ? std::nullopt : std::optional(found->second);
  }

  Filter place_condition(FilterOperator op) {
    context_.count_comparison();
    const FilterToken begin = token_;
    check_filterable(schema::kPlaceAttribute);
    advance();
    demand("(");
    Filter filter{.attribute = schema::kPlaceAttribute, .op = op};
    if (op == FilterOperator::kInRadius) {
      take_place(filter.values);
      demand(",");
      take_metres(filter.values);
    } else {
      do {
        take_corner(filter.values);
      } while (take_symbol(","));
      check_corners(filter, begin);
    }
    demand(")");
    return filter;
  }

  void take_corner(std::vector<std::string>& values) {
    demand("[");
    take_place(values);
    demand("]");
  }

  void take_place(std::vector<std::string>& values) {
    take_degrees(base::kLatitude, values);
    demand(",");
    take_degrees(base::kLongitude, values);
  }

  void take_degrees(const base::Coordinate& coordinate, std::vector<std::string>& values) {
    const FilterToken written = token_;
    values.push_back(value());
    if (!base::degrees_of(written.text, coordinate)) {
      lexer_.fail(written.offset, "'" + base::shown(written.text) + "' is not " + base::range_text(coordinate));
    }
  }

  void take_metres(std::vector<std::string>& values) {
    const FilterToken written = token_;
    values.push_back(value());
    if (base::decimal_number(written.text).value_or(-1) < 0) {
      lexer_.fail(written.offset, "'" + base::shown(written.text) + "' is not a radius, a number of metres from 0");
    }
  }

  void check_corners(const Filter& filter, const FilterToken& begin) const {
    const std::size_t corners = filter.values.size() / 2;
    if (filter.op == FilterOperator::kInPolygon && (corners < base::kMinCorners || corners > base::kMaxCorners)) {
      lexer_.fail(begin.offset, "_geoPolygon has " + std::to_string(corners) + " corners and takes " +
                                    std::to_string(base::kMinCorners) + " to " + std::to_string(base::kMaxCorners));
    }
    if (filter.op != FilterOperator::kInBox) {
      return;
    }
    if (corners != 2) {
      lexer_.fail(begin.offset, "_geoBoundingBox has " + std::to_string(corners) +
                                    " corners and takes 2: its top right and its bottom left one");
    }
    if (*base::decimal_number(filter.values[0]) < *base::decimal_number(filter.values[2])) {
      lexer_.fail(begin.offset, "the top latitude of _geoBoundingBox, " + base::shown(filter.values[0]) +
                                    ", is below its bottom latitude, " + base::shown(filter.values[2]));
    }
  }

  /// IS [NOT] NULL, IS [NOT] EMPTY; IS has been taken.
  Filter is(Filter filter) {
    const bool negative = take_word("NOT");
    if (take_word("NULL")) {
      filter.op = FilterOperator::kIsNull;
    } else if (take_word("EMPTY")) {
      filter.op = FilterOperator::kIsEmpty;
    } else {
      expected("NULL or EMPTY");
    }
    return negative ? negated(std::move(filter)) : filter;
  }

  Filter word_condition(Filter filter, bool negative) {
    if (take_word("EXISTS")) {
      filter.op = FilterOperator::kExists;
    } else if (take_word("IN")) {
      filter.op = FilterOperator::kIn;
      filter.values = list();
    } else if (take_word("CONTAINS")) {
      filter.op = FilterOperator::kContains;
      filter.values.push_back(value());
      context_.count_comparison();
    } else if (take_word("STARTS")) {
      if (!take_word("WITH")) {
        expected("WITH");
      }
      filter.op = FilterOperator::kStartsWith;
      filter.values.push_back(value());
      context_.count_comparison();
    } else if (!negative && is_text(token_)) {
      filter = range(std::move(filter));
    } else {
      expected(kOperators);
    }
    return filter;
  }

  Filter range(Filter filter) {
    const FilterToken first = token_;
    filter.op = FilterOperator::kRange;
    filter.values.push_back(value());
    if (!take_word("TO")) {
      expected("TO and the upper end of a range");
    }
    check_number(first);
    filter.values.push_back(number());
    return filter;
  }

  /// The operator and whether its result is negated; nothing when there is none.
  std::optional<std::pair<FilterOperator, bool>> comparison() {
    static const std::map<std::string_view, std::pair<FilterOperator, bool>> operators = {
        {"=", {FilterOperator::kEqual, false}},   {"!=", {FilterOperator::kEqual, true}},
        {"<", {FilterOperator::kLess, false}},    {"<=", {FilterOperator::kLessOrEqual, false}},
        {">", {FilterOperator::kGreater, false}}, {">=", {FilterOperator::kGreaterOrEqual, false}},
    };
    const auto found = token_.kind == FilterToken::Kind::kSymbol ? operators.find(token_.text) : operators.end();
    if (found == operators.end()) {
      return std::nullopt;
    }
    advance();
    return found->second;
  }

  std::vector<std::string> list() {
    if (!take_symbol("[")) {
      expected("'['");
    }
    std::vector<std::string> values;
    while (!take_symbol("]")) {
      values.push_back(value());
      if (!take_symbol(",") && !token_.is_symbol("]")) {
        expected("',' or ']'");
      }
    }
    return values;
  }

  std::string name() {
    if (!is_text(token_)) {
      expected("the name of an attribute");
    }
    check_filterable(token_.text);
    return take_text();
  }

  /// @param name of an attribute, which the next token names.
  void check_filterable(std::string_view name) const {
    const auto& names = context_.filterable;
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      lexer_.fail(token_.offset, not_filterable(name, names) + (name.starts_with(schema::kPlaceAttribute)
                                                                    ? std::string("; ") + kPlaceConditions
                                                                    : std::string()));
    }
  }

  std::string value() {
    context_.count_value();
    if (!is_text(token_)) {
      expected("a value");
    }
    return take_text();
  }

  /// The number that ends a comparison.
  std::string number() {
    context_.count_comparison();
    const FilterToken written = token_;
    std::string text = value();
    check_number(written);
    return text;
  }

  void check_number(const FilterToken& written) const {
    if (!base::number_of(written.text)) {
      lexer_.fail(written.offset, "'" + base::shown(written.text) +
                                      "' is neither a number nor a date such as 2024-01-31, and only these compare");
    }
  }

  /// A word that is not a keyword, or anything in quotes.
  static bool is_text(const FilterToken& token) {
    return token.kind == FilterToken::Kind::kQuoted ||
           (token.kind == FilterToken::Kind::kWord &&
            std::find(kKeywords.begin(), kKeywords.end(), token.text) == kKeywords.end());
  }

  std::string take_text() {
    std::string text = std::move(token_.text);
    advance();
    return text;
  }

  bool take_word(std::string_view keyword) {
    const bool found = token_.is_word(keyword);
    if (found) {
      advance();
    }
    return found;
  }

  void demand(std::string_view symbol) {
    if (!take_symbol(symbol)) {
      expected("'" + std::string(symbol) + "'");
    }
  }

  bool take_symbol(std::string_view symbol) {
    const bool found = token_.is_symbol(symbol);
    if (found) {
      advance();
    }
    return found;
  }

  void advance() { token_ = lexer_.next(); }

  [[noreturn]] void expected(std::string_view what) const {
    const bool end = token_.kind == FilterToken::Kind::kEnd;
    std::string message = end ? "it ends" : "there is '" + base::shown(token_.text) + "'";
    message.append(" where ").append(what).append(" was expected");
    if (token_.kind == FilterToken::Kind::kWord && !is_text(token_)) {
      message += "; a name or value that looks like a keyword needs quotes";
    }
    lexer_.fail(token_.offset, message);
  }

  FilterContext& context_;
  FilterLexer lexer_;
  FilterToken token_;
  std::size_t depth_ = 0;
};

}  // namespace

void FilterContext::count_condition() {
  if (++conditions > kMaxFilterConditions) {
    throw too_many(kMaxFilterConditions, "conditions");
  }
}

void FilterContext::count_value() {
  if (++values > kMaxFilterValues) {
    throw too_many(kMaxFilterValues, "values");
  }
}

void FilterContext::count_comparison() {
  if (++comparisons > kMaxFilterComparisons) {
    throw too_many(kMaxFilterComparisons, "conditions with <, <=, >, >=, TO, CONTAINS, STARTS WITH or places");
  }
}

Filter parse_expression(std::string_view text, std::string_view place, FilterContext& context) {
  return FilterParser(text, place, context).run();
}

}  // namespace telusur::query
