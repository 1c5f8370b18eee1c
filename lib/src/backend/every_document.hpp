#pragma once

#include <xapian.h>

#include <string>

namespace telusur::backend {

/// Matches every document, at no weight. Made anew each time: Query::MatchAll is shared, and its reference count is not
/// atomic.
inline Xapian::Query every_document() { return Xapian::Query(std::string()); }

}  // namespace telusur::backend
