#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schema/json.hpp"

namespace telusur::search {

// Each reads the value of a field of a request. @throws Error kInvalidArgument with the field as subject when it is of
// the wrong type.

[[noreturn]] void reject_value(const std::string& field, const std::string& wanted, const schema::Json& value);
std::string read_string(const std::string& field, const schema::Json& value);
bool read_bool(const std::string& field, const schema::Json& value);
/// What fits here and is too large for its field is told by the search.
std::uint32_t read_count(const std::string& field, const schema::Json& value);
std::vector<std::string> read_strings(const std::string& field, const schema::Json& value);
/// A filter is an expression, or an array of them, which the filter's own reader takes as JSON.
std::string read_filter(const std::string& field, const schema::Json& value);
double read_share(const std::string& field, const schema::Json& value);  ///< from 0 to 1

/// Reads a request's JSON. @throws Error kInvalidArgument (subject "request") unless it is an object.
/// @param what  it is, for the message: "a search request"
schema::Json read_request(std::string_view json, const std::string& what);

/// Takes a text out of the object; "" where it is missing or null.
std::string take_text(schema::Json& object, const char* field);

/// @throws Error kInvalidArgument (subject "request") for a field of that name in `what`.
[[noreturn]] void reject_field(const std::string& field, const std::string& what);

}  // namespace telusur::search
