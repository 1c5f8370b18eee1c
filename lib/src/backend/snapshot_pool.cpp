#include "backend/snapshot_pool.hpp"

#include <xapian.h>

#include "backend/layout.hpp"
#include "telusur/error.hpp"

namespace telusur::backend {

struct Snapshot::Impl {
  std::filesystem::path directory;
  Xapian::Database database;
  StoredIndex stored;
  std::optional<analysis::TermTable> synonyms;  ///< of `stored`, once it was asked for
};

namespace {

analysis::TermTable make_synonyms(const Settings& settings, analysis::WordAnalyzer& analyzer) {
  std::vector<analysis::TermEntry> entries;
  for (const auto& [word, synonyms] : settings.synonyms) {
    for (const auto& synonym : synonyms) {
      entries.push_back({word, synonym});
    }
  }
  return {entries, analyzer};
}

}  // namespace

Snapshot::Snapshot(std::filesystem::path directory) : impl_(std::make_unique<Impl>()) {
  impl_->directory = std::move(directory);
  translating_errors(impl_->directory, [&] {
    impl_->database = Xapian::Database(impl_->directory.string(), Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);
    impl_->stored = read_stored_index(impl_->database);
  });
}

Snapshot::~Snapshot() = default;

void Snapshot::refresh() {
  translating_errors(impl_->directory, [&] {
    if (impl_->database.reopen()) {
      auto stored = read_stored_index(impl_->database);
      if (stored.settings.synonyms != impl_->stored.settings.synonyms) {
        impl_->synonyms.reset();
      }
      impl_->stored = std::move(stored);
    }
  });
}

const StoredIndex& Snapshot::stored() const noexcept { return impl_->stored; }
const std::filesystem::path& Snapshot::directory() const noexcept { return impl_->directory; }
const Xapian::Database& Snapshot::database() const noexcept { return impl_->database; }

const analysis::TermTable& Snapshot::synonyms(analysis::WordAnalyzer& analyzer) const {
  if (!impl_->synonyms.has_value()) {
    impl_->synonyms = make_synonyms(impl_->stored.settings, analyzer);
  }
  return *impl_->synonyms;
}

std::optional<std::string> Snapshot::document(std::string_view id) const {
  return translating_errors(impl_->directory, [&]() -> std::optional<std::string> {
    const std::string term = layout::id_term(id);
    const auto posting = impl_->database.postlist_begin(term);
    if (posting == impl_->database.postlist_end(term)) {
      return std::nullopt;
    }
    return impl_->database.get_document(*posting).get_data();
  });
}

IndexStats Snapshot::stats() const {
  return translating_errors(impl_->directory, [&] { return read_stats(impl_->database); });
}

SnapshotPool::SnapshotPool(std::filesystem::path directory)
    : directory_(std::move(directory)),
      pool_(std::make_shared<base::Pool<Snapshot>>([path = directory_] { return std::make_unique<Snapshot>(path); })) {}

void SnapshotPool::throw_too_many_commits() const {
  throw Error(ErrorCode::kBusy, "the index in " + directory_.string() + " changed " +
                                    std::to_string(kMaxSnapshotTries) + " times during one request: try again");
}

}  // namespace telusur::backend
