#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/http.hpp"

namespace telusur::server::api {

/// How many elements of a list an answer holds unless the request says otherwise.
inline constexpr std::uint64_t kDefaultListLimit = 20;

/// The pieces between the commas of a list parameter; none for "".
std::vector<std::string> comma_separated(std::string_view text);

/// The same for the parameter `sort`, where the comma between the numbers of _geoPoint(-6.2,106.8) parts nothing.
std::vector<std::string> sort_criteria(std::string_view text);

/// The value of a parameter, or nothing. Names in `known` alone may appear, each once.
/// @throws RequestError bad_request.
class Parameters {
 public:
  Parameters(const std::vector<net::QueryParameter>& query, const std::vector<std::string_view>& known);

  std::optional<std::string> text(std::string_view name) const;

  /// A whole number from 0. @throws RequestError with status 400 and `code` when the value is anything else.
  std::optional<std::uint64_t> number(std::string_view name, std::string_view code) const;

 private:
  const std::vector<net::QueryParameter>& query_;
};

/// The JSON body that a search by GET stands for: lists are comma-joined, `filter` may be a JSON array, numbers and
/// booleans are written as such. What does not fit its parameter is passed on as text, for the library to refuse.
/// @throws RequestError bad_request when a parameter appears twice.
std::string search_body(const std::vector<net::QueryParameter>& query);

}  // namespace telusur::server::api
