#pragma once

#include <string>
#include <string_view>

#include "schema/json.hpp"

namespace telusur::schema {

/// Longest document id, in bytes; it consists of A-Z a-z 0-9 - _ . : /
inline constexpr std::size_t kMaxIdBytes = 511;

bool is_valid_id(std::string_view id) noexcept;

/// The id that `document` has under `primary_key`, as text: an integer or a valid string.
/// @throws Error kInvalidArgument (subject "document") naming the key and the bad value.
std::string document_id(const Json& document, std::string_view primary_key);

/// The attribute that identifies documents like this one: `id`, else the only attribute whose name ends in "id" in any
/// case. @throws Error kInvalidArgument (subject "primaryKey") when there is none or more than one.
std::string infer_primary_key(const Json& document);

/// @throws Error kInvalidArgument (subject "index") unless `uid` is 1 to 400 characters of A-Z a-z 0-9 - _
void check_index_uid(std::string_view uid);

}  // namespace telusur::schema
