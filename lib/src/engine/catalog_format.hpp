#pragma once

#include "catalog/catalog.hpp"

namespace telusur::engine {

/// How catalog.json is written and read: JSON. Reading throws Error kCorrupt, kWrongFormat.
catalog::CatalogFormat catalog_format();

}  // namespace telusur::engine
