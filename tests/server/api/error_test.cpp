#include "api/error.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

using telusur::Error;
using telusur::ErrorCode;
using telusur::server::api::error_response;
using telusur::server::api::wire_error;

TEST_CASE("every error of the library has its status, code and type") {
  struct Case {
    ErrorCode code;
    std::string_view subject;
    int status;
    std::string_view wire_code, type;
  };
  const Case cases[] = {
      {ErrorCode::kNotFound, "index", 404, "index_not_found", "invalid_request"},
      {ErrorCode::kNotFound, "document", 404, "document_not_found", "invalid_request"},
      {ErrorCode::kNotFound, "", 404, "not_found", "invalid_request"},
      {ErrorCode::kAlreadyExists, "index", 409, "index_already_exists", "invalid_request"},
      {ErrorCode::kInvalidArgument, "q", 400, "invalid_search_q", "invalid_request"},
      {ErrorCode::kInvalidArgument, "limit", 400, "invalid_search_limit", "invalid_request"},
      {ErrorCode::kInvalidArgument, "hitsPerPage", 400, "invalid_search_hits_per_page", "invalid_request"},
      {ErrorCode::kInvalidArgument, "index", 400, "invalid_index_uid", "invalid_request"},
      {ErrorCode::kInvalidArgument, "request", 400, "bad_request", "invalid_request"},
      {ErrorCode::kInvalidArgument, "unheardOf", 400, "bad_request", "invalid_request"},
      {ErrorCode::kUnsupported, "filter", 400, "feature_not_available", "invalid_request"},
      {ErrorCode::kBusy, "", 503, "busy", "system"},
      {ErrorCode::kNoSpace, "", 422, "no_space_left_on_device", "system"},
      {ErrorCode::kPermission, "", 500, "io_error", "system"},
      {ErrorCode::kIo, "index", 500, "io_error", "system"},
      {ErrorCode::kCorrupt, "index", 500, "invalid_store_file", "internal"},
      {ErrorCode::kWrongFormat, "index", 500, "invalid_store_file", "internal"},
      {ErrorCode::kInternal, "q", 500, "internal", "internal"},
  };
  for (const Case& test : cases) {
    INFO(to_string(test.code), " ", test.subject);
    const auto wire = wire_error(test.code, test.subject);
    CHECK(wire.status == test.status);
    CHECK(wire.code == test.wire_code);
    CHECK(wire.type == test.type);
  }
}

TEST_CASE("the shape of an error") {
  const auto response = error_response(Error(ErrorCode::kNotFound, "Index `a\"\xff` not found.", "index"));
  CHECK(response.status == 404);
  CHECK(response.content_type == "application/json");
  const auto body = nlohmann::json::parse(response.body);
  CHECK(body == nlohmann::json{{"message", "Index `a\"\xEF\xBF\xBD` not found."},
                               {"code", "index_not_found"},
                               {"type", "invalid_request"},
                               {"link", "https://docs.meilisearch.com/errors#index_not_found"}});
}

TEST_CASE("codes of our own have no link, and 503 says when to come back") {
  const auto response = error_response(503, "overloaded", "Later.");
  CHECK(nlohmann::json::parse(response.body)["link"] == "");
  REQUIRE(response.headers.size() == 1);
  CHECK(response.headers[0].name == "Retry-After");
}

TEST_CASE("what only the operator may read is kept from the client") {
  for (const ErrorCode code : {ErrorCode::kIo, ErrorCode::kPermission, ErrorCode::kCorrupt, ErrorCode::kInternal}) {
    CHECK(error_response(Error(code, "cannot read /srv/secret")).body.find("secret") == std::string::npos);
  }
}
