#pragma once

#include "telusur/settings.hpp"

namespace telusur::bench {

/// The index that telusur_build makes and telusur-bench searches.
inline constexpr const char* kIndexUid = "bench";

/// Title and body searched, as the bare program does; all of the document shown, because it reads all of it.
inline Settings bench_settings() {
  Settings settings;
  settings.searchable_attributes = {"title", "body"};
  return settings;
}

}  // namespace telusur::bench
