#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "engine/batch.hpp"
#include "engine/index_store.hpp"
#include "schema/json.hpp"

namespace telusur::engine {

/// Makes the changes again, to a generation that is to replace it, that the published generation got since that was
/// begun. One thread.
class CatchUp {
 public:
  /// @param name for which the changes are kept. @param directory of the generation that is made.
  CatchUp(IndexStore& store, std::string uid, std::string name, std::filesystem::path directory);

  /// Makes most changes while others write on, so that little is left for `finish`.
  void follow();

  /// Makes the changes that are left, and notes the last task of the published generation. Call it with the index's
  /// write lock, which is held until the generation is published. False when nothing was written since the beginning.
  /// O(changes).
  /// @throws Error kBusy when the new generation cannot take a change; kNoSpace, kIo.
  bool finish();

 private:
  /// Makes what was committed since the last call; returns how many changes. Leaves the batch open.
  std::uint64_t make_changes();
  void make(const schema::Json& change);
  Batch& batch();
  void commit(std::uint64_t task);

  IndexStore& store_;
  const std::string uid_;
  const std::string name_;
  const std::filesystem::path directory_;
  std::optional<Batch> batch_;
  std::uint64_t made_ = 0;
  bool written_ = false;
};

}  // namespace telusur::engine
