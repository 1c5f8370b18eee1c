#include <map>

#include "engine/catalog_format.hpp"
#include "engine/engine_impl.hpp"
#include "telusur/error.hpp"

namespace telusur {

namespace fs = std::filesystem;

namespace {

/// The right to write to every index, so that nobody else does.
std::map<std::string, base::FileDescriptor, std::less<>> lock_all(engine::IndexStore& store) {
  std::map<std::string, base::FileDescriptor, std::less<>> locks;
  // In the order of the uids, as whoever else takes several.
  for (const auto& [uid, entry] : store.catalog().read()->indexes) {
    locks[uid] = store.lock_for_writing(uid, entry.directory);
  }
  return locks;
}

void copy_generation(const fs::path& from, const fs::path& to, const catalog::CatalogEntry& entry) {
  const fs::path target = catalog::generation_directory(to, entry);
  base::make_directories(target.parent_path());
  try {
    fs::copy(catalog::generation_directory(from, entry), target, fs::copy_options::recursive);
  } catch (const fs::filesystem_error& error) {
    throw base::system_error("copy", error);
  }
}

/// What a failed copy, of now or of an earlier time, left.
void remove_part(const fs::path& part) {
  std::error_code ignored;
  fs::remove_all(part, ignored);
}

}  // namespace

void Engine::copy_to(const fs::path& directory) const {
  engine::IndexStore& store = *impl_->store;
  store.require_writable();
  if (fs::exists(directory)) {
    throw Error(ErrorCode::kAlreadyExists, directory.string() + " is there already: name another directory", "file");
  }
  const fs::path part = directory.string() + ".part";
  remove_part(part);
  try {
    base::make_directories(part / "indexes");
    const auto locks = lock_all(store);
    store.catalog().hold(store.options().lock_wait, [&](const catalog::CatalogState& state) {
      for (const auto& [uid, entry] : state.indexes) {
        if (!locks.contains(uid)) {
          throw Error(ErrorCode::kBusy, "index '" + uid + "' was created meanwhile: try again", "index");
        }
        copy_generation(store.data_dir(), part, entry);
      }
      base::replace_file(part / "catalog.json", engine::catalog_format().write(state));
    });
    base::sync_tree(part);
    std::error_code error;
    fs::rename(part, directory, error);
    if (error) {
      throw base::system_error("write", directory, error.value());
    }
    base::sync_path(directory.parent_path().empty() ? fs::path(".") : directory.parent_path());
  } catch (...) {
    remove_part(part);
    throw;
  }
}

}  // namespace telusur
