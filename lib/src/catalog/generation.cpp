#include "catalog/generation.hpp"

#include <algorithm>
#include <random>
#include <set>

#include "telusur/error.hpp"

namespace telusur::catalog {

namespace fs = std::filesystem;

namespace {

constexpr char kIndexes[] = "indexes";
constexpr char kLease[] = "lease";
constexpr char kWriteLock[] = "write.lock";
constexpr char kConstruction[] = ".building-";
constexpr std::chrono::milliseconds kNoWait{0};
/// Whoever looks whether a lease is held holds it meanwhile, for microseconds.
constexpr std::chrono::milliseconds kLooked{1000};

/// Deletes a directory that has a lease nobody holds. The lease goes with it, so that nobody can take it afterwards.
void remove_if_unused(const fs::path& directory) {
  const auto lease = base::lock_file(directory / kLease, base::LockMode::kExclusive, kNoWait, false);
  // No lease file: half removed by a process that died while it held the lease.
  if (lease || !fs::exists(directory / kLease)) {
    fs::remove_all(directory);
  }
}

/// False, too, when there is no lease.
bool is_held(const fs::path& lease) {
  try {
    return !base::lock_file(lease, base::LockMode::kExclusive, kNoWait, false) && fs::exists(lease);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kPermission) {
      throw;
    }
    return true;  // another user's: unknown, and so as good as held
  }
}

}  // namespace

fs::path generation_directory(const fs::path& data_dir, const CatalogEntry& entry) {
  return data_dir / kIndexes / entry.directory / std::to_string(entry.generation);
}

std::optional<GenerationLease> GenerationLease::take(const fs::path& directory) {
  auto lock = base::lock_file(directory / kLease, base::LockMode::kShared, kNoWait, false);
  // Deleted between opening and locking: the lock is on a file without a name.
  if (!lock || !fs::exists(directory / kLease)) {
    return std::nullopt;
  }
  return GenerationLease(std::move(lock));
}

Construction::Construction(fs::path data_dir, std::string directory)
    : data_dir_(std::move(data_dir)), directory_(std::move(directory)) {
  root_ = data_dir_ / kIndexes / directory_ / (kConstruction + new_index_directory());
  base::make_directories(root_);
  lock_ = base::lock_file(root_ / kLease, base::LockMode::kShared, kLooked, true);
  if (!lock_) {
    throw Error(ErrorCode::kBusy, (root_ / kLease).string() + " is held by another process: try again");
  }
}

Construction::~Construction() {
  if (lock_) {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
}

void Construction::move_into_place(std::uint64_t generation) {
  const fs::path parent = data_dir_ / kIndexes / directory_;
  base::replace_file(result() / kLease, "");
  std::error_code error;
  fs::rename(result(), parent / std::to_string(generation), error);
  if (error) {
    throw base::system_error("publish", result(), error.value());
  }
  base::sync_path(parent);
  base::sync_path(parent.parent_path());
}

std::string construction_under_way(const fs::path& data_dir, const std::string& directory) {
  try {
    for (const auto& entry : fs::directory_iterator(data_dir / kIndexes / directory)) {
      std::string name = entry.path().filename().string();
      if (name.starts_with(kConstruction) && is_held(entry.path() / kLease)) {
        return name;
      }
    }
    return {};
  } catch (const fs::filesystem_error& error) {
    throw base::system_error("list", error);
  }
}

std::string new_index_directory() {
  std::random_device random;
  std::string name;
  for (int i = 0; i < 16; ++i) {
    name += "0123456789abcdef"[random() % 16];
  }
  return name;
}

base::FileDescriptor lock_for_writing(const fs::path& data_dir, const std::string& directory,
                                      std::chrono::milliseconds wait) {
  base::make_directories(data_dir / kIndexes / directory);
  return base::lock_file(data_dir / kIndexes / directory / kWriteLock, base::LockMode::kExclusive, wait, true);
}

std::vector<std::string> published_directories(const fs::path& data_dir) {
  std::vector<std::string> names;
  std::error_code error;
  if (!fs::exists(data_dir / kIndexes, error)) {
    if (error) {
      throw base::system_error("list", data_dir / kIndexes, error.value());
    }
    return names;
  }
  try {
    for (const auto& index : fs::directory_iterator(data_dir / kIndexes)) {
      const auto entries = index.is_directory() ? fs::directory_iterator(index.path()) : fs::directory_iterator();
      if (std::any_of(begin(entries), end(entries), [](const fs::directory_entry& entry) {
            return entry.is_directory() && entry.path().filename().string().front() != '.';
          })) {
        names.push_back(index.path().filename().string());
      }
    }
  } catch (const fs::filesystem_error& failure) {
    throw base::system_error("list", failure);
  }
  std::sort(names.begin(), names.end());
  return names;
}

void remove_unused(const fs::path& data_dir, const CatalogState& state) noexcept {
  std::error_code ignored;
  std::set<fs::path> used;
  std::set<std::string> known;
  for (const auto& [uid, entry] : state.indexes) {
    used.insert(generation_directory(data_dir, entry));
    known.insert(entry.directory);
  }
  for (const auto& index : fs::directory_iterator(data_dir / kIndexes, ignored)) {
    for (const auto& generation : fs::directory_iterator(index.path(), ignored)) {
      try {
        if (generation.is_directory() && !used.contains(generation.path())) {
          remove_if_unused(generation.path());
        }
      } catch (const std::exception&) {
        continue;
      }
    }
    if (!known.contains(index.path().filename().string())) {
      // Goes only when nothing but the lock of an index that is no more is left in it.
      try {
        const auto lock = base::lock_file(index.path() / kWriteLock, base::LockMode::kExclusive, kNoWait, false);
        const auto entries = std::distance(fs::directory_iterator(index.path()), fs::directory_iterator());
        if (entries == (lock ? 1 : 0)) {
          fs::remove_all(index.path(), ignored);
        }
      } catch (const std::exception&) {
        continue;
      }
    }
  }
}

}  // namespace telusur::catalog
