#include "jobs/build.hpp"

#include "interrupt.hpp"
#include "jobs/synonyms.hpp"
#include "sources/input_file.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

namespace {

constexpr std::size_t kMaxSettingsBytes = std::size_t{1024} * 1024;

/// The settings and the primary key of the index that is there, or those of a new index of articles.
BuildOptions options_of(const Engine& engine, const BuildJob& job, Progress& progress) {
  BuildOptions options;
  options.threads = job.threads;
  try {
    const Index index = engine.index(job.index);
    options.settings = index.settings();
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
  return options;
}

Settings read_settings(const std::filesystem::path& file, const Settings& base) {
  try {
    return settings_from_json(read_whole(file, kMaxSettingsBytes), base);
  } catch (const BadInput& error) {
    throw Error(ErrorCode::kInvalidArgument, "settings file '" + file.string() + "' " + error.what());
  } catch (const Error& error) {
    throw Error(error.code(), "settings file '" + file.string() + "': " + error.what(), error.subject());
  }
}

}  // namespace

JobResult run_build(const BuildJob& job, Progress& progress) {
  const FoundFiles input = find_input(job.input);
  Engine engine(job.data, job.options);
  BuildOptions options = options_of(engine, job, progress);
  if (!job.settings_file.empty()) {
    options.settings = read_settings(job.settings_file, options.settings);
  }
  read_synonyms(job.synonyms_file, options.settings);
  IndexBuilder builder = engine.rebuild(job.index, options);
  JobResult result;
  result.ingest = ingest(input, {options.primary_key, job.input.max_document_bytes, progress},
                         [&builder](const Document& document) {
                           builder.add(document);
                           return true;
                         });
  stop_if_interrupted();
  progress.phase("merging and publishing");
  result.documents = builder.publish();
  return result;
}

}  // namespace telusur::indexer
