#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "telusur/document.hpp"
#include "telusur/settings.hpp"

namespace telusur {

/// Builds a new generation of an index beside the one that serves, and publishes it by one atomic replacement.
///
/// Threads: `add` from any number of threads; the rest from one. Made by `Engine::rebuild`. Destroying a builder that
/// has not published, and a crash at any instant, leave the published generation as it was; what was built is removed.
class IndexBuilder {
 public:
  IndexBuilder(IndexBuilder&&) noexcept;
  IndexBuilder& operator=(IndexBuilder&&) noexcept;
  ~IndexBuilder();

  /// Adds a document; its analysis runs on the builder's own threads. Waits while the documents before it take all the
  /// memory of the build.
  /// @throws Error kInvalidArgument (subject "document") when it cannot be indexed, or is too large for the memory of
  ///         the build, (subject "document place") when its `_geo` is no place (`Settings::filterable_attributes`);
  ///         kAlreadyExists when its id was added before; either leaves the build able to go on. kNoSpace, kIo, and
  ///         kUnsupported (subject "memory"), when the memory does not suffice for the ids of so many, do not.
  void add(const Document& document);
  void add(Document&& document);

  /// As `add`, from one JSON object.
  void add_json(std::string_view json);

  /// The largest document that `BuildOptions::memory_bytes` is sure to suffice for, in bytes of its JSON. It does for
  /// some larger ones; the caller's own copies of them count, too.
  std::size_t max_document_bytes() const noexcept;

  /// Documents accepted so far.
  std::uint64_t documents() const noexcept;

  /// Merges, makes the changes again that were committed to the old generation since the rebuild began, syncs and
  /// publishes; the builder is finished then. Returns the number of documents that were added to it.
  /// @throws Error kBusy when a batch is open for longer than `Options::lock_wait`, or when the index was created,
  ///         deleted, swapped, or changed so that the new generation cannot take it; kNoSpace, kIo: nothing was
  ///         published.
  std::uint64_t publish();

  /// Internal: made by Engine.
  struct Impl;
  explicit IndexBuilder(std::unique_ptr<Impl> impl);

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace telusur
