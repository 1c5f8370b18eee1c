#include "jobs/update.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <unordered_set>
#include <utility>

#include "interrupt.hpp"
#include "jobs/source_list.hpp"
#include "jobs/synonyms.hpp"
#include "sources/stable_path.hpp"
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

/// Between looks whether a build is done.
constexpr std::chrono::milliseconds kBuildPoll{50};

/// A build publishes its own list of what came from where, so that what an update beside it noted would be lost.
Error busy(const std::string& uid, const std::string& why) {
  return {ErrorCode::kBusy,
          "index '" + uid + "' is being built by another process (" + why +
              "), so nothing was changed: run update again when that build is done, or stop it",
          "index"};
}

void wait_for_build(const Index& index, std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (index.is_being_rebuilt()) {
    if (std::chrono::steady_clock::now() >= deadline) {
      throw busy(index.uid(), "waited " + std::to_string(patience.count()) + " ms");
    }
    stop_if_interrupted();
    std::this_thread::sleep_for(kBuildPoll);
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

  bool was_seen(const std::string& id) const { return seen_.contains(id); }

  bool remove(const std::string& id) { return index_.remove(id); }

  /// @throws Error kBusy when a build began before the first change; after it, none can.
  void commit() {
    if (index_.is_being_rebuilt()) {
      throw busy(index_.uid(), "that began meanwhile");
    }
    index_.commit();
  }

 private:
  bool is_stored(const std::string& id, const Document& document) const {
    const auto stored = index_.document(id, true);
    if (!stored) {
      return false;
    }
    // Compared as values: the order of names is not a difference.
    const std::string json = document.json();
    return *stored == json || nlohmann::json::parse(*stored) == nlohmann::json::parse(json);
  }

  Index index_;
  std::string primary_key_;
  std::unordered_set<std::string> seen_;
};

/// Of documents that are removed, fewer need no --force, however small the index is.
constexpr std::uint64_t kFewDocuments = 10;

/// Removes what came from the files of this run, or from files below its folders that are gone, and was not read in it;
/// lists all other documents again. Returns how many there were.
class Sweep {
 public:
  Sweep(const UpdateJob& job, Batch& batch, SourceListWriter& sources) : job_(job), batch_(batch), sources_(sources) {
    for (const std::filesystem::path& path : job.input.paths) {
      std::string root = stable_path(path);
      root += root.ends_with('/') ? "" : "/";
      roots_.push_back(std::move(root));
    }
  }

  std::uint64_t run() {
    read_source_list(source_list_file(job_.data, job_.index), [this](const std::string& source, const std::string& id) {
      if (batch_.was_seen(id)) {
        return;
      }
      if (!job_.keep_missing && is_gone(source)) {
        removed_ += batch_.remove(id) ? 1 : 0;
      } else {
        sources_.begin(source);
        sources_.add(id);
      }
    });
    return removed_;
  }

 private:
  /// Whether a document of this source that was not read is there no more. What was rejected may still be there.
  bool is_gone(const std::string& source) const {
    if (sources_.is_complete(source)) {
      return true;
    }
    std::error_code unknown;
    const bool below = std::any_of(roots_.begin(), roots_.end(),
                                   [&](const std::string& root) { return root == "./" || source.starts_with(root); });
    return below && std::filesystem::status(source, unknown).type() == std::filesystem::file_type::not_found;
  }

  const UpdateJob& job_;
  Batch& batch_;
  SourceListWriter& sources_;
  std::vector<std::string> roots_;  ///< of folders and files, with a slash
  std::uint64_t removed_ = 0;
};

void refuse_great_loss(std::uint64_t before, std::uint64_t removed) {
  if (removed >= kFewDocuments && removed * 100 > before * kMostLostPercent) {
    throw Error(ErrorCode::kInvalidArgument,
                std::to_string(removed) + " of " + std::to_string(before) +
                    " documents are no longer in their files, more than " + std::to_string(kMostLostPercent) +
                    " %, so nothing was changed; say --force if that is right, or --keep-missing");
  }
}

IngestSummary update_documents(const UpdateJob& job, const Index& index, Progress& progress) {
  const FoundFiles input = find_input(job.input);
  const std::string decided = index.primary_key();
  const std::string primary_key = decided.empty() ? "id" : decided;
  Batch batch(index, primary_key);
  SourceListWriter sources(source_list_file(job.data, job.index));
  IngestSummary summary = ingest(input, {primary_key, job.input, progress, &sources},
                                 [&batch](const Document& document) { return batch.add(document); });
  stop_if_interrupted();
  summary.removed = Sweep(job, batch, sources).run();
  if (!job.force) {
    refuse_great_loss(index.stats().documents, summary.removed);
  }
  sources.prepare();
  progress.phase("committing");
  batch.commit();
  publish(sources, progress);
  return summary;
}

}  // namespace

JobResult run_update(const UpdateJob& job, Progress& progress) {
  Index index = open_index(job);
  wait_for_build(index, job.options.lock_wait);
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
