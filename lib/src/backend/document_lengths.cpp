#include "backend/document_lengths.hpp"

namespace telusur::backend {

DocumentLengths::DocumentLengths(const Xapian::Database& database)
    : lengths_(database.get_lastdocid() + std::size_t{1}) {
  const auto end = database.postlist_end("");
  for (auto document = database.postlist_begin(""); document != end; ++document) {
    lengths_[*document] = document.get_doclength();
  }
}

bool DocumentLengthCache::is_worth_reading(const Xapian::Database& database) const {
  const std::uint64_t documents = database.get_doccount();
  if (database.get_lastdocid() > kMaxSpread * (documents + kAtOnce)) {
    return false;
  }
  return documents <= kAtOnce || asked_.load(std::memory_order_relaxed) * kCostOfOne >= documents;
}

std::optional<DocumentLengthCache::Lengths> DocumentLengthCache::known(std::uint64_t revision) {
  const std::lock_guard lock(mutex_);
  if (made_ == nullptr || revision_ < revision) {
    return std::nullopt;
  }
  return revision_ == revision ? made_ : nullptr;
}

std::shared_ptr<const DocumentLengths> DocumentLengthCache::lengths(const Xapian::Database& database) {
  const std::uint64_t revision = database.get_revision();
  if (const auto made = known(revision)) {
    return *made;
  }
  const std::unique_lock reading(reading_, std::try_to_lock);
  if (!reading || !is_worth_reading(database)) {
    return nullptr;
  }
  if (const auto made = known(revision)) {
    return *made;
  }
  auto read = std::make_shared<const DocumentLengths>(database);
  asked_.store(0, std::memory_order_relaxed);
  const std::lock_guard lock(mutex_);
  made_ = std::move(read);
  revision_ = revision;
  return made_;
}

}  // namespace telusur::backend
