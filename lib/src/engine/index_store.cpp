#include "engine/index_store.hpp"

#include <optional>
#include <thread>

#include "base/hash.hpp"
#include "base/time.hpp"
#include "engine/catalog_format.hpp"
#include "engine/dictionary.hpp"
#include "engine/stemmers.hpp"
#include "telusur/error.hpp"

namespace telusur::engine {

namespace fs = std::filesystem;

namespace {

/// Publishers may replace a generation between reading the catalog and opening it; this often in a row is a defect.
constexpr int kMaxOpenTries = 100;

/// Between looks whether another rebuild of the index is done.
constexpr std::chrono::milliseconds kRebuildPoll{10};

/// @throws Error unless what `replaces` tells of is published under the uid.
void check_published(const catalog::CatalogState& state, std::string_view uid,
                     const std::optional<catalog::CatalogEntry>& replaces) {
  const auto found = state.indexes.find(uid);
  if (!replaces && found != state.indexes.end()) {
    throw Error(ErrorCode::kAlreadyExists, "index '" + std::string(uid) + "' already exists", "index");
  }
  if (replaces && (found == state.indexes.end() || found->second.directory != replaces->directory ||
                   found->second.generation != replaces->generation)) {
    throw Error(
        ErrorCode::kBusy,
        "index '" + std::string(uid) +
            "' was deleted, swapped or built by somebody else meanwhile, and nothing was published: build again",
        "index");
  }
}

void prepare_data_dir(const fs::path& data_dir, bool read_only) {
  if (data_dir.empty()) {
    throw Error(ErrorCode::kInvalidArgument, "the data directory's path is empty: name a directory", "file");
  }
  if (!read_only) {
    base::make_directories(data_dir / "indexes", "create the data directory");
  }
  std::error_code error;
  if (!fs::is_directory(data_dir, error)) {
    if (error == std::errc::no_such_file_or_directory) {
      throw Error(ErrorCode::kNotFound,
                  "there is no data directory " + data_dir.string() + ": telusur-indexer build makes one", "file");
    }
    throw base::system_error("open the data directory", data_dir, error ? error.value() : ENOTDIR);
  }
}

/// @throws Error kInvalidArgument.
void check_limits(const SearchLimits& limits) {
  const auto check = [](const char* name, auto value, decltype(value) highest) {
    if (value < 1 || value > highest) {
      throw Error(ErrorCode::kInvalidArgument,
                  std::string(name) + " " + std::to_string(value) + " must be from 1 to " + std::to_string(highest),
                  name);
    }
  };
  check("query_bytes", limits.query_bytes, 65'536);
  check("query_words", limits.query_words, 1'024);
  if (limits.time) {
    check("milliseconds of a search", limits.time->count(), 60'000);
  }
}

/// The word lists are kept beside the indexes unless the caller wants them elsewhere.
Options with_cache(Options options, const fs::path& data_dir) {
  if (options.cache_dir.empty()) {
    options.cache_dir = data_dir / "cache";
  }
  return options;
}

std::shared_ptr<base::Pool<analysis::WordAnalyzer>> make_analyzers(const Options& options, const Settings& settings) {
  return std::make_shared<base::Pool<analysis::WordAnalyzer>>(
      [options, settings] { return std::make_unique<analysis::WordAnalyzer>(make_stemmer(options, settings)); });
}

}  // namespace

IndexStore::IndexStore(fs::path data_dir, const Options& options)
    : data_dir_(std::move(data_dir)),
      options_(with_cache(options, data_dir_)),
      catalog_(data_dir_, catalog_format()),
      analyzers_(make_analyzers(options_, {})),
      old_spelling_analyzers_(make_analyzers(options_, {.old_spelling = true})) {
  check_limits(options_.search);
  prepare_data_dir(data_dir_, options_.read_only);
  if (!catalog_.exists()) {
    begin_catalog();
  }
  catalog_.read();
  if (!options_.word_lists_dir.empty()) {
    load_lexicon(options_);  // a bad list is an error now, not at the first search
  }
}

void IndexStore::begin_catalog() {
  // The catalog is there before the first generation. Without it the next change would delete what nobody claims.
  if (const auto lost = catalog::published_directories(data_dir_); !lost.empty() && !catalog_.exists()) {
    std::string names;
    for (const auto& name : lost) {
      names += (names.empty() ? "" : ", ") + name;
    }
    throw Error(ErrorCode::kCorrupt, (data_dir_ / "catalog.json").string() +
                                         " is missing, which says what the indexes in " +
                                         (data_dir_ / "indexes").string() + " are called (" + names +
                                         "): restore it, or move them away and build them anew");
  }
  if (!options_.read_only) {
    update_catalog([](catalog::CatalogState&) {});
  }
}

std::string IndexStore::analysis_state() const { return base::hex(load_lexicon(options_)->fingerprint); }

catalog::CatalogEntry IndexStore::entry(std::string_view uid) const {
  const auto state = catalog_.read();
  const auto found = state->indexes.find(uid);
  if (found == state->indexes.end()) {
    throw Error(ErrorCode::kNotFound,
                "index '" + std::string(uid) + "' does not exist: a build or its first document makes it", "index");
  }
  return found->second;
}

std::shared_ptr<const OpenGeneration> IndexStore::open(std::string_view uid) {
  const std::lock_guard guard(mutex_);
  for (int tries = 0; tries < kMaxOpenTries; ++tries) {
    const auto wanted = entry(uid);
    const auto directory = catalog::generation_directory(data_dir_, wanted);
    if (const auto known = open_.find(uid); known != open_.end() && known->second->directory == directory) {
      return known->second;
    }
    if (auto lease = catalog::GenerationLease::take(directory)) {
      auto opened = std::make_shared<const OpenGeneration>(
          OpenGeneration{wanted, directory, std::move(*lease), backend::SnapshotPool(directory)});
      open_[std::string(uid)] = opened;
      return opened;
    }
  }
  throw Error(ErrorCode::kCorrupt, "the directory of index '" + std::string(uid) +
                                       "' named in catalog.json is missing: rebuild it with telusur-indexer build");
}

const analysis::Translations& IndexStore::translations() {
  std::call_once(translations_once_, [&] { translations_ = load_dictionary(options_); });
  return *translations_;
}

base::FileDescriptor IndexStore::lock_for_writing(std::string_view uid, const std::string& directory) const {
  require_writable();
  auto lock = catalog::lock_for_writing(data_dir_, directory, options_.lock_wait);
  if (!lock) {
    throw Error(ErrorCode::kBusy,
                "index '" + std::string(uid) + "' is being written by another process or batch (waited " +
                    std::to_string(options_.lock_wait.count()) + " ms): try again when it is done",
                "index");
  }
  return lock;
}

WriteAccess IndexStore::lock_index(std::string_view uid) const {
  for (;;) {
    const auto before = entry(uid);
    WriteAccess access{lock_for_writing(uid, before.directory), {}, {}};
    // While this waited a rebuild may have been published, and indexes swapped: write to what is published now.
    const auto now = entry(uid);
    if (now.directory == before.directory) {
      access.directory = catalog::generation_directory(data_dir_, now);
      access.kept.rebuild = catalog::construction_under_way(data_dir_, now.directory);
      if (access.kept.rebuild.empty()) {
        access.kept = {replacement_of(now.directory), false};
      }
      return access;
    }
  }
}

std::string IndexStore::replacement_of(const std::string& directory) const {
  for (const auto& [uid, entry] : catalog_.read()->indexes) {
    if (entry.replaces == directory) {
      return entry.directory;
    }
  }
  return "";
}

catalog::Construction IndexStore::construct(std::string_view uid,
                                            const std::optional<catalog::CatalogEntry>& replaces) {
  require_writable();
  std::optional<catalog::Construction> construction;
  catalog_.hold(options_.lock_wait, [&](const catalog::CatalogState& state) {
    check_published(state, uid, replaces);
    // What killed processes left goes even if this one fails.
    catalog::remove_unused(data_dir_, state);
    construction.emplace(data_dir_, replaces ? replaces->directory : catalog::new_index_directory());
  });
  return std::move(*construction);
}

catalog::Construction IndexStore::construct_new(std::string_view uid) { return construct(uid, std::nullopt); }

std::optional<Rebuild> IndexStore::try_rebuild(std::string_view uid) {
  const auto published = [&]() -> std::optional<catalog::CatalogEntry> {
    const auto state = catalog_.read();
    const auto found = state->indexes.find(uid);
    return found == state->indexes.end() ? std::nullopt : std::optional(found->second);
  };
  const auto before = published();
  if (!before) {
    return Rebuild{construct_new(uid), std::nullopt};
  }
  const auto writing = lock_for_writing(uid, before->directory);
  // While this waited another rebuild may have been published, or begun.
  if (published() != before || !catalog::construction_under_way(data_dir_, before->directory).empty()) {
    return std::nullopt;
  }
  return Rebuild{construct(uid, before), before};
}

Rebuild IndexStore::begin_rebuild(std::string_view uid) {
  require_writable();
  const auto deadline = std::chrono::steady_clock::now() + options_.lock_wait;
  for (;;) {
    if (auto begun = try_rebuild(uid)) {
      return std::move(*begun);
    }
    if (std::chrono::steady_clock::now() >= deadline) {
      throw Error(ErrorCode::kBusy,
                  "index '" + std::string(uid) + "' is being built by another process (waited " +
                      std::to_string(options_.lock_wait.count()) +
                      " ms): try again when that build is done, or stop it",
                  "index");
    }
    std::this_thread::sleep_for(kRebuildPoll);
  }
}

void IndexStore::check_in_place(std::string_view uid, const std::optional<catalog::CatalogEntry>& replaces) const {
  check_published(*catalog_.read(), uid, replaces);
}

void IndexStore::publish(std::string_view uid, catalog::Construction& construction, const Publication& publication) {
  update_catalog([&](catalog::CatalogState& state) {
    check_published(state, uid, publication.replaces);
    // A crash, or a full disk, between moving a generation and naming it leaves its number taken.
    catalog::remove_unused(data_dir_, state);
    for (auto& [other, entry] : state.indexes) {
      if (entry.replaces == publication.is_to_replace) {
        entry.replaces.clear();  // changes are kept for one alone
      }
    }
    auto& entry = state.indexes[std::string(uid)];
    const std::string now = base::rfc3339(std::chrono::system_clock::now());
    entry.directory = construction.directory();
    entry.generation += 1;
    entry.primary_key = publication.primary_key;
    entry.created_at = entry.created_at.empty() ? now : entry.created_at;
    entry.updated_at = now;
    if (!publication.is_to_replace.empty()) {
      entry.replaces = publication.is_to_replace;
    }
    state.last_task = publication.task == 0 ? state.last_task : publication.task;
    construction.move_into_place(entry.generation);
  });
}

void IndexStore::update_catalog(const std::function<void(catalog::CatalogState&)>& change) {
  require_writable();
  catalog_.update(options_.lock_wait, change);
  {
    // Generations that were replaced are let go by this process, too.
    const std::lock_guard guard(mutex_);
    const auto state = catalog_.read();
    std::erase_if(open_, [&](const auto& opened) {
      const auto current = state->indexes.find(opened.first);
      return current == state->indexes.end() ||
             catalog::generation_directory(data_dir_, current->second) != opened.second->directory;
    });
  }
  try {
    catalog_.hold(options_.lock_wait,
                  [&](const catalog::CatalogState& state) { catalog::remove_unused(data_dir_, state); });
  } catch (const Error&) {
    // The change is made and stays made; whoever changes the catalog next cleans up.
    return;
  }
}

void IndexStore::require_writable() const {
  if (options_.read_only) {
    throw Error(ErrorCode::kPermission, "the data directory " + data_dir_.string() + " was opened read only", "index");
  }
}

}  // namespace telusur::engine
