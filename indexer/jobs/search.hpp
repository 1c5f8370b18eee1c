#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace telusur::indexer {

/// One search, for a person or a script.
struct SearchJob {
  std::filesystem::path data;
  std::string index;
  std::string query;
  std::string filter = {};             ///< see SearchRequest::filter
  std::vector<std::string> sort = {};  ///< "attribute:asc" or "attribute:desc"
  std::uint32_t limit = 10;
  bool json = false;     ///< the answer as the HTTP API gives it
  bool explain = false;  ///< what each word gave to each score
  bool bold = false;     ///< matched words in bold, for a terminal
};

/// Prints the hits, best first. @throws Error.
void run_search(const SearchJob& job, std::ostream& out);

}  // namespace telusur::indexer
