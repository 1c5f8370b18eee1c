#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace telusur::schema {

/// JSON that keeps the order in which attributes were written.
using Json = nlohmann::ordered_json;

/// Deepest nesting of arrays and objects: writing and copying JSON recurse.
inline constexpr int kMaxJsonDepth = 100;

/// Levels that documents and changes of them may have more where they lie in lists and objects of ours.
inline constexpr int kWrappingLevels = 2;

/// Parses one JSON value. Of repeated names the last wins.
/// @param depth levels that it may have.
/// @throws Error kInvalidArgument with `subject`: malformed (with column, and line where there are several), too deep,
/// not UTF-8.
Json parse_json(std::string_view text, std::string_view subject, int depth = kMaxJsonDepth);

/// Compact JSON in valid UTF-8; invalid bytes become U+FFFD.
std::string dump_json(const Json& value);

/// Memory that a value takes, about: what it allocates, as the C library rounds it. O(values).
std::size_t memory_bytes(const Json& value);

/// The beginning of a value, for messages.
std::string shown(const Json& value);

/// "null", "a string", "a number", "true or false", "an array" or "an object": for messages.
std::string_view type_name(const Json& value);

/// The value at a dotted path ("author.name"; an attribute whose name holds the dots wins); nullptr when absent.
const Json* find_attribute(const Json& object, std::string_view path);

}  // namespace telusur::schema
