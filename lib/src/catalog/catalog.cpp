#include "catalog/catalog.hpp"

#include <sys/stat.h>

#include "telusur/error.hpp"

namespace telusur::catalog {

namespace fs = std::filesystem;

namespace {

/// Differs for every replacement of the file: a new file has another inode or time. "" when there is none.
std::string identity_of(const fs::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) {
    return {};
  }
  return std::to_string(status.st_ino) + "." + std::to_string(status.st_size) + "." +
         std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec);
}

}  // namespace

Catalog::Catalog(const fs::path& data_dir, CatalogFormat format)
    : format_(format), file_(data_dir / "catalog.json"), lock_file_(data_dir / "catalog.lock") {}

std::shared_ptr<const CatalogState> Catalog::load() const {
  try {
    return std::make_shared<const CatalogState>(format_.parse(base::read_file(file_), file_));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kNotFound) {
      throw;
    }
    return std::make_shared<const CatalogState>();
  }
}

std::shared_ptr<const CatalogState> Catalog::read() const {
  const std::lock_guard guard(mutex_);
  // Taken before the contents: at worst the file is read once more than needed.
  std::string identity = identity_of(file_);
  if (cached_ == nullptr || identity != cached_identity_) {
    cached_ = load();
    cached_identity_ = std::move(identity);
  }
  return cached_;
}

bool Catalog::exists() const { return !identity_of(file_).empty(); }

base::FileDescriptor Catalog::lock(std::chrono::milliseconds wait) const {
  auto lock = base::lock_file(lock_file_, base::LockMode::kExclusive, wait, true);
  if (!lock) {
    throw Error(ErrorCode::kBusy, lock_file_.string() + " is held by another process: try again when it is done");
  }
  return lock;
}

void Catalog::update(std::chrono::milliseconds wait, const std::function<void(CatalogState&)>& change) {
  const auto held = lock(wait);
  CatalogState state = *load();
  change(state);
  base::replace_file(file_, format_.write(state));
}

void Catalog::hold(std::chrono::milliseconds wait, const std::function<void(const CatalogState&)>& body) {
  const auto held = lock(wait);
  body(*load());
}

}  // namespace telusur::catalog
