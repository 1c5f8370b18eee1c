#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "query/filter.hpp"

namespace telusur::query {

/// What the expressions of a filter share.
struct FilterContext {
  const std::vector<std::string>& filterable;
  std::size_t conditions = 0;
  std::size_t values = 0;
  std::size_t comparisons = 0;

  /// Counts a condition. @throws Error kInvalidArgument (subject "filter") beyond kMaxFilterConditions.
  void count_condition();

  /// Counts a value. @throws Error kInvalidArgument (subject "filter") beyond kMaxFilterValues.
  void count_value();

  /// Counts a comparison. @throws Error kInvalidArgument (subject "filter") beyond kMaxFilterComparisons.
  void count_comparison();
};

/// Reads one expression of a filter. @param place of it, for errors: see FilterLexer. @throws Error as parse_filter.
Filter parse_expression(std::string_view text, std::string_view place, FilterContext& context);

}  // namespace telusur::query
