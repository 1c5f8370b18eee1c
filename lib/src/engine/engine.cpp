#include "telusur/engine.hpp"

#include <chrono>
#include <functional>
#include <set>

#include "backend/writer.hpp"
#include "base/time.hpp"
#include "engine/builder_impl.hpp"
#include "engine/engine_impl.hpp"
#include "engine/index_impl.hpp"
#include "engine/replacement.hpp"
#include "schema/document_id.hpp"
#include "schema/settings.hpp"
#include "search/page.hpp"
#include "telusur/error.hpp"

namespace telusur {

namespace {

/// An empty index out of everybody's sight.
catalog::Construction construct_empty(engine::IndexStore& store, std::string_view uid, const Settings& settings,
                                      std::string_view primary_key) {
  schema::check_index_uid(uid);
  schema::check_settings(settings);
  auto construction = store.construct_new(uid);
  backend::Writer::create(
      construction.result(),
      {settings, std::string(primary_key), base::rfc3339(std::chrono::system_clock::now()), store.analysis_state()});
  return construction;
}

/// What has replaced an index keeps no changes of it.
void end_replacement(catalog::CatalogEntry& replacement, const catalog::CatalogEntry& replaced) {
  if (replacement.replaces == replaced.directory) {
    replacement.replaces.clear();
  }
}

}  // namespace

Engine::Engine(std::filesystem::path data_dir, const Options& options)
    : impl_(std::make_shared<Impl>(Impl{std::make_shared<engine::IndexStore>(std::move(data_dir), options)})) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

const std::filesystem::path& Engine::data_dir() const noexcept { return impl_->store->data_dir(); }

void Engine::warm_up() const {
  impl_->store->analyzer();
  impl_->store->translations();
}

std::vector<IndexInfo> Engine::indexes() const {
  std::vector<IndexInfo> infos;
  const auto state = impl_->store->catalog().read();
  for (const auto& [uid, entry] : state->indexes) {
    try {
      const auto stored = impl_->store->open(uid)->snapshots.with_snapshot(
          [](const backend::Snapshot& snapshot) { return snapshot.stored(); });
      infos.push_back(
          {uid, stored.primary_key, entry.created_at, std::max(entry.updated_at, stored.updated_at), entry.generation});
    } catch (const Error& error) {
      if (error.code() == ErrorCode::kCorrupt || error.code() == ErrorCode::kWrongFormat) {
        infos.push_back({uid, entry.primary_key, entry.created_at, entry.updated_at, entry.generation});
      } else if (error.code() != ErrorCode::kNotFound) {  // not found: deleted since the catalog was read
        throw;
      }
    }
  }
  return infos;
}

Index Engine::index(std::string_view uid) const {
  schema::check_index_uid(uid);
  impl_->store->entry(uid);
  return Index(std::make_shared<Index::Impl>(impl_->store, std::string(uid)));
}

FederatedResponse Engine::search(const FederatedRequest& request) const {
  const auto start = std::chrono::steady_clock::now();
  std::vector<SearchResponse> answers;
  answers.reserve(request.queries.size());
  for (std::size_t n = 0; n < request.queries.size(); ++n) {
    answers.push_back(index(request.queries[n].index).search(search_of(request, n)));
  }
  FederatedResponse response = merge(request, std::move(answers));
  response.processing_time_ms = search::milliseconds_since(start);
  return response;
}

Index Engine::create_index(std::string_view uid, const Settings& settings, std::string_view primary_key,
                           std::uint64_t task) {
  auto construction = construct_empty(*impl_->store, uid, settings, primary_key);
  const auto writing = impl_->store->lock_for_writing(uid, construction.directory());
  impl_->store->publish(uid, construction, {.primary_key = std::string(primary_key), .task = task});
  return index(uid);
}

Index Engine::create_replacement(std::string_view uid, std::string_view replaced, const Settings& settings,
                                 std::string_view primary_key, std::uint64_t task) {
  auto construction = construct_empty(*impl_->store, uid, settings, primary_key);
  // A batch under way ends first, so that every later one keeps its changes.
  const auto access = impl_->store->lock_index(replaced);
  engine::keep_changes_for(*impl_->store, replaced, access, construction.directory());
  const auto writing = impl_->store->lock_for_writing(uid, construction.directory());
  impl_->store->publish(uid, construction,
                        {.primary_key = std::string(primary_key),
                         .is_to_replace = impl_->store->entry(replaced).directory,
                         .task = task});
  return index(uid);
}

Index Engine::open_index(std::string_view uid, const Settings& settings) {
  try {
    if (!impl_->store->catalog().read()->indexes.contains(uid)) {
      return create_index(uid, settings);
    }
  } catch (const Error& error) {
    // Somebody else was faster.
    if (error.code() != ErrorCode::kAlreadyExists) {
      throw;
    }
  }
  return index(uid);
}

void Engine::delete_index(std::string_view uid, std::uint64_t task) {
  // A batch under way ends first, so that its commit is not lost without a word.
  const auto writing = impl_->store->lock_for_writing(uid, impl_->store->entry(uid).directory);
  impl_->store->update_catalog([&](catalog::CatalogState& state) {
    const auto found = state.indexes.find(uid);
    if (found != state.indexes.end()) {
      state.indexes.erase(found);
    }
    state.last_task = task == 0 ? state.last_task : task;
  });
}

void Engine::swap_indexes(const std::vector<std::pair<std::string, std::string>>& pairs, std::uint64_t task) {
  std::set<std::string_view> named;
  for (const auto& [first, second] : pairs) {
    for (const std::string& uid : {std::cref(first), std::cref(second)}) {
      schema::check_index_uid(uid);
      if (!named.insert(uid).second) {
        throw Error(ErrorCode::kInvalidArgument, "index '" + uid + "' can be swapped only once at a time", "indexes");
      }
    }
  }
  // Batches under way end first: each belongs to what its index is called now. In one order, whoever else swaps.
  std::vector<base::FileDescriptor> writing;
  writing.reserve(named.size());
  for (const std::string_view uid : named) {
    writing.push_back(impl_->store->lock_for_writing(uid, impl_->store->entry(uid).directory));
  }
  for (const auto& [first, second] : pairs) {
    const catalog::CatalogEntry a = impl_->store->entry(first);
    const catalog::CatalogEntry b = impl_->store->entry(second);
    if (b.replaces == a.directory) {
      engine::carry_changes(*impl_->store, first, b);
    } else if (a.replaces == b.directory) {
      engine::carry_changes(*impl_->store, second, a);
    }
  }
  impl_->store->update_catalog([&](catalog::CatalogState& state) {
    for (const auto& [first, second] : pairs) {
      const auto a = state.indexes.find(first);
      const auto b = state.indexes.find(second);
      if (a == state.indexes.end() || b == state.indexes.end()) {
        throw Error(ErrorCode::kNotFound,
                    "index '" + (a == state.indexes.end() ? first : second) + "' does not exist any more", "index");
      }
      end_replacement(a->second, b->second);
      end_replacement(b->second, a->second);
      std::swap(a->second, b->second);
    }
    state.last_task = task == 0 ? state.last_task : task;
  });
}

std::uint64_t Engine::last_task() const { return impl_->store->catalog().read()->last_task; }

IndexBuilder Engine::rebuild(std::string_view uid, const BuildOptions& options) {
  schema::check_index_uid(uid);
  schema::check_settings(options.settings);
  return IndexBuilder(std::make_unique<IndexBuilder::Impl>(impl_->store, std::string(uid), options));
}

}  // namespace telusur
