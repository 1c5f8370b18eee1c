#include "jobs/update.hpp"

#include <nlohmann/json.hpp>
#include <unordered_set>
#include <utility>

#include "interrupt.hpp"
#include "jobs/synonyms.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

namespace {

Index open_index(const UpdateJob& job) {
  const auto missing = [&job] {
    return Error(ErrorCode::kNotFound,
                 "there is no index '" + job.index + "' in '" + job.data.string() +
                     "'; create it with: telusur-indexer build --data " + job.data.string() + " --index " + job.index +
                     " PATH…",
                 "index");
  };
  // Opening would create the folder.
  std::error_code ignored;  // what is there and cannot be seen is told by opening it
  if (std::filesystem::status(job.data, ignored).type() == std::filesystem::file_type::not_found) {
    throw missing();
  }
  try {
    return Engine(job.data, job.options).index(job.index);
  } catch (const Error& error) {
    throw error.code() == ErrorCode::kNotFound ? missing() : error;
  }
}

/// The open batch of an index; forgotten unless it is committed.
class Batch {
 public:
  Batch(Index index, std::string primary_key) : index_(std::move(index)), primary_key_(std::move(primary_key)) {}
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;
  ~Batch() {
    try {
      index_.rollback();
    } catch (const Error&) {  // What made the job fail is what the user is told.
    }
  }

  /// False when the document is stored already. @throws Error kAlreadyExists when its id came before in this job.
  bool add(const Document& document) {
    const std::string id = document.text(primary_key_);
    if (!seen_.insert(id).second) {
      throw Error(ErrorCode::kAlreadyExists, "has the id '" + id + "' of an earlier document of this run", "document");
    }
    if (is_stored(id, document)) {
      return false;
    }
    try {
      index_.add(document);
    } catch (const Error&) {
      seen_.erase(id);
      throw;
    }
    return true;
  }

  void commit() { index_.commit(); }

 private:
  bool is_stored(const std::string& id, const Document& document) const {
    const auto stored = index_.document(id, true);
    // Compared as values: the order of names is not a difference.
    return stored && nlohmann::json::parse(*stored) == nlohmann::json::parse(document.json());
  }

  Index index_;
  std::string primary_key_;
  std::unordered_set<std::string> seen_;
};

IngestSummary update_documents(const UpdateJob& job, const Index& index, Progress& progress) {
  const FoundFiles input = find_input(job.input);
  const std::string decided = index.primary_key();
  const std::string primary_key = decided.empty() ? "id" : decided;
  Batch batch(index, primary_key);
  IngestSummary summary = ingest(input, {primary_key, job.input.max_document_bytes, progress},
                                 [&batch](const Document& document) { return batch.add(document); });
  stop_if_interrupted();
  progress.phase("committing");
  batch.commit();
  return summary;
}

}  // namespace

JobResult run_update(const UpdateJob& job, Progress& progress) {
  Index index = open_index(job);
  Settings settings = index.settings();
  read_synonyms(job.synonyms_file, settings);
  JobResult result;
  if (!job.input.paths.empty()) {
    result.ingest = update_documents(job, index, progress);
  }
  if (settings.synonyms != index.settings().synonyms) {
    index.update_settings(settings);
  }
  result.index = index.stats();
  return result;
}

}  // namespace telusur::indexer
