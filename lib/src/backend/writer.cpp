#include "backend/writer.hpp"

#include <xapian.h>

#include <thread>

#include "backend/change_log.hpp"
#include "backend/layout.hpp"
#include "backend/manifest.hpp"
#include "backend/xapian_document.hpp"
#include "backend/xapian_error.hpp"
#include "base/file.hpp"
#include "telusur/error.hpp"

namespace telusur::backend {

namespace {

constexpr std::chrono::milliseconds kLockPoll{10};

/// DB_RETRY_LOCK would wait for ever.
Xapian::WritableDatabase open_for_writing(const std::filesystem::path& directory, std::chrono::milliseconds wait) {
  const auto deadline = std::chrono::steady_clock::now() + wait;
  for (;;) {
    try {
      return Xapian::WritableDatabase(directory.string(), Xapian::DB_OPEN);
    } catch (const Xapian::DatabaseLockError& error) {
      if (!is_held_lock(error) || std::chrono::steady_clock::now() >= deadline) {
        throw;
      }
    }
    std::this_thread::sleep_for(kLockPoll);
  }
}

}  // namespace

struct Writer::Impl {
  std::filesystem::path directory;
  Xapian::WritableDatabase database;
  StoredIndex stored;
  ChangeLog changes;
};

Writer::Writer(std::filesystem::path directory, std::chrono::milliseconds wait) : impl_(std::make_unique<Impl>()) {
  impl_->directory = std::move(directory);
  translating_errors(impl_->directory, [&] {
    impl_->database = open_for_writing(impl_->directory, wait);
    impl_->stored = read_stored_index(impl_->database);
    drop_manifest(impl_->directory);
    impl_->database.begin_transaction(true);
  });
}

// Xapian cancels the transaction of a batch that was not committed.
Writer::~Writer() = default;

const StoredIndex& Writer::stored() const noexcept { return impl_->stored; }

void Writer::set_stored(StoredIndex stored) { impl_->stored = std::move(stored); }

void Writer::put(const index::IndexedDocument& document) {
  translating_errors(impl_->directory,
                     [&] { impl_->database.replace_document(layout::id_term(document.id), to_xapian(document)); });
}

bool Writer::remove(std::string_view id) {
  return translating_errors(impl_->directory, [&] {
    const std::string term = layout::id_term(id);
    const bool found = impl_->database.term_exists(term);
    impl_->database.delete_document(term);
    return found;
  });
}

std::uint64_t Writer::documents() const {
  return translating_errors(impl_->directory, [&] { return std::uint64_t{impl_->database.get_doccount()}; });
}

std::optional<std::string> Writer::document(std::string_view id) const {
  return translating_errors(impl_->directory, [&] { return stored_document(impl_->database, id); });
}

void Writer::rewrite(const std::function<index::IndexedDocument(std::string_view)>& visit) {
  translating_errors(impl_->directory, [&] {
    // Replacing moves nothing: a document keeps its number. The list is that of the last flush, so take it whole first.
    std::vector<Xapian::docid> numbers(impl_->database.postlist_begin(""), impl_->database.postlist_end(""));
    for (const auto number : numbers) {
      impl_->database.replace_document(number, to_xapian(visit(impl_->database.get_document(number).get_data())));
    }
  });
}

void Writer::keep_changes_for(std::string_view rebuild) {
  translating_errors(impl_->directory, [&] {
    impl_->changes = read_change_log(impl_->database);
    if (impl_->changes.rebuild != rebuild) {
      clear_change_log(impl_->database);
      impl_->changes = {std::string(rebuild)};
    }
  });
}

void Writer::keep(std::string_view change) {
  if (keeps_changes()) {
    translating_errors(impl_->directory, [&] { append_change(impl_->database, impl_->changes, change); });
  }
}

bool Writer::keeps_changes() const noexcept { return !impl_->changes.rebuild.empty(); }

void Writer::commit() {
  translating_errors(impl_->directory, [&] {
    try {
      write_stored_index(impl_->database, impl_->stored);
      impl_->database.commit_transaction();
      impl_->database.close();
      base::sync_path(impl_->directory);  // Xapian syncs what it writes, and not the names it makes and replaces
    } catch (const Xapian::Error&) {
      // After a failed commit this handle's next one would succeed without the batch: never use it again.
      impl_->database.close();
      throw;
    }
  });
}

void Writer::create(const std::filesystem::path& directory, const StoredIndex& stored) {
  translating_errors(directory, [&] {
    Xapian::WritableDatabase database(directory.string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    write_stored_index(database, stored);
    database.commit();
    database.close();
  });
}

}  // namespace telusur::backend
