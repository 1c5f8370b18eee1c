#pragma once

#include <xapian.h>

#include <map>

namespace telusur::backend {

/// Matches some documents, and gives each the weight that goes with it.
Xapian::Query given_weights(const std::map<Xapian::docid, double>& weights);

}  // namespace telusur::backend
