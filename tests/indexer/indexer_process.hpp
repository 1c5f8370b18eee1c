#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/process.hpp"
#include "support/temporary_directory.hpp"

namespace telusur::test {

/// A folder with a data directory and input files, where telusur-indexer runs.
class Workspace {
 public:
  /// Runs the program in the folder. `prefix` is a command that starts it, such as {"setpriv", …}.
  ProcessResult indexer(const std::vector<std::string>& arguments, const std::vector<std::string>& prefix = {}) const {
    return run(command(arguments, prefix), {.directory = path()});
  }

  /// What a search for `query` finds: the ids, best first. @throws std::runtime_error when the search fails.
  std::vector<std::string> found(const std::string& query) const {
    const ProcessResult result = indexer({"search", "--data", "data", "--json", "--", query});
    if (result.exit_code != 0) {
      throw std::runtime_error("search failed: " + result.err);
    }
    std::vector<std::string> ids;
    const nlohmann::json answer = nlohmann::json::parse(result.out);
    for (const auto& hit : answer.at("hits")) {
      ids.push_back(hit.at("id").is_string() ? hit.at("id").get<std::string>() : hit.at("id").dump());
    }
    return ids;
  }

  std::filesystem::path write(const std::filesystem::path& relative, std::string_view contents) const {
    return directory_.write(relative, contents);
  }

  const std::filesystem::path& path() const { return directory_.path(); }

  static std::vector<std::string> command(const std::vector<std::string>& arguments,
                                          const std::vector<std::string>& prefix = {}) {
    std::vector<std::string> all = prefix;
    all.emplace_back(TELUSUR_INDEXER_PATH);
    all.insert(all.end(), arguments.begin(), arguments.end());
    return all;
  }

 private:
  TemporaryDirectory directory_;
};

}  // namespace telusur::test
