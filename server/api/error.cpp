#include "api/error.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

namespace telusur::server::api {

namespace {

constexpr std::string_view kInvalidRequest = "invalid_request";
constexpr std::string_view kInternalType = "internal";
constexpr std::string_view kSystem = "system";
constexpr std::string_view kAuth = "auth";
constexpr std::string_view kAnySubject = "*";

struct Row {
  ErrorCode code;
  std::string_view subject;
  WireError error;
};

constexpr Row invalid_search(std::string_view field, std::string_view code) {
  return {ErrorCode::kInvalidArgument, field, {400, code, kInvalidRequest, true}};
}

/// The first row that fits counts.
constexpr Row kRows[] = {
    {ErrorCode::kNotFound, "index", {404, "index_not_found", kInvalidRequest, true}},
    {ErrorCode::kNotFound, "similar id", {400, "not_found_similar_id", kInvalidRequest, true}},
    {ErrorCode::kNotFound, "document", {404, "document_not_found", kInvalidRequest, true}},
    {ErrorCode::kNotFound, kAnySubject, {404, "not_found", kInvalidRequest, true}},
    {ErrorCode::kAlreadyExists, "index", {409, "index_already_exists", kInvalidRequest, true}},
    {ErrorCode::kAlreadyExists, "primaryKey", {400, "index_primary_key_already_exists", kInvalidRequest, true}},
    {ErrorCode::kAlreadyExists, kAnySubject, {409, "already_exists", kInvalidRequest, true}},
    invalid_search("q", "invalid_search_q"),
    invalid_search("offset", "invalid_search_offset"),
    invalid_search("limit", "invalid_search_limit"),
    invalid_search("page", "invalid_search_page"),
    invalid_search("hitsPerPage", "invalid_search_hits_per_page"),
    invalid_search("attributesToRetrieve", "invalid_search_attributes_to_retrieve"),
    invalid_search("attributesToHighlight", "invalid_search_attributes_to_highlight"),
    invalid_search("attributesToCrop", "invalid_search_attributes_to_crop"),
    invalid_search("attributesToSearchOn", "invalid_search_attributes_to_search_on"),
    invalid_search("highlightPreTag", "invalid_search_highlight_pre_tag"),
    invalid_search("highlightPostTag", "invalid_search_highlight_post_tag"),
    invalid_search("highlightEscape", "invalid_search_highlight_escape"),
    invalid_search("cropLength", "invalid_search_crop_length"),
    invalid_search("cropMarker", "invalid_search_crop_marker"),
    invalid_search("showMatchesPosition", "invalid_search_show_matches_position"),
    invalid_search("showRankingScore", "invalid_search_show_ranking_score"),
    invalid_search("showRankingScoreDetails", "invalid_search_show_ranking_score_details"),
    invalid_search("rankingScoreThreshold", "invalid_search_ranking_score_threshold"),
    invalid_search("matchingStrategy", "invalid_search_matching_strategy"),
    invalid_search("querySyntax", "invalid_search_query_syntax"),
    invalid_search("filter", "invalid_search_filter"),
    invalid_search("sort", "invalid_search_sort"),
    invalid_search("facets", "invalid_search_facets"),
    invalid_search("disjunctiveFacets", "invalid_search_disjunctive_facets"),
    invalid_search("facetName missing", "missing_facet_search_facet_name"),
    invalid_search("facetName", "invalid_facet_search_facet_name"),
    invalid_search("facetQuery", "invalid_facet_search_facet_query"),
    invalid_search("exhaustiveFacetCount", "invalid_facet_search_exhaustive_facet_count"),
    invalid_search("distinct", "invalid_search_distinct"),
    invalid_search("locales", "invalid_search_locales"),
    invalid_search("vector", "invalid_search_vector"),
    invalid_search("hybrid", "invalid_search_hybrid_query"),
    invalid_search("id missing", "invalid_similar_id"),
    invalid_search("id", "invalid_similar_id"),
    invalid_search("embedder", "invalid_similar_embedder"),
    invalid_search("retrieveVectors", "invalid_search_retrieve_vectors"),
    invalid_search("indexUid missing", "missing_index_uid"),
    invalid_search("federation.limit", "invalid_search_limit"),
    invalid_search("federation.offset", "invalid_search_offset"),
    invalid_search("federation.facetsByIndex", "invalid_multi_search_facets_by_index"),
    invalid_search("federation.mergeFacets", "invalid_multi_search_merge_facets"),
    invalid_search("federation.mergeFacets.maxValuesPerFacet", "invalid_multi_search_max_values_per_facet"),
    invalid_search("federation", "invalid_multi_search_federated"),
    invalid_search("federationOptions", "invalid_multi_search_federation_options"),
    invalid_search("federationOptions.weight", "invalid_multi_search_weight"),
    invalid_search("query pagination", "invalid_multi_search_query_pagination"),
    invalid_search("query facets", "invalid_multi_search_query_facets"),
    {ErrorCode::kInvalidArgument, "primaryKey", {400, "index_primary_key_no_candidate_found", kInvalidRequest, true}},
    {ErrorCode::kInvalidArgument,
     "primaryKey candidates",
     {400, "index_primary_key_multiple_candidates_found", kInvalidRequest, true}},
    {ErrorCode::kInvalidArgument, "indexes", {400, "invalid_swap_duplicate_index_found", kInvalidRequest, true}},
    {ErrorCode::kInvalidArgument, "index", {400, "invalid_index_uid", kInvalidRequest, true}},
    {ErrorCode::kInvalidArgument, "document filter", {400, "invalid_document_filter", kInvalidRequest, true}},
    {ErrorCode::kInvalidArgument, "document id missing", {400, "missing_document_id", kInvalidRequest, true}},
    {ErrorCode::kInvalidArgument, "document vectors", {400, "feature_not_available", kInvalidRequest, true}},
    {ErrorCode::kInvalidArgument, "document place", {400, "invalid_document_geo_field", kInvalidRequest, true}},
    {ErrorCode::kInvalidArgument, "document", {400, "invalid_document_id", kInvalidRequest, true}},
    {ErrorCode::kInvalidArgument, "", {400, "malformed_payload", kInvalidRequest, true}},
    {ErrorCode::kInvalidArgument, kAnySubject, {400, "bad_request", kInvalidRequest, true}},
    {ErrorCode::kUnsupported, kAnySubject, {400, "feature_not_available", kInvalidRequest, true}},
    {ErrorCode::kBusy, kAnySubject, {503, "busy", kSystem, true}},
    {ErrorCode::kNoSpace, kAnySubject, {422, "no_space_left_on_device", kSystem, false}},
    {ErrorCode::kPermission, kAnySubject, {500, "io_error", kSystem, false}},
    {ErrorCode::kIo, kAnySubject, {500, "io_error", kSystem, false}},
    {ErrorCode::kCorrupt, kAnySubject, {500, "invalid_store_file", kInternalType, false}},
    {ErrorCode::kWrongFormat, kAnySubject, {500, "invalid_store_file", kInternalType, false}},
    {ErrorCode::kInternal, kAnySubject, {500, "internal", kInternalType, false}},
};

/// The codes that Meilisearch's documentation does not explain.
constexpr std::string_view kOwnCodes[] = {"already_exists",
                                          "busy",
                                          "content_encoding_not_supported",
                                          "expectation_failed",
                                          "feature_not_available",
                                          "headers_too_large",
                                          "http_version_not_supported",
                                          "invalid_search_disjunctive_facets",
                                          "invalid_search_highlight_escape",
                                          "method_not_allowed",
                                          "method_not_implemented",
                                          "not_found",
                                          "origin_not_allowed",
                                          "overloaded",
                                          "request_timeout",
                                          "too_many_api_keys",
                                          "too_many_requests",
                                          "transfer_encoding_not_implemented",
                                          "uri_too_long"};

// The library's messages name paths, which are not for clients.
constexpr std::string_view kHiddenMessage = "The server could not read its data; its log says why.";
constexpr std::string_view kNoSpaceMessage =
    "The disk of the server is full: nothing was stored. Free space there and repeat the request.";
constexpr std::string_view kNoPermissionMessage = "The server may not write to its data; its log says why.";

std::string link(std::string_view code) {
  const bool own = std::find(std::begin(kOwnCodes), std::end(kOwnCodes), code) != std::end(kOwnCodes);
  return own ? std::string() : "https://docs.meilisearch.com/errors#" + std::string(code);
}

std::string body_of(const WireError& error, std::string_view message) {
  const nlohmann::ordered_json body{
      {"message", message}, {"code", error.code}, {"type", error.type}, {"link", link(error.code)}};
  return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// What a client may know of an error.
std::string_view public_message(const WireError& wire, const Error& error) {
  if (wire.message_is_public) {
    return error.what();
  }
  switch (error.code()) {
    case ErrorCode::kNoSpace:
      return kNoSpaceMessage;
    case ErrorCode::kPermission:
      return kNoPermissionMessage;
    default:
      return kHiddenMessage;
  }
}

net::Response response(const WireError& error, std::string_view message) {
  net::Response out{.status = error.status, .content_type = "application/json", .body = body_of(error, message)};
  if (error.status == 503) {
    out.headers.push_back({"Retry-After", "1"});
  }
  return out;
}

std::string_view type_of(int status) noexcept {
  if (status == 401 || status == 403) {
    return kAuth;
  }
  if (status < 500) {
    return kInvalidRequest;
  }
  return status == 500 ? kInternalType : kSystem;
}

}  // namespace

WireError wire_error(ErrorCode code, std::string_view subject) noexcept {
  const auto fits = [&](const Row& row) {
    return row.code == code && (row.subject == kAnySubject || row.subject == subject);
  };
  const auto* row = std::find_if(std::begin(kRows), std::end(kRows), fits);
  return row == std::end(kRows) ? WireError{} : row->error;
}

net::Response error_response(int status, std::string_view code, std::string_view message) {
  return response({status, code, type_of(status), true}, message);
}

net::Response error_response(const Error& error) {
  const WireError wire = wire_error(error.code(), error.subject());
  return response(wire, public_message(wire, error));
}

std::string error_body(const Error& error) {
  const WireError wire = wire_error(error.code(), error.subject());
  return body_of(wire, public_message(wire, error));
}

net::Response error_response(const net::Rejection& rejection) {
  return error_response(rejection.status, rejection.code, rejection.message);
}

}  // namespace telusur::server::api
