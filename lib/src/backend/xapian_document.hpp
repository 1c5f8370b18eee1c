#pragma once

#include <xapian.h>

#include "index/document_terms.hpp"

namespace telusur::backend {

/// Lays an analysed document out by the table in layout.hpp.
Xapian::Document to_xapian(const index::IndexedDocument& document);

}  // namespace telusur::backend
