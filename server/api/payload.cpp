#include "api/payload.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "api/error.hpp"
#include "api/json.hpp"
#include "storage/spool.hpp"

namespace telusur::server::api {

namespace {

constexpr std::string_view kJsonType = "application/json";
constexpr std::string_view kNdjsonType = "application/x-ndjson";
constexpr std::string_view kCsvType = "text/csv";

/// The type that the header names, which must be there.
std::string_view content_type(const net::Request& request, const std::string& wanted) {
  const std::string_view type = request.header("Content-Type");
  if (type.empty()) {
    throw RequestError(415, "missing_content_type", "The Content-Type header is missing; send " + wanted + ".");
  }
  return type.substr(0, type.find_first_of("; "));
}

[[noreturn]] void refuse_type(std::string_view type, const std::string& wanted) {
  throw RequestError(415, "invalid_content_type",
                     "The Content-Type is '" + std::string(type) + "' but must be " + wanted + ".");
}

bool is_blank(const storage::Spool* spool) {
  if (spool == nullptr) {
    return true;
  }
  storage::SpoolReader reader(*spool);
  std::string_view piece;
  do {
    piece = reader.next(std::size_t{64} << 10);
  } while (!piece.empty() && piece.find_first_not_of(kJsonBlanks) == std::string_view::npos);
  return piece.empty();
}

[[noreturn]] void refuse_missing(const char* what) {
  throw RequestError(400, "missing_payload", "The " + std::string(what) + " payload is missing.");
}

void require_documents_of(const net::Request& request, const char* what) {
  if (is_blank(request.spool.get())) {
    refuse_missing(what);
  }
}

}  // namespace

void require_json(const net::Request& request) {
  const std::string wanted = "'" + std::string(kJsonType) + "'";
  const std::string_view type = content_type(request, wanted);
  if (!net::equal_ignoring_case(type, kJsonType)) {
    refuse_type(type, wanted);
  }
  if (request.body.find_first_not_of(kJsonBlanks) == std::string::npos) {
    refuse_missing("JSON");
  }
}

nlohmann::ordered_json json_body(const net::Request& request) {
  require_json(request);
  std::optional<nlohmann::ordered_json> body = parse_json(request.body);
  if (!body) {
    throw RequestError(400, "malformed_payload", "The payload is not valid JSON, or nests deeper than 100 levels.");
  }
  return std::move(*body);
}

Format require_documents(const net::Request& request) {
  const std::string wanted = "'application/json', 'application/x-ndjson' or 'text/csv'";
  const std::string_view type = content_type(request, wanted);
  if (net::equal_ignoring_case(type, kJsonType)) {
    require_documents_of(request, "JSON");
    return Format::kJson;
  }
  if (net::equal_ignoring_case(type, kNdjsonType)) {
    require_documents_of(request, "NDJSON");
    return Format::kNdjson;
  }
  if (net::equal_ignoring_case(type, kCsvType)) {
    require_documents_of(request, "CSV");
    return Format::kCsv;
  }
  refuse_type(type, wanted);
}

net::Response json_response(std::string json) {
  return {.status = 200, .content_type = "application/json", .body = std::move(json)};
}

}  // namespace telusur::server::api
