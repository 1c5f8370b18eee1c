#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/json.hpp"
#include "telusur/document.hpp"

namespace telusur {

struct Document::Impl {
  schema::Json object = schema::Json::object();
};

}  // namespace telusur

namespace telusur::schema {

/// The JSON object of a document.
/// @throws Error kInvalidArgument (subject "document") when `text` is anything else.
Json parse_document(std::string_view text);

/// The documents in `text`: one object or an array of objects.
/// @throws Error kInvalidArgument (subject "document") naming the element, counted from 1.
std::vector<Json> parse_documents(std::string_view text);

/// Vectors would be searched as words. @throws Error kInvalidArgument (subject "document vectors") for `_vectors`.
void refuse_vectors(const Json& document);

/// A JSON value as words to search or show: a string as it is, numbers and booleans as JSON writes them, the members of
/// arrays and objects on lines of their own, nothing for null.
std::string plain_text(const Json& value);

/// A string that a document shows of a value: a string as it is, "" for null and containers, else JSON.
std::string scalar_text(const Json& value);

}  // namespace telusur::schema
