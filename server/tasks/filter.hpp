#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "net/http.hpp"

namespace telusur::server::tasks {

/// Which tasks a request is about: conditions that must all hold, as SQL over the columns of the tasks.
class TaskFilter {
 public:
  /// Reads uids, batchUids, statuses, types, indexUids and canceledBy (comma-joined, `*` = any) and
  /// before/after Enqueued/Started/FinishedAt; other parameters are left to the caller.
  /// @throws RequestError with the code of the parameter.
  static TaskFilter parse(const std::vector<net::QueryParameter>& query);

  /// The names of the parameters that `parse` reads.
  static std::vector<std::string_view> names();

  /// From what `json` gave.
  static TaskFilter from_json(const std::string& json);

  /// Adds that a task must be about one of these indexes, named by their uids, or by the beginning of some with a `*`
  /// behind it. Tasks about no index pass only `*` alone.
  void restrict_to(const std::vector<std::string>& indexes);

  /// True when no parameter was given; one that is `*` was.
  bool empty() const noexcept { return !given_; }

  /// A condition for WHERE. Its values are taken from ?1, to which `json` must be bound.
  std::string where() const;
  std::string json() const { return values_.dump(); }

 private:
  nlohmann::json values_ = nlohmann::json::object();
  bool given_ = false;
};

}  // namespace telusur::server::tasks
