#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>

#include "observe/metrics.hpp"
#include "routes/routes.hpp"
#include "telusur/error.hpp"

namespace telusur::server::routes {

namespace fs = std::filesystem;

namespace {

void append_queue(std::string& text, const tasks::Queue& queue) {
  const tasks::Backlog backlog = queue.store().backlog();
  const double age =
      backlog.oldest ? static_cast<double>(std::max<std::int64_t>(0, api::now() - *backlog.oldest)) / 1e6 : 0;
  observe::append_gauge(text, "telusur_queue_tasks", "Tasks that wait or are being done.",
                        static_cast<double>(backlog.tasks));
  observe::append_gauge(text, "telusur_queue_bytes", "Bytes of the documents of those tasks.",
                        static_cast<double>(backlog.payload_bytes));
  observe::append_gauge(text, "telusur_queue_oldest_seconds", "Age of the oldest of those tasks.", age);
  observe::append_counter(text, "telusur_task_batches_total", "Commits of tasks.", queue.batches());
}

/// A snapshot is whole once it has the database of tasks, which is copied last.
void append_snapshots(std::string& text, const fs::path& data_dir) {
  std::uint64_t count = 0;
  double last = 0;
  std::error_code error;
  for (fs::directory_iterator entry(data_dir / "snapshots", error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code ignored;
    const auto made = fs::last_write_time(entry->path() / "server.db", ignored);
    if (!ignored) {
      ++count;
      last = std::max(last, observe::unix_seconds(made));
    }
  }
  observe::append_gauge(text, "telusur_snapshots", "Snapshots in the data directory.", static_cast<double>(count));
  observe::append_gauge(text, "telusur_last_snapshot_timestamp_seconds", "When the last of them was made; 0: never.",
                        last);
}

void append_disk(std::string& text, const fs::path& data_dir) {
  std::error_code error;
  const fs::space_info space = fs::space(data_dir, error);
  if (!error) {
    observe::append_gauge(text, "telusur_disk_available_bytes", "Room for the data directory.",
                          static_cast<double>(space.available));
  }
}

void append_indexes(std::string& text, const Engine& engine) {
  std::string documents;
  std::string bytes;
  for (const IndexInfo& info : engine.indexes()) {
    try {
      const IndexStats stats = engine.index(info.uid).stats();
      const std::string labels = "{index=\"" + info.uid + "\"} ";
      documents.append("telusur_index_documents").append(labels).append(std::to_string(stats.documents)).append("\n");
      bytes.append("telusur_index_bytes").append(labels).append(std::to_string(stats.disk_bytes)).append("\n");
    } catch (const Error&) {
      // Deleted since the list was read, or damaged: whoever searches it is told.
    }
  }
  text.append("# HELP telusur_index_documents Documents of an index.\n# TYPE telusur_index_documents gauge\n");
  text.append(documents);
  text.append("# HELP telusur_index_bytes Size of an index on disk.\n# TYPE telusur_index_bytes gauge\n").append(bytes);
}

}  // namespace

void add_metrics_route(net::Router& router, const tasks::DataDirectory& data, const observe::Metrics& metrics) {
  router.add("GET", "/metrics", [&data, &metrics](const net::Request&, const net::PathParameters&) {
    std::string text = metrics.text();
    if (const tasks::Queue* queue = data.queue_or_null()) {
      append_queue(text, *queue);
    }
    append_indexes(text, data.engine());
    append_snapshots(text, data.engine().data_dir());
    append_disk(text, data.engine().data_dir());
    observe::append_gauge(text, "process_resident_memory_bytes", "Resident memory.",
                          static_cast<double>(observe::resident_bytes()));
    return net::Response{.status = 200, .content_type = "text/plain; version=0.0.4; charset=utf-8", .body = text};
  });
}

}  // namespace telusur::server::routes
