#pragma once

#include <cstddef>

namespace telusur::engine {

/// How the memory of a build is shared out. The figures behind it were measured: see build_memory.cpp.
struct BuildMemory {
  unsigned threads;              ///< that analyse
  std::size_t id_bytes;          ///< for the ids of all documents
  std::size_t queue_bytes;       ///< for the documents that wait or are analysed, as `document_cost` counts them
  std::size_t largest_document;  ///< in bytes of JSON
};

/// The smallest memory of a build, in bytes.
inline constexpr std::size_t kLeastBuildMemory = std::size_t{128} << 20;

/// Distinct words of a document that each thread analyses beside the others; those with more take turns.
inline constexpr std::size_t kPlainDistinctWords = 8'000;

/// Shares out `bytes` among up to `threads` threads: as many as it suffices for.
/// @throws Error kInvalidArgument (subject "memory") when it is less than kLeastBuildMemory.
BuildMemory share_out(std::size_t bytes, unsigned threads);

/// Memory that a document takes from the queue until it is written: `value_bytes` is that of its JSON value.
std::size_t document_cost(std::size_t value_bytes) noexcept;

}  // namespace telusur::engine
