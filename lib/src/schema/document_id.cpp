#include "schema/document_id.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "schema/document.hpp"
#include "telusur/error.hpp"

namespace telusur::schema {

namespace {

constexpr std::size_t kMaxUidBytes = 400;
// Subjects of errors that the API tells apart.
constexpr char kMissingId[] = "document id missing";
constexpr char kManyKeys[] = "primaryKey candidates";

constexpr bool is_alphanumeric(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool ends_in_id(std::string_view name) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return name.size() >= 2 && lower(name[name.size() - 2]) == 'i' && lower(name.back()) == 'd';
}

}  // namespace

bool is_valid_id(std::string_view id) noexcept {
  return !id.empty() && id.size() <= kMaxIdBytes && std::all_of(id.begin(), id.end(), [](char c) {
    return is_alphanumeric(c) || c == '-' || c == '_' || c == '.' || c == ':' || c == '/';
  });
}

std::string document_id(const Json& document, std::string_view primary_key) {
  const Json* value = find_attribute(document, primary_key);
  if (value == nullptr) {
    throw Error(
        ErrorCode::kInvalidArgument,
        "the document " + shown(document) + " has no attribute '" + std::string(primary_key) + "', its primary key",
        kMissingId);
  }
  std::string id = value->is_string() || value->is_number_integer() ? scalar_text(*value) : std::string();
  if (!is_valid_id(id)) {
    throw Error(ErrorCode::kInvalidArgument,
                "document id " + shown(*value) + " in '" + std::string(primary_key) +
                    "' must be an integer or 1 to 511 characters of A-Z a-z 0-9 - _ . : /",
                "document");
  }
  return id;
}

std::string infer_primary_key(const Json& document) {
  if (document.contains("id")) {
    return "id";
  }
  std::string key;
  for (const auto& [name, value] : document.items()) {
    if (ends_in_id(name)) {
      if (!key.empty()) {
        throw Error(ErrorCode::kInvalidArgument,
                    std::string("both '").append(key).append("' and '").append(name).append(
                        "' could be the primary key: name one"),
                    kManyKeys);
      }
      key = name;
    }
  }
  if (key.empty()) {
    throw Error(ErrorCode::kInvalidArgument,
                "no attribute of the document is 'id' or ends in 'id': name the primary key", "primaryKey");
  }
  return key;
}

void check_index_uid(std::string_view uid) {
  const bool valid = !uid.empty() && uid.size() <= kMaxUidBytes && std::all_of(uid.begin(), uid.end(), [](char c) {
    return is_alphanumeric(c) || c == '-' || c == '_';
  });
  if (!valid) {
    throw Error(ErrorCode::kInvalidArgument,
                "index uid '" + base::shown(uid) + "' must be 1 to 400 characters of A-Z a-z 0-9 - _", "index");
  }
}

}  // namespace telusur::schema
