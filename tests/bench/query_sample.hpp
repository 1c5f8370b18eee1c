#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace telusur::bench {

/// The words of a text as a person would type them: runs of ASCII letters, digits and bytes beyond ASCII, in lower
/// case, at least three bytes long.
std::vector<std::string> plain_words(std::string_view text);

/// Queries for one set of documents.
struct QuerySample {
  std::vector<std::string> words;    ///< two to four words, no operators
  std::vector<std::string> phrases;  ///< two words in quotation marks that follow each other in many documents
  std::vector<std::string> typed;    ///< `words` as they are typed: the last word half, every second with a typo
};

/// Draws `count` queries of each kind, in turn: neighbouring words of a title, a frequent pair of neighbours from the
/// bodies, and such a pair with words of a title. The same documents, count and seed give the same queries everywhere.
/// Reads the first `documents` lines; the pairs in them take memory.
/// @throws relevance::InputError for bad documents, or when they hold too few words to draw from.
QuerySample sample_queries(const std::filesystem::path& docs_file, std::size_t count, std::uint64_t seed,
                           std::size_t documents = std::numeric_limits<std::size_t>::max());

/// The lines of a file of queries that are not blank. @throws relevance::InputError when there is none.
std::vector<std::string> read_query_lines(const std::filesystem::path& file);

}  // namespace telusur::bench
