#include "backend/snapshot_pool.hpp"

#include <xapian.h>

#include "telusur/error.hpp"

namespace telusur::backend {

struct Snapshot::Impl {
  std::filesystem::path directory;
  Xapian::Database database;
  TermStatistics statistics{database};
  StoredIndex stored;
  std::shared_ptr<SnapshotCaches> caches;
  std::shared_ptr<const analysis::TermTable> synonyms;  ///< of `stored`, once it was asked for
};

Snapshot::Snapshot(std::filesystem::path directory, std::shared_ptr<SnapshotCaches> caches)
    : impl_(std::make_unique<Impl>()) {
  impl_->directory = std::move(directory);
  impl_->caches = std::move(caches);
  translating_errors(impl_->directory, [&] {
    impl_->database = Xapian::Database(impl_->directory.string(), Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);
    impl_->stored = read_stored_index(impl_->database);
  });
}

Snapshot::~Snapshot() = default;

void Snapshot::refresh() {
  translating_errors(impl_->directory, [&] {
    if (impl_->database.reopen()) {
      impl_->statistics.forget();
      impl_->stored = read_stored_index(impl_->database);
      impl_->synonyms.reset();
    }
  });
}

const StoredIndex& Snapshot::stored() const noexcept { return impl_->stored; }
const std::filesystem::path& Snapshot::directory() const noexcept { return impl_->directory; }
const Xapian::Database& Snapshot::database() const noexcept { return impl_->database; }
std::uint64_t Snapshot::revision() const noexcept { return impl_->database.get_revision(); }
const TermStatistics& Snapshot::statistics() const noexcept { return impl_->statistics; }
DocumentLengthCache& Snapshot::lengths() const noexcept { return impl_->caches->lengths; }

const analysis::TermTable& Snapshot::synonyms(analysis::WordAnalyzer& analyzer) const {
  if (!impl_->synonyms) {
    impl_->synonyms = impl_->caches->synonyms.table(impl_->stored.settings, analyzer);
  }
  return *impl_->synonyms;
}

std::shared_ptr<const Vocabulary> Snapshot::vocabulary() const {
  return translating_errors(impl_->directory, [&] {
    return impl_->caches->vocabulary.vocabulary(impl_->directory, impl_->database.get_revision());
  });
}

std::optional<std::string> Snapshot::document(std::string_view id) const {
  return translating_errors(impl_->directory, [&] { return stored_document(impl_->database, id); });
}

bool Snapshot::has_attribute(const std::string& name) const {
  return translating_errors(impl_->directory, [&] { return backend::has_attribute(impl_->database, name); });
}

std::vector<std::string> Snapshot::attribute_names() const {
  return translating_errors(impl_->directory, [&] { return backend::attribute_names(impl_->database); });
}

IndexStats Snapshot::stats() const {
  return translating_errors(impl_->directory, [&] { return read_stats(impl_->database); });
}

void Expiries::add(std::uint64_t revision) {
  first_ = count_ == 0 ? revision : first_;
  if (++count_ < kMaxSnapshotTries) {
    return;
  }
  const std::string where = "the index in " + directory_.string();
  if (revision == first_) {
    throw Error(ErrorCode::kCorrupt,
                where + " is damaged (blocks newer than its last commit): rebuild it with telusur-indexer build");
  }
  throw Error(ErrorCode::kBusy,
              where + " changed " + std::to_string(kMaxSnapshotTries) + " times during one request: try again");
}

SnapshotPool::SnapshotPool(std::filesystem::path directory)
    : directory_(std::move(directory)),
      pool_(std::make_shared<base::Pool<Snapshot>>([path = directory_, caches = std::make_shared<SnapshotCaches>()] {
        return std::make_unique<Snapshot>(path, caches);
      })) {}

}  // namespace telusur::backend
