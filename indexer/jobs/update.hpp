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
};

/// Adds the documents of the input, or replaces those with the same id, in one commit; leaves alone what is stored
/// already. Replaces the synonyms in a commit of their own, after it. @throws Error (kNotFound when the index does not
/// exist), Interrupted: then nothing has changed.
JobResult run_update(const UpdateJob& job, Progress& progress);

}  // namespace telusur::indexer
