#pragma once

#include <filesystem>
#include <string>

#include "fetch/api_client.hpp"
#include "jobs/build.hpp"

namespace telusur::indexer {

/// A full rebuild of an index of another server.
struct RemoteBuildJob {
  ServerOptions server;
  std::string index;
  InputOptions input;
  std::filesystem::path settings_file = {};  ///< as in BuildJob
  std::filesystem::path synonyms_file = {};
  bool force = false;
};

/// Sends the input to a temporary index of the server, which gets the settings of the index, and exchanges the two in
/// one step; then deletes the temporary one. Also deletes those that earlier runs on the same index left behind; of two
/// runs at once, the later one wins, and the earlier one fails. What others write to the index meanwhile is not in the
/// new one.
/// @throws Error, Interrupted: then nothing was published, unless the message says that this is unknown.
JobResult run_remote_build(const RemoteBuildJob& job, Progress& progress);

}  // namespace telusur::indexer
