#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/http.hpp"

namespace telusur::server::net {

/// `text` with each %XX replaced by its byte; nothing when a '%' is not followed by two hexadecimal digits.
std::optional<std::string> percent_decoded(std::string_view text);

/// The non-empty pieces between the slashes of a path, percent-decoded; an empty piece is kept unless it is the last.
/// Nothing when an escape is malformed or stands for NUL.
std::optional<std::vector<std::string>> path_segments(std::string_view path);

/// The parameters of a query string (without '?') in order: '&' separates, the first '=' splits, '+' is a space.
/// A malformed escape stays as it was written. "a&=b" is {{"a", ""}, {"", "b"}}.
std::vector<QueryParameter> query_parameters(std::string_view query);

}  // namespace telusur::server::net
