#pragma once

#include <span>
#include <string_view>

namespace telusur::server::openapi {

/// What the description says of a route. Names of schemas are those of components.json; "" is none.
struct Operation {
  std::string_view method;
  std::string_view pattern;
  std::string_view summary;
  std::string_view parameters;  ///< of the query string, by name, separated by spaces
  std::string_view body;        ///< schema of the JSON that is sent
  std::string_view answer;      ///< schema of the JSON that is answered, or a media type
  int status = 200;
};

std::span<const Operation> operations() noexcept;

/// The row of a route; null for one that is not available in this version.
const Operation* find_operation(std::string_view method, std::string_view pattern) noexcept;

/// The fields of a search, which a GET takes as parameters.
inline constexpr std::string_view kSearchParameters = "SearchRequest";

}  // namespace telusur::server::openapi
