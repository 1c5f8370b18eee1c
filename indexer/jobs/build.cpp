#include "jobs/build.hpp"

#include <algorithm>
#include <utility>

#include "interrupt.hpp"
#include "jobs/new_index.hpp"
#include "jobs/synonyms.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

namespace {

/// The index that is there.
struct OldIndex {
  BuildOptions options;         ///< its settings and primary key, or those of a new index of articles
  std::uint64_t documents = 0;  ///< 0 when there is none that can be read
};

OldIndex old_index(const Engine& engine, const BuildJob& job, Progress& progress) {
  OldIndex old;
  BuildOptions& options = old.options;
  options.threads = job.threads;
  options.memory_bytes = job.memory_bytes;
  try {
    const Index index = engine.index(job.index);
    options.settings = index.settings();
    old.documents = index.stats().documents;
    if (const std::string key = index.primary_key(); !key.empty()) {
      options.primary_key = key;
    }
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kCorrupt || error.code() == ErrorCode::kWrongFormat) {
      // A rebuild is the way out of this.
      progress.message("the settings of the old index cannot be read, those of articles are used: " +
                       std::string(error.what()));
    } else if (error.code() != ErrorCode::kNotFound) {
      throw;
    }
  }
  return old;
}

}  // namespace

JobResult run_build(const BuildJob& job, Progress& progress) {
  const FoundFiles input = find_input(job.input);
  Engine engine(job.data, job.options);
  OldIndex old = old_index(engine, job, progress);
  BuildOptions& options = old.options;
  if (job.input.split_by_heading && options.settings == Settings::articles()) {
    options.settings = section_settings();
  }
  if (!job.settings_file.empty()) {
    options.settings = read_settings(job.settings_file, options.settings);
  }
  read_synonyms(job.synonyms_file, options.settings);
  IndexBuilder builder = engine.rebuild(job.index, options);
  SourceListWriter sources(source_list_file(job.data, job.index));
  // What the memory does not suffice for is rejected before it is held.
  InputOptions limited = job.input;
  limited.max_document_bytes = std::min(limited.max_document_bytes, builder.max_document_bytes());
  JobResult result;
  result.ingest = ingest(input, {options.primary_key, limited, progress, &sources}, [&builder](Document&& document) {
    builder.add(std::move(document));
    return true;
  });
  stop_if_interrupted();
  if (!job.force) {
    refuse_great_loss(old.documents, builder.documents());
  }
  sources.prepare();
  progress.phase("merging and publishing");
  builder.publish();
  publish(sources, progress);
  result.index = engine.index(job.index).stats();
  return result;
}

}  // namespace telusur::indexer
