#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/time.hpp"
#include "storage/spool.hpp"

namespace telusur::server::tasks {

// The names that the API and the database have for what a task is and how far it is.
namespace status {
inline constexpr std::string_view kEnqueued = "enqueued";
inline constexpr std::string_view kProcessing = "processing";
inline constexpr std::string_view kSucceeded = "succeeded";
inline constexpr std::string_view kFailed = "failed";
inline constexpr std::string_view kCanceled = "canceled";
inline constexpr std::string_view kAll[] = {kEnqueued, kProcessing, kSucceeded, kFailed, kCanceled};
}  // namespace status

namespace type {
inline constexpr std::string_view kDocumentAddition = "documentAdditionOrUpdate";
inline constexpr std::string_view kDocumentDeletion = "documentDeletion";
inline constexpr std::string_view kSettingsUpdate = "settingsUpdate";
inline constexpr std::string_view kIndexCreation = "indexCreation";
inline constexpr std::string_view kIndexUpdate = "indexUpdate";
inline constexpr std::string_view kIndexDeletion = "indexDeletion";
inline constexpr std::string_view kIndexSwap = "indexSwap";
inline constexpr std::string_view kTaskCancelation = "taskCancelation";
inline constexpr std::string_view kTaskDeletion = "taskDeletion";
inline constexpr std::string_view kDumpCreation = "dumpCreation";
inline constexpr std::string_view kSnapshotCreation = "snapshotCreation";
inline constexpr std::string_view kAll[] = {kDocumentAddition, kDocumentDeletion, kSettingsUpdate,  kIndexCreation,
                                            kIndexUpdate,      kIndexDeletion,    kIndexSwap,       kTaskCancelation,
                                            kTaskDeletion,     kDumpCreation,     kSnapshotCreation};
}  // namespace type

/// What a client wants done.
struct NewTask {
  std::string_view type;                            ///< one of type::kAll
  std::optional<std::string> index_uid = {};        ///< none where it is about no index, or several
  std::string details = "{}";                       ///< JSON object, shown to clients
  std::string arguments = "{}";                     ///< JSON object: how it is done
  std::optional<storage::Spool> payload = {};       ///< documents, a JSON object a line; kept until it is done
  std::optional<std::string> custom_metadata = {};  ///< what the client wants noted; shown with the task
};

/// A task as clients see it.
struct Task {
  std::int64_t uid = 0;  ///< from 1, in the order of acknowledgement
  std::optional<std::int64_t> batch_uid = {};
  std::optional<std::string> index_uid = {};
  std::string type = {};
  std::string status = {};
  std::optional<std::int64_t> canceled_by = {};
  std::string details = {};               ///< JSON object
  std::optional<std::string> error = {};  ///< JSON object
  api::Timestamp enqueued_at = 0;
  std::optional<api::Timestamp> started_at = {};
  std::optional<api::Timestamp> finished_at = {};
  std::optional<std::string> custom_metadata = {};
};

/// A task that is to be done.
struct PendingTask {
  Task task;
  std::string arguments;
  std::int64_t payload_bytes = 0;
};

/// How a task ended.
struct Outcome {
  std::int64_t uid;
  std::string_view status;  ///< succeeded or failed
  std::string details;
  std::optional<std::string> error = {};
};

}  // namespace telusur::server::tasks
