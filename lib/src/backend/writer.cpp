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

/// Stored text after which postings and positions are flushed; in memory they take sixteen times as much.
constexpr std::size_t kFlushBytes = 1'000'000;
/// Changes after which Xapian flushes within a transaction, however large they are. It cannot be asked to.
constexpr std::size_t kChangesOfFlush = 10'000;

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
  std::size_t unflushed_bytes = 0;
  std::size_t unflushed_documents = 0;

  void count(Xapian::docid number, std::size_t bytes);
};

/// Notes a document that was written, and has Xapian flush once there is enough to.
void Writer::Impl::count(Xapian::docid number, std::size_t bytes) {
  ++unflushed_documents;
  unflushed_bytes += bytes;
  if (unflushed_bytes < kFlushBytes) {
    return;
  }
  // A document that is replaced by itself is a change, and one of the few that cost little.
  for (; unflushed_documents < kChangesOfFlush; ++unflushed_documents) {
    Xapian::Document same = database.get_document(number);
    same.add_value(0, same.get_value(0));
    database.replace_document(number, same);
  }
  unflushed_documents = unflushed_bytes = 0;
}

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
  translating_errors(impl_->directory, [&] {
    const auto number = impl_->database.replace_document(layout::id_term(document.id), to_xapian(document));
    impl_->count(number, document.stored.size());
  });
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
      const index::IndexedDocument document = visit(impl_->database.get_document(number).get_data());
      impl_->database.replace_document(number, to_xapian(document));
      impl_->count(number, document.stored.size());
    }
  });
}

void Writer::keep_changes(const ChangesKept& kept) {
  translating_errors(impl_->directory, [&] {
    impl_->changes = read_change_log(impl_->database);
    if (impl_->changes.rebuild == kept.rebuild) {
      return;
    }
    if (!kept.rebuild.empty() && kept.from_here) {
      impl_->changes = begin_change_log(impl_->database, kept.rebuild);
    } else {
      clear_change_log(impl_->database);
      impl_->changes = {};
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
