#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "analysis/analyzer.hpp"
#include "analysis/bilingual/translations.hpp"
#include "analysis/lexicon_loader.hpp"
#include "backend/change_log.hpp"
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

/// The right to change the documents of an index.
struct WriteAccess {
  base::FileDescriptor lock;
  std::filesystem::path directory;  ///< of the published generation
  backend::ChangesKept kept;        ///< for the construction, or the index, that is to replace it
};

/// A new generation of an index under construction.
struct Rebuild {
  catalog::Construction construction;
  std::optional<catalog::CatalogEntry> replaces;  ///< the published generation when it began; nothing: there was none
};

/// What a publication expects and tells.
struct Publication {
  std::string primary_key;
  std::optional<catalog::CatalogEntry> replaces = {};  ///< what is published still; nothing: there is no such index
  std::string is_to_replace = {};                      ///< directory of another index; see CatalogEntry::replaces
  std::uint64_t task = 0;                              ///< what the catalog notes as its last task; 0: what it has
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

  /// The right to write to the generation of an index that is published. @throws Error as above, kNotFound.
  WriteAccess lock_index(std::string_view uid) const;

  /// Begins an index that is not there yet. @throws Error kAlreadyExists; kBusy, kNoSpace, kPermission, kIo.
  catalog::Construction construct_new(std::string_view uid);

  /// Begins a new generation of an index, which need not be there: one at a time. Waits for the batch under way, so
  /// that every later one keeps its changes for the rebuild. @throws Error kBusy, kNoSpace, kPermission, kIo.
  Rebuild begin_rebuild(std::string_view uid);

  /// @throws Error kAlreadyExists when `replaces` is nothing and the index is there; kBusy when what is published is
  /// not
  ///         what `replaces` tells of.
  void check_in_place(std::string_view uid, const std::optional<catalog::CatalogEntry>& replaces) const;

  /// Makes the construction's result the published generation of `uid`. Call it with the lock of lock_for_writing on
  /// the construction's directory: a batch must not commit into a generation that nobody reads any more.
  /// @throws Error as `check_in_place`; kNoSpace, kIo, kPermission.
  void publish(std::string_view uid, catalog::Construction& construction, const Publication& publication);

  /// Changes the catalog and deletes what nobody needs any more.
  void update_catalog(const std::function<void(catalog::CatalogState&)>& change);

  /// @throws Error kPermission when the directory was opened read only.
  void require_writable() const;

 private:
  /// Writes an empty catalog, if the directory may be written to. @throws Error kCorrupt when there are indexes
  /// already.
  void begin_catalog();

  /// Begins what `replaces` is replaced by. @throws Error kBusy when it is not what is published now.
  catalog::Construction construct(std::string_view uid, const std::optional<catalog::CatalogEntry>& replaces);

  /// The directory of the index that is to replace that of another directory; "" when there is none.
  std::string replacement_of(const std::string& directory) const;

  /// Nothing while another rebuild of the index is under way.
  std::optional<Rebuild> try_rebuild(std::string_view uid);

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
