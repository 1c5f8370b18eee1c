#include "backend/stored_index.hpp"

#include <xapian.h>

#include <charconv>

#include "backend/layout.hpp"
#include "telusur/error.hpp"

namespace telusur::backend {

namespace {

/// Documents by the rest of the terms with a prefix.
std::map<std::string, std::uint64_t> count_by_term(const Xapian::Database& database, const std::string& prefix) {
  std::map<std::string, std::uint64_t> counts;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    counts[(*term).substr(prefix.size())] = term.get_termfreq();
  }
  return counts;
}

std::uint64_t last_task_of(const Xapian::Database& database) {
  const std::string text = database.get_metadata(layout::kLastTaskKey);
  std::uint64_t uid = 0;
  std::from_chars(text.data(), text.data() + text.size(), uid);
  return uid;
}

}  // namespace

StoredIndex read_stored_index(const Xapian::Database& database) {
  const std::string format = database.get_metadata(layout::kFormatKey);
  if (format != layout::kFormatVersion) {
    throw Error(ErrorCode::kWrongFormat, "the index has format '" + format + "', this version reads '" +
                                             std::string(layout::kFormatVersion) +
                                             "': rebuild it with telusur-indexer build");
  }
  return {settings_from_json(database.get_metadata(layout::kSettingsKey)),
          database.get_metadata(layout::kPrimaryKeyKey), database.get_metadata(layout::kUpdatedKey),
          database.get_metadata(layout::kAnalysisKey), last_task_of(database)};
}

void write_stored_index(Xapian::WritableDatabase& database, const StoredIndex& stored) {
  database.set_metadata(layout::kFormatKey, std::string(layout::kFormatVersion));
  database.set_metadata(layout::kSettingsKey, to_json(stored.settings));
  database.set_metadata(layout::kPrimaryKeyKey, stored.primary_key);
  database.set_metadata(layout::kUpdatedKey, stored.updated_at);
  database.set_metadata(layout::kAnalysisKey, stored.analysis);
  database.set_metadata(layout::kLastTaskKey, stored.last_task == 0 ? "" : std::to_string(stored.last_task));
}

std::optional<std::string> stored_document(const Xapian::Database& database, std::string_view id) {
  const std::string term = layout::id_term(id);
  const auto posting = database.postlist_begin(term);
  if (posting == database.postlist_end(term)) {
    return std::nullopt;
  }
  return database.get_document(*posting).get_data();
}

bool has_attribute(const Xapian::Database& database, const std::string& name) {
  return database.term_exists(layout::attribute_term(name));
}

std::vector<std::string> attribute_names(const Xapian::Database& database) {
  std::vector<std::string> names;
  for (const auto& [name, documents] : count_by_term(database, layout::attribute_term(""))) {
    names.push_back(name);
  }
  return names;
}

IndexStats read_stats(const Xapian::Database& database) {
  IndexStats stats;
  stats.documents = database.get_doccount();
  stats.average_terms = database.get_avlength();
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    ++stats.terms;
  }
  stats.languages = count_by_term(database, layout::language_term(""));
  stats.attributes = count_by_term(database, layout::attribute_term(""));
  return stats;
}

}  // namespace telusur::backend
