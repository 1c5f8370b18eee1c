#include "backend/change_log.hpp"

#include <xapian.h>

#include <charconv>

#include "backend/layout.hpp"
#include "backend/xapian_error.hpp"
#include "base/hash.hpp"

namespace telusur::backend {

namespace {

/// Of changes that are read together; one alone may have more.
constexpr std::size_t kReadBytes = std::size_t{4} << 20;

std::string key_of(std::uint64_t number) { return layout::kChangePrefix + base::hex(number); }

}  // namespace

ChangeLog read_change_log(const Xapian::Database& database) {
  const std::string text = database.get_metadata(layout::kChangesKey);
  const std::size_t blank = text.find(' ');
  if (blank == std::string::npos) {
    return {};
  }
  ChangeLog log{text.substr(0, blank)};
  std::from_chars(text.data() + blank + 1, text.data() + text.size(), log.changes);
  return log;
}

ChangeLog begin_change_log(Xapian::WritableDatabase& database, std::string_view rebuild) {
  clear_change_log(database);
  database.set_metadata(layout::kChangesKey, std::string(rebuild) + " 0");
  return {std::string(rebuild)};
}

void append_change(Xapian::WritableDatabase& database, ChangeLog& log, std::string_view change) {
  database.set_metadata(key_of(log.changes), std::string(change));
  ++log.changes;
  database.set_metadata(layout::kChangesKey, log.rebuild + " " + std::to_string(log.changes));
}

void clear_change_log(Xapian::WritableDatabase& database) {
  // Taken whole first: the list is not made for changes under it.
  const std::vector<std::string> keys(database.metadata_keys_begin(layout::kChangePrefix),
                                      database.metadata_keys_end(layout::kChangePrefix));
  for (const std::string& key : keys) {
    database.set_metadata(key, "");
  }
  database.set_metadata(layout::kChangesKey, "");
}

std::vector<std::string> read_changes(const Snapshot& snapshot, std::string_view rebuild, std::uint64_t first) {
  return translating_errors(snapshot.directory(), [&] {
    std::vector<std::string> changes;
    const ChangeLog log = read_change_log(snapshot.database());
    if (log.rebuild != rebuild) {
      return changes;
    }
    std::size_t bytes = 0;
    for (std::uint64_t number = first; number < log.changes && bytes < kReadBytes; ++number) {
      changes.push_back(snapshot.database().get_metadata(key_of(number)));
      bytes += changes.back().size();
    }
    return changes;
  });
}

}  // namespace telusur::backend
