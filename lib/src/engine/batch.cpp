#include "engine/batch.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "backend/document_list.hpp"
#include "backend/snapshot_pool.hpp"
#include "base/time.hpp"
#include "index/document_terms.hpp"
#include "query/filter.hpp"
#include "schema/document.hpp"
#include "schema/document_id.hpp"
#include "schema/document_place.hpp"
#include "schema/settings.hpp"
#include "telusur/error.hpp"

namespace telusur::engine {

namespace {

// The names of a change as it is kept: one of the first five, and what belongs to it.
constexpr char kPut[] = "put";
constexpr char kRemove[] = "remove";
constexpr char kRemoveMatching[] = "removeMatching";
constexpr char kSettings[] = "settings";
constexpr char kPrimaryKey[] = "primaryKey";
constexpr char kMerge[] = "merge";

/// Decides the primary key. @throws Error kAlreadyExists when documents have another one.
void choose_primary_key(std::string& key, std::string_view wanted, const backend::Writer& writer) {
  if (wanted.empty() || wanted == key) {
    return;
  }
  if (!key.empty() && writer.documents() > 0) {
    throw Error(ErrorCode::kAlreadyExists,
                "the primary key is '" + key + "' and cannot become '" + std::string(wanted) +
                    "' while the index has documents",
                "primaryKey");
  }
  key = wanted;
}

/// The document as it is after `changes`.
schema::Json merged(const backend::Writer& writer, const std::string& id, const schema::Json& changes) {
  const std::optional<std::string> stored = writer.document(id);
  if (!stored) {
    return changes;
  }
  schema::Json document = schema::parse_document(*stored);
  for (const auto& [name, value] : changes.items()) {
    document[name] = value;
  }
  return document;
}

/// The settings of `after` that differ from `before`, as their JSON has them.
schema::Json difference(const Settings& before, const Settings& after) {
  const schema::Json old = schema::parse_json(to_json(before), "settings");
  const schema::Json all = schema::parse_json(to_json(after), "settings");
  schema::Json changed = schema::Json::object();
  for (const auto& [name, value] : all.items()) {
    if (old.at(name) != value) {
      changed[name] = value;
    }
  }
  return changed;
}

}  // namespace

Batch::Batch(const IndexStore& store, std::filesystem::path directory, const backend::ChangesKept& kept)
    : store_(store),
      directory_(std::move(directory)),
      writer_(directory_, store.options().lock_wait),
      analyzer_(store.analyzer(writer_.stored().settings)) {
  writer_.keep_changes(kept);
}

void Batch::keep(const schema::Json& change) { writer_.keep(schema::dump_json(change)); }

void Batch::put(const std::vector<schema::Json>& documents, const WriteOptions& options) {
  backend::StoredIndex stored = writer_.stored();
  choose_primary_key(stored.primary_key, options.primary_key, writer_);
  if (stored.primary_key.empty()) {
    stored.primary_key = schema::infer_primary_key(documents.front());
  }
  // All or none: ids and places are tried before the first document goes in.
  std::vector<std::string> ids;
  ids.reserve(documents.size());
  for (const auto& document : documents) {
    schema::refuse_vectors(document);
    ids.push_back(schema::document_id(document, stored.primary_key));
    schema::document_place(document, ids.back(), stored.settings);
  }
  changed_ = true;
  for (std::size_t n = 0; n < documents.size(); ++n) {
    const schema::Json whole = options.merge ? merged(writer_, ids[n], documents[n]) : schema::Json();
    writer_.put(
        index::index_document(options.merge ? whole : documents[n], stored.settings, stored.primary_key, **analyzer_));
  }
  writer_.set_stored(std::move(stored));
  if (writer_.keeps_changes()) {
    keep({{kPut, documents}, {kMerge, options.merge}, {kPrimaryKey, options.primary_key}});
  }
}

bool Batch::remove(std::string_view id) {
  changed_ = true;
  keep({{kRemove, std::string(id)}});
  return writer_.remove(id);
}

std::uint64_t Batch::remove_matching(std::string_view filter) {
  // Nobody else writes now: what is committed is what the batch sees.
  const backend::Snapshot committed(directory_);
  const auto read = query::parse_filter(filter, committed.stored().settings.filterable_attributes);
  std::vector<std::string> ids;
  const auto note = [&](std::string_view document) {
    ids.push_back(schema::document_id(schema::parse_document(document), writer_.stored().primary_key));
  };
  if (read) {
    backend::visit_matching(committed, *read, note);
  } else {
    backend::visit_documents(committed, note);
  }
  changed_ = changed_ || !ids.empty();
  for (const std::string& id : ids) {
    writer_.remove(id);
  }
  keep({{kRemoveMatching, std::string(filter)}});
  return ids.size();
}

void Batch::set_primary_key(std::string_view attribute) {
  backend::StoredIndex stored = writer_.stored();
  choose_primary_key(stored.primary_key, attribute, writer_);
  writer_.set_stored(std::move(stored));
  keep({{kPrimaryKey, std::string(attribute)}});
}

void Batch::set_settings(const Settings& settings) {
  backend::StoredIndex stored = writer_.stored();
  keep({{kSettings, difference(stored.settings, settings)}});
  std::string analysis = store_.analysis_state();
  const bool reindex = stored.analysis != analysis || !schema::index_alike(stored.settings, settings);
  stored.settings = settings;
  stored.analysis = std::move(analysis);
  analyzer_.emplace(store_.analyzer(settings));
  if (reindex) {
    writer_.rewrite([&](std::string_view document) {
      return index::index_document(schema::parse_document(document), settings, stored.primary_key, **analyzer_);
    });
  }
  writer_.set_stored(std::move(stored));
  changed_ = true;
}

bool Batch::apply(const schema::Json& change) {
  const bool stands_alone = change.contains(kRemoveMatching) || change.contains(kSettings);
  if (stands_alone && changed_) {
    return false;
  }
  if (change.contains(kPut)) {
    put(change.at(kPut).get<std::vector<schema::Json>>(),
        {change.at(kMerge).get<bool>(), change.at(kPrimaryKey).get<std::string>()});
  } else if (change.contains(kRemove)) {
    remove(change.at(kRemove).get<std::string>());
  } else if (change.contains(kRemoveMatching)) {
    remove_matching(change.at(kRemoveMatching).get<std::string>());
  } else if (change.contains(kSettings)) {
    set_settings(settings_from_json(schema::dump_json(change.at(kSettings)), stored().settings));
  } else {
    set_primary_key(change.at(kPrimaryKey).get<std::string>());
  }
  return true;
}

void Batch::commit(std::uint64_t task) {
  backend::StoredIndex stored = writer_.stored();
  stored.updated_at = base::rfc3339(std::chrono::system_clock::now());
  stored.last_task = task == 0 ? stored.last_task : task;
  writer_.set_stored(std::move(stored));
  writer_.commit();
}

}  // namespace telusur::engine
