#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace telusur::server::api {

/// How deep objects and arrays may lie within each other in JSON from clients: what copies or writes JSON recurses.
inline constexpr int kMaxJsonDepth = 100;

/// What may stand between the values of JSON.
inline constexpr std::string_view kJsonBlanks = " \t\r\n";

/// True when objects and arrays lie more than `depth` within each other in this JSON. O(text).
bool nests_deeper(std::string_view text, int depth) noexcept;

/// Parses JSON; nothing when it is malformed or deeper than `kMaxJsonDepth`.
std::optional<nlohmann::ordered_json> parse_json(std::string_view text);

/// Writes JSON, compact, in UTF-8; bytes that are none become U+FFFD.
std::string dump_json(const nlohmann::ordered_json& value);

}  // namespace telusur::server::api
