#include "backend/bulk_build.hpp"

#include <xapian.h>

#include <cerrno>
#include <string>

#include "backend/manifest.hpp"
#include "backend/xapian_document.hpp"
#include "backend/xapian_error.hpp"
#include "base/file.hpp"
#include "telusur/error.hpp"

namespace telusur::backend {

namespace {

/// Text after which a shard's postings are written out, whatever the memory. Small batches stay within the processor's
/// caches: 100 to 500 kB were fastest, batches of 100,000 documents took 1.8 times the time. Their postings take 10 MB.
constexpr std::size_t kFlushBytes = 400'000;
/// The shards are thrown away after a crash, so their blocks need no protection by copies and syncs.
constexpr int kShardFlags = Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_DANGEROUS | Xapian::DB_NO_SYNC;

/// Runs `body()`, which writes to a shard. Under DB_DANGEROUS Xapian cannot undo a write that failed, and reports that
/// instead of why it failed; errno still tells.
template <typename Body>
void writing(const std::filesystem::path& directory, Body&& body) {
  translating_errors(directory, [&] {
    errno = 0;
    try {
      body();
    } catch (const Xapian::InvalidOperationError&) {
      const int cause = errno;
      if (cause == 0) {
        throw;
      }
      const Error error = base::system_error("build the index in", directory.parent_path(), cause);
      if (error.code() != ErrorCode::kNoSpace) {
        throw error;
      }
      // A limit of file sizes fills the disk as well, and its own text does not say so.
      throw Error(ErrorCode::kNoSpace, std::string("no space left: ") + error.what());
    }
  });
}

}  // namespace

struct BuildShard::Impl {
  std::filesystem::path directory;
  std::size_t part_bytes;  // after which the next part begins
  std::vector<std::filesystem::path> parts;
  Xapian::WritableDatabase database;  // the last part
  std::size_t bytes = 0;              // stored in it
  std::size_t unflushed_bytes = 0;

  void begin_part() {
    const std::string end = parts.empty() ? std::string() : "." + std::to_string(parts.size());
    parts.emplace_back(directory.string() + end);
    bytes = 0;
    translating_errors(parts.back(), [&] { database = Xapian::WritableDatabase(parts.back().string(), kShardFlags); });
  }
};

BuildShard::BuildShard(std::filesystem::path directory, std::size_t part_bytes) : impl_(std::make_unique<Impl>()) {
  impl_->directory = std::move(directory);
  impl_->part_bytes = part_bytes;
  impl_->begin_part();
}

BuildShard::~BuildShard() {
  try {
    impl_->database.close();
  } catch (const Xapian::Error&) {
    // An abandoned shard is thrown away whole.
  }
}

void BuildShard::add(const index::IndexedDocument& document) {
  if (impl_->bytes >= impl_->part_bytes) {
    flush();
    impl_->part_bytes += impl_->part_bytes / 4;
    impl_->begin_part();
  }
  writing(impl_->directory, [&] {
    impl_->database.add_document(to_xapian(document));
    impl_->bytes += document.stored.size();
    impl_->unflushed_bytes += document.stored.size();
  });
  if (impl_->unflushed_bytes >= kFlushBytes) {
    flush();
  }
}

void BuildShard::flush() {
  writing(impl_->directory, [&] {
    impl_->database.commit();
    impl_->unflushed_bytes = 0;
  });
}

std::vector<std::filesystem::path> BuildShard::finish(const StoredIndex& stored) {
  writing(impl_->directory, [&] {
    write_stored_index(impl_->database, stored);
    impl_->database.commit();
    impl_->database.close();
  });
  return impl_->parts;
}

void merge_shards(const std::vector<std::filesystem::path>& databases, const std::filesystem::path& directory) {
  translating_errors(directory, [&] {
    Xapian::Database all;
    for (const auto& database : databases) {
      all.add_database(Xapian::Database(database.string()));
    }
    all.compact(directory.string());
  });
  write_manifest(directory);
  base::sync_tree(directory);
}

}  // namespace telusur::backend
