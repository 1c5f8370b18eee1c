#include "backend/bulk_build.hpp"

#include <xapian.h>

#include "backend/manifest.hpp"
#include "backend/xapian_document.hpp"
#include "backend/xapian_error.hpp"
#include "base/file.hpp"

namespace telusur::backend {

namespace {

/// Text after which a shard's postings are written out. Small batches stay within the processor's caches: 100 to 500 kB
/// were fastest, batches of 100,000 documents took 1.8 times the time.
constexpr std::size_t kFlushBytes = 400'000;
/// The shards are thrown away after a crash, so their blocks need no protection by copies and syncs.
constexpr int kShardFlags = Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_DANGEROUS | Xapian::DB_NO_SYNC;

}  // namespace

struct BuildShard::Impl {
  std::filesystem::path directory;
  Xapian::WritableDatabase database;
  std::size_t unflushed_bytes = 0;
};

BuildShard::BuildShard(std::filesystem::path directory) : impl_(std::make_unique<Impl>()) {
  impl_->directory = std::move(directory);
  translating_errors(impl_->directory,
                     [&] { impl_->database = Xapian::WritableDatabase(impl_->directory.string(), kShardFlags); });
}

BuildShard::~BuildShard() {
  try {
    impl_->database.close();
  } catch (const Xapian::Error&) {
    // An abandoned shard is thrown away whole.
  }
}

void BuildShard::add(const index::IndexedDocument& document) {
  translating_errors(impl_->directory, [&] {
    impl_->database.add_document(to_xapian(document));
    impl_->unflushed_bytes += document.stored.size();
    if (impl_->unflushed_bytes >= kFlushBytes) {
      impl_->database.commit();
      impl_->unflushed_bytes = 0;
    }
  });
}

void BuildShard::finish(const StoredIndex& stored) {
  translating_errors(impl_->directory, [&] {
    write_stored_index(impl_->database, stored);
    impl_->database.commit();
    impl_->database.close();
  });
}

void merge_shards(const std::vector<std::filesystem::path>& shards, const std::filesystem::path& directory) {
  translating_errors(directory, [&] {
    Xapian::Database all;
    for (const auto& shard : shards) {
      all.add_database(Xapian::Database(shard.string()));
    }
    all.compact(directory.string());
  });
  write_manifest(directory);
  base::sync_tree(directory);
}

}  // namespace telusur::backend
