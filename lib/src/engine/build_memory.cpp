#include "engine/build_memory.hpp"

#include <algorithm>
#include <string>

#include "telusur/error.hpp"

namespace telusur::engine {

namespace {

constexpr std::size_t kMegabyte = std::size_t{1} << 20;

// Measured by the peaks of builds with few and many threads, of short documents, of some of 5 MB, and of lists of
// distinct words: their sum was never reached.
/// The program, its libraries and word lists, and what the C library has not given back.
constexpr std::size_t kProgramBytes = 32 * kMegabyte;
/// Of a thread: the words its analyzer remembers, those of a plain document, the buffers of its shard.
constexpr std::size_t kThreadBytes = 32 * kMegabyte;
/// Of the one document with index::kMaxDistinctWords that is analysed at a time.
constexpr std::size_t kWordyBytes = 48 * kMegabyte;
/// A document beside its value: as text that is stored, as what Xapian makes of it, and its places.
constexpr std::size_t kCostFactor = 6;
/// What reads a document has its text three times and its value once, before it gets into the queue.
constexpr std::size_t kReaderFactor = 4;

}  // namespace

BuildMemory share_out(std::size_t bytes, unsigned threads) {
  if (bytes < kLeastBuildMemory) {
    throw Error(ErrorCode::kInvalidArgument,
                "the memory of a build must be " + std::to_string(kLeastBuildMemory / kMegabyte) + " MB or more, not " +
                    std::to_string(bytes) + " bytes",
                "memory");
  }
  const std::size_t shared = bytes - kProgramBytes - kWordyBytes;
  // Two thirds at most for threads: what they work on needs room as well.
  const auto most = std::max<std::size_t>(1, shared * 2 / 3 / kThreadBytes);
  BuildMemory memory{.threads = static_cast<unsigned>(std::min<std::size_t>(threads, most)),
                     .id_bytes = 0,
                     .queue_bytes = 0,
                     .largest_document = 0};
  const std::size_t rest = shared - memory.threads * kThreadBytes;
  memory.id_bytes = rest / 3;
  memory.largest_document = (rest - memory.id_bytes) / (kReaderFactor + kCostFactor + 2);
  memory.queue_bytes = rest - memory.id_bytes - kReaderFactor * memory.largest_document;
  return memory;
}

std::size_t document_cost(std::size_t value_bytes) noexcept { return kCostFactor * value_bytes; }

}  // namespace telusur::engine
