#pragma once

#include <xapian.h>

#include <limits>
#include <vector>

#include "backend/word_plan.hpp"

namespace telusur::backend {

/// Walks up the documents that have a term, or terms side by side. One thread.
class PostingCursor {
 public:
  /// Behind every document.
  static constexpr Xapian::docid kEnd = std::numeric_limits<Xapian::docid>::max();

  /// On the first document from `id` on. @return it, as `next` and `seek` do
  Xapian::docid open(const Xapian::Database& database, const SideBySide& terms, Xapian::docid id);
  bool is_open() const noexcept { return is_open_; }

  /// On the next document; not at the end.
  Xapian::docid next();
  /// On the first document from `id` on, which is behind the one it is on.
  Xapian::docid seek(Xapian::docid id);

  /// The count of the term in the document that it is on; of several terms the lowest of their counts.
  Xapian::termcount wdf() const;

 private:
  Xapian::docid settle();
  Xapian::docid settle_side_by_side();
  bool stands_side_by_side() const;

  bool is_open_ = false;
  Xapian::PostingIterator first_;                // at the end when the cursor is
  std::vector<Xapian::PostingIterator> others_;  // of the other terms
};

}  // namespace telusur::backend
