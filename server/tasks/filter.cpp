#include "tasks/filter.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <span>

#include "api/error.hpp"
#include "api/parameters.hpp"
#include "api/time.hpp"
#include "tasks/task.hpp"

namespace telusur::server::tasks {

namespace {

using nlohmann::json;

enum class Kind { kNumbers, kNames, kBefore, kAfter };

struct Field {
  std::string_view name;
  std::string_view column;
  Kind kind;
  std::string_view code;
  std::span<const std::string_view> allowed = {};  ///< of kNames; empty: any
};

constexpr Field kFields[] = {
    {"uids", "uid", Kind::kNumbers, "invalid_task_uids"},
    {"batchUids", "batch", Kind::kNumbers, "invalid_batch_uids"},
    {"canceledBy", "canceled_by", Kind::kNumbers, "invalid_task_canceled_by"},
    {"statuses", "status", Kind::kNames, "invalid_task_statuses", status::kAll},
    {"types", "type", Kind::kNames, "invalid_task_types", type::kAll},
    {"indexUids", "index_uid", Kind::kNames, "invalid_index_uid"},
    {"beforeEnqueuedAt", "enqueued_at", Kind::kBefore, "invalid_task_before_enqueued_at"},
    {"afterEnqueuedAt", "enqueued_at", Kind::kAfter, "invalid_task_after_enqueued_at"},
    {"beforeStartedAt", "started_at", Kind::kBefore, "invalid_task_before_started_at"},
    {"afterStartedAt", "started_at", Kind::kAfter, "invalid_task_after_started_at"},
    {"beforeFinishedAt", "finished_at", Kind::kBefore, "invalid_task_before_finished_at"},
    {"afterFinishedAt", "finished_at", Kind::kAfter, "invalid_task_after_finished_at"},
};

/// Name of the patterns of visible indexes beside the parameters.
constexpr char kVisible[] = "visible";

[[noreturn]] void reject(const Field& field, const std::string& value, const std::string& wanted) {
  throw api::RequestError(
      400, field.code, "The parameter '" + std::string(field.name) + "' has '" + value + "' but takes " + wanted + ".");
}

json number(const Field& field, const std::string& text) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, value);
  if (parsed.ec != std::errc() || parsed.ptr != end || value < 0) {
    reject(field, text, "whole numbers from 0, joined by commas");
  }
  return value;
}

json name(const Field& field, const std::string& text) {
  if (!field.allowed.empty() && std::find(field.allowed.begin(), field.allowed.end(), text) == field.allowed.end()) {
    std::string known;
    for (const std::string_view one : field.allowed) {
      known += (known.empty() ? "" : ", ") + std::string(one);
    }
    reject(field, text, "names of " + known);
  }
  return text;
}

json value_of(const Field& field, const std::string& text) {
  if (field.kind == Kind::kBefore || field.kind == Kind::kAfter) {
    const auto time = api::parse_time(text);
    if (!time) {
      reject(field, text, "a date like 2024-07-03 or a time like 2024-07-03T04:05:06Z");
    }
    return *time;
  }
  json values = json::array();
  for (const std::string& piece : api::comma_separated(text)) {
    values.push_back(field.kind == Kind::kNumbers ? number(field, piece) : name(field, piece));
  }
  if (values.empty()) {
    reject(field, text, "at least one value");
  }
  return values;
}

}  // namespace

std::vector<std::string_view> TaskFilter::names() {
  std::vector<std::string_view> all;
  std::transform(std::begin(kFields), std::end(kFields), std::back_inserter(all),
                 [](const Field& field) { return field.name; });
  return all;
}

TaskFilter TaskFilter::parse(const std::vector<net::QueryParameter>& query) {
  TaskFilter filter;
  for (const net::QueryParameter& parameter : query) {
    const auto* field = std::find_if(std::begin(kFields), std::end(kFields),
                                     [&](const Field& known) { return known.name == parameter.name; });
    if (field == std::end(kFields)) {
      continue;
    }
    filter.given_ = true;
    if (parameter.value != "*") {
      filter.values_[parameter.name] = value_of(*field, parameter.value);
    }
  }
  return filter;
}

TaskFilter TaskFilter::from_json(const std::string& text) {
  TaskFilter filter;
  filter.values_ = json::parse(text);
  filter.given_ = true;
  return filter;
}

void TaskFilter::restrict_to(const std::vector<std::string>& indexes) {
  if (std::find(indexes.begin(), indexes.end(), "*") == indexes.end()) {
    values_[kVisible] = indexes;
  }
}

std::string TaskFilter::where() const {
  // Mentions ?1 in any case: it is bound in any case.
  std::string sql = "?1 IS NOT NULL";
  for (const Field& field : kFields) {
    if (!values_.contains(field.name)) {
      continue;
    }
    const std::string path = "(?1, '$." + std::string(field.name) + "')";
    switch (field.kind) {
      case Kind::kNumbers:
      case Kind::kNames:
        sql.append(" AND ").append(field.column).append(" IN (SELECT value FROM json_each").append(path).append(")");
        break;
      case Kind::kBefore:
        sql.append(" AND ").append(field.column).append(" < json_extract").append(path);
        break;
      case Kind::kAfter:
        sql.append(" AND ").append(field.column).append(" > json_extract").append(path);
        break;
    }
  }
  if (values_.contains(kVisible)) {
    // Of the signs that GLOB knows a uid has none, and a pattern the star alone.
    sql.append(" AND EXISTS (SELECT 1 FROM json_each(?1, '$.").append(kVisible);
    sql.append("') AS visible WHERE index_uid GLOB visible.value)");
  }
  return sql;
}

}  // namespace telusur::server::tasks
