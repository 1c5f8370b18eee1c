#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace telusur::bench {

/// What telusur-bench-query searches.
struct QueryIndexes {
  std::filesystem::path documents;  ///< short ones, JSONL
  std::filesystem::path ours;       ///< data directory with an index of them
  std::filesystem::path bare;       ///< Xapian database of them
  std::filesystem::path compacted;  ///< the same, compacted
  std::filesystem::path articles;   ///< data directory with an index of some long documents
};

/// What they are made of.
struct QuerySources {
  std::vector<std::filesystem::path> files;  ///< JSONL of documents {title, body}
  std::size_t documents = 0;
  std::uint64_t seed = 0;
  std::string stemmer;  ///< of the bare database
};

/// Makes in a directory of `work`, named by the numbers, what is not there yet, or all of it (`anew`). Builds run in
/// processes of their own, of the programs beside this one, and each result gets its name when it is whole.
/// @throws relevance::InputError for bad files, std::runtime_error when a build fails.
QueryIndexes make_query_indexes(const std::filesystem::path& work, const QuerySources& sources, bool anew);

}  // namespace telusur::bench
