#pragma once

#include <cstdint>
#include <string>

#include "api/document_lines.hpp"

namespace telusur::server::api {

[[noreturn]] void malformed(const std::string& message);

/// Writes documents as lines.
class LineWriter {
 public:
  explicit LineWriter(const DocumentLimits& limits)
      : limit_bytes_(limits.document_bytes),
        depth_(limits.depth),
        total_bytes_(limits.total_bytes),
        out_{storage::Spool(limits.directory, limits.memory_bytes), 0} {}

  /// Appends the JSON of one object. Outside strings, line breaks are blanks. @throws RequestError payload_too_large;
  /// malformed_payload for one that is too deep.
  void append(std::string object);

  /// Refuses the document that comes next when it takes `bytes` already. @throws RequestError payload_too_large.
  void require_room(std::size_t bytes) const;

  /// Documents that were written.
  std::uint64_t count() const noexcept { return out_.count; }

  DocumentLines take() { return std::move(out_); }

 private:
  std::size_t limit_bytes_;
  int depth_;
  std::uint64_t total_bytes_;
  DocumentLines out_;
};

}  // namespace telusur::server::api
