#include "engine/catch_up.hpp"

#include <algorithm>
#include <utility>

#include "backend/change_log.hpp"
#include "telusur/error.hpp"

namespace telusur::engine {

namespace {

/// So few changes are made in a moment: then it is time to stop the writers.
constexpr std::uint64_t kFewChanges = 100;
/// Who writes faster than changes can be made again is stopped at last.
constexpr int kMaxRounds = 5;

}  // namespace

CatchUp::CatchUp(IndexStore& store, std::string uid, std::string name, std::filesystem::path directory)
    : store_(store), uid_(std::move(uid)), name_(std::move(name)), directory_(std::move(directory)) {}

Batch& CatchUp::batch() {
  if (!batch_) {
    batch_.emplace(store_, directory_, backend::ChangesKept{});
    written_ = true;
  }
  return *batch_;
}

void CatchUp::commit(std::uint64_t task) {
  if (batch_) {
    batch_->commit(task);
    batch_.reset();
  }
}

void CatchUp::make(const schema::Json& change) {
  try {
    if (!batch().apply(change)) {
      commit(0);
      batch().apply(change);
    }
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kInvalidArgument && error.code() != ErrorCode::kAlreadyExists) {
      throw;
    }
    throw Error(ErrorCode::kBusy,
                "index '" + uid_ + "' was changed meanwhile in a way that the new one cannot take (" + error.what() +
                    "), and nothing was published: build again",
                "index");
  }
}

std::uint64_t CatchUp::make_changes() {
  const std::uint64_t before = made_;
  for (;;) {
    const auto changes = store_.open(uid_)->snapshots.with_snapshot(
        [this](const backend::Snapshot& snapshot) { return backend::read_changes(snapshot, name_, made_); });
    if (changes.empty()) {
      return made_ - before;
    }
    for (const std::string& change : changes) {
      make(schema::parse_json(change, "change", schema::kMaxJsonDepth + schema::kWrappingLevels));
      ++made_;
    }
  }
}

void CatchUp::follow() {
  try {
    for (int round = 0; round < kMaxRounds && make_changes() > kFewChanges; ++round) {
      commit(0);
    }
  } catch (const Error& error) {
    // Commits that come faster than one can read end before `finish`; an index that was deleted is for it to tell.
    if (error.code() != ErrorCode::kBusy && error.code() != ErrorCode::kNotFound) {
      throw;
    }
  }
}

bool CatchUp::finish() {
  make_changes();
  const auto last_task = store_.open(uid_)->snapshots.with_snapshot(
      [](const backend::Snapshot& snapshot) { return snapshot.stored().last_task; });
  const auto noted = backend::Snapshot(directory_).stored().last_task;
  if (last_task > noted) {
    batch();
  }
  commit(std::max(last_task, noted));
  return written_;
}

}  // namespace telusur::engine
