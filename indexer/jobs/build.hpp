#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "jobs/ingest.hpp"
#include "telusur/engine.hpp"
#include "telusur/options.hpp"

namespace telusur::indexer {

/// A full rebuild of one index.
struct BuildJob {
  std::filesystem::path data;
  std::string index;
  InputOptions input;
  unsigned threads = 0;  ///< 0: one per core, at most 8
  std::size_t memory_bytes = BuildOptions{}.memory_bytes;
  std::filesystem::path settings_file;  ///< JSON; empty: the settings of the index, or those of articles for a new one
  std::filesystem::path synonyms_file = {};  ///< rules; empty: the synonyms of the settings
  bool force = false;                        ///< publish even when more than 30 % of the documents are gone
  Options options;
};

/// What a finished job reports.
struct JobResult {
  IngestSummary ingest;
  IndexStats index;  ///< afterwards
};

/// Builds a new generation from the input and publishes it. @throws Error, Interrupted: then nothing was published.
JobResult run_build(const BuildJob& job, Progress& progress);

}  // namespace telusur::indexer
