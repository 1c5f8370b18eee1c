#include "search/wire_values.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "telusur/error.hpp"

namespace telusur::search {

namespace {

using schema::Json;

constexpr double kMaxCount = 4294967295.0;

}  // namespace

void reject_value(const std::string& field, const std::string& wanted, const Json& value) {
  throw Error(ErrorCode::kInvalidArgument, field + " must be " + wanted + ", not " + schema::shown(value), field);
}

std::string read_string(const std::string& field, const Json& value) {
  if (!value.is_string()) {
    reject_value(field, "a string", value);
  }
  return value.get<std::string>();
}

bool read_bool(const std::string& field, const Json& value) {
  if (!value.is_boolean()) {
    reject_value(field, "true or false", value);
  }
  return value.get<bool>();
}

std::uint32_t read_count(const std::string& field, const Json& value) {
  if (!value.is_number_unsigned() || value.get<double>() > kMaxCount) {
    reject_value(field, field == "page" ? "a whole number from 1" : "a whole number from 0 to 10000", value);
  }
  return value.get<std::uint32_t>();
}

std::vector<std::string> read_strings(const std::string& field, const Json& value) {
  if (!value.is_array() || !std::all_of(value.begin(), value.end(), [](const Json& one) { return one.is_string(); })) {
    reject_value(field, "an array of strings", value);
  }
  return value.get<std::vector<std::string>>();
}

std::string read_filter(const std::string& field, const Json& value) {
  if (value.is_string()) {
    return value.get<std::string>();
  }
  if (!value.is_array()) {
    reject_value(field, "a string or an array", value);
  }
  return schema::dump_json(value);
}

double read_share(const std::string& field, const Json& value) {
  if (!value.is_number() || value.get<double>() < 0 || value.get<double>() > 1) {
    reject_value(field, "a number from 0 to 1", value);
  }
  return value.get<double>();
}

Json read_request(std::string_view json, const std::string& what) {
  Json object = schema::parse_json(json, "request");
  if (!object.is_object()) {
    throw Error(ErrorCode::kInvalidArgument, what + " must be an object, not " + std::string(schema::type_name(object)),
                "request");
  }
  return object;
}

std::string take_text(Json& object, const char* field) {
  const auto found = object.find(field);
  std::string text;
  if (found != object.end() && !found->is_null()) {
    text = read_string(field, *found);
  }
  object.erase(field);
  return text;
}

void reject_field(const std::string& field, const std::string& what) {
  throw Error(ErrorCode::kInvalidArgument, "unknown field '" + base::shown(field) + "' in " + what, "request");
}

}  // namespace telusur::search
