#pragma once

#include "jobs/build.hpp"

namespace telusur::indexer {

/// A change of one index that exists.
struct UpdateJob {
  std::filesystem::path data;
  std::string index;
  InputOptions input;
  std::filesystem::path synonyms_file = {};  ///< rules; empty: the index keeps its synonyms
  Options options;
  bool keep_missing = false;  ///< remove nothing
  bool force = false;         ///< remove documents even when they are more than 30 % of all
};

/// Adds the documents of the input, replaces those with the same id, and removes those that came from its files earlier
/// and are there no more, or whose files are gone from its folders: in one commit. Leaves alone what is stored already,
/// and what came from elsewhere. Replaces the synonyms in a commit of their own, after it. @throws Error (kNotFound
/// when the index does not exist, kBusy when a build of it is under way for longer than `Options::lock_wait`),
/// Interrupted: then nothing has changed.
JobResult run_update(const UpdateJob& job, Progress& progress);

}  // namespace telusur::indexer
