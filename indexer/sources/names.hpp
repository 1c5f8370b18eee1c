#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace telusur::indexer {

/// Whether a list of names, such as those of elements, has this one.
template <std::size_t size>
bool is_in(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace telusur::indexer
