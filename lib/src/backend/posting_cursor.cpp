#include "backend/posting_cursor.hpp"

#include <algorithm>

namespace telusur::backend {

namespace {

const Xapian::PostingIterator kNoMore;

}  // namespace

Xapian::docid PostingCursor::open(const Xapian::Database& database, const SideBySide& terms, Xapian::docid id) {
  is_open_ = true;
  first_ = database.postlist_begin(terms.front());
  for (std::size_t n = 1; n < terms.size(); ++n) {
    others_.push_back(database.postlist_begin(terms[n]));
  }
  if (first_ != kNoMore && *first_ < id) {
    first_.skip_to(id);
  }
  return settle();
}

Xapian::docid PostingCursor::next() {
  ++first_;
  return settle();
}

Xapian::docid PostingCursor::seek(Xapian::docid id) {
  first_.skip_to(id);
  return settle();
}

Xapian::docid PostingCursor::settle() {
  if (first_ == kNoMore) {
    return kEnd;
  }
  return others_.empty() ? *first_ : settle_side_by_side();
}

Xapian::docid PostingCursor::settle_side_by_side() {
  for (std::size_t n = 0; n < others_.size();) {
    auto& other = others_[n];
    if (other != kNoMore && *other < *first_) {
      other.skip_to(*first_);
    }
    if (other == kNoMore) {
      first_ = kNoMore;
      return kEnd;
    }
    ++n;
    if (*other != *first_ || (n == others_.size() && !stands_side_by_side())) {
      first_.skip_to(std::max(*other, *first_ + 1));
      if (first_ == kNoMore) {
        return kEnd;
      }
      n = 0;
    }
  }
  return *first_;
}

bool PostingCursor::stands_side_by_side() const {
  std::vector<Xapian::PositionIterator> places{first_.positionlist_begin()};
  for (const auto& other : others_) {
    places.push_back(other.positionlist_begin());
  }
  const Xapian::PositionIterator end;
  for (Xapian::termpos n = 0; n < places.size(); ++n) {
    if (places[n] == end) {
      return false;
    }
    const Xapian::termpos start = *places.front();
    places[n].skip_to(start + n);
    if (places[n] == end) {
      return false;
    }
    if (*places[n] != start + n) {
      places.front().skip_to(*places[n] - n);
      n = 0;  // and on with the second word
      if (places.front() == end) {
        return false;
      }
    }
  }
  return true;
}

Xapian::termcount PostingCursor::wdf() const {
  auto lowest = first_.get_wdf();
  for (const auto& other : others_) {
    lowest = std::min(lowest, other.get_wdf());
  }
  return lowest;
}

}  // namespace telusur::backend
