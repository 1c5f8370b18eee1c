#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "analysis/analyzer.hpp"
#include "analysis/bilingual/translations.hpp"
#include "analysis/lexicon_loader.hpp"
#include "backend/snapshot_pool.hpp"
#include "base/pool.hpp"
#include "catalog/catalog.hpp"
#include "catalog/generation.hpp"
#include "telusur/options.hpp"
#include "telusur/settings.hpp"

namespace telusur::engine {

/// A published generation that this process has open. Thread-safe.
struct OpenGeneration {
  catalog::CatalogEntry entry;
  std::filesystem::path directory;
  catalog::GenerationLease lease;
  backend::SnapshotPool snapshots;
};

/// What the public classes of one data directory share: the catalog, the open generations, the analyzers. Thread-safe.
class IndexStore {
 public:
  /// @throws Error as Engine's constructor.
  IndexStore(std::filesystem::path data_dir, const Options& options);

  const std::filesystem::path& data_dir() const noexcept { return data_dir_; }
  const Options& options() const noexcept { return options_; }
  catalog::Catalog& catalog() noexcept { return catalog_; }

  /// The entry of an index now. @throws Error kNotFound (subject "index").
  catalog::CatalogEntry entry(std::string_view uid) const;

  /// The published generation of an index now; stays usable while it is held, whatever is published meanwhile.
  /// @throws Error kNotFound (subject "index").
  std::shared_ptr<const OpenGeneration> open(std::string_view uid);

  /// An analyzer for one thread, as an index with these settings needs it.
  base::Pool<analysis::WordAnalyzer>::Lease analyzer(const Settings& settings = {}) const {
    return base::Pool<analysis::WordAnalyzer>::borrow(settings.old_spelling ? old_spelling_analyzers_ : analyzers_);
  }

  /// Tells the state of rules and word lists, on which stems depend: an index is as good as what built it.
  std::string analysis_state() const;

  /// The dictionary of cross-language searches; the first call loads it, which others wait for.
  const analysis::Translations& translations();

  /// Takes the right to change an index's documents or to publish it. @throws Error kBusy, kPermission (read only).
  base::FileDescriptor lock_for_writing(std::string_view uid, const std::string& directory) const;

  /// Begins a new generation of `uid`, in the directory of the index that is there, else in a new one.
  /// @throws Error kBusy, kNoSpace, kPermission, kIo; kAlreadyExists when `must_be_new` and the uid is there.
  catalog::Construction construct(std::string_view uid, bool must_be_new);

  /// Makes the construction's result the published generation of `uid`, whose entry is created when there is none.
  /// @throws Error kBusy, kNoSpace, kIo; kAlreadyExists when `must_be_new` and the uid is there.
  /// @param task what the catalog notes as its last task; 0: what it has.
  void publish(std::string_view uid, catalog::Construction& construction, const std::string& primary_key,
               bool must_be_new, std::uint64_t task = 0);

  /// Changes the catalog and deletes what nobody needs any more.
  void update_catalog(const std::function<void(catalog::CatalogState&)>& change);

  /// @throws Error kPermission when the directory was opened read only.
  void require_writable() const;

 private:
  const std::filesystem::path data_dir_;
  const Options options_;
  catalog::Catalog catalog_;
  std::shared_ptr<base::Pool<analysis::WordAnalyzer>> analyzers_;
  std::shared_ptr<base::Pool<analysis::WordAnalyzer>> old_spelling_analyzers_;
  std::once_flag translations_once_;
  std::shared_ptr<const analysis::Translations> translations_;  // constant after the first call of translations()
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const OpenGeneration>, std::less<>> open_;  // by uid; guarded by mutex_
};

}  // namespace telusur::engine
