#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "telusur/settings.hpp"

namespace telusur::search {

/// What the settings want of the answer to one query.
struct Curated {
  struct Promotion {
    std::string id;
    std::size_t index = 0;  ///< in the ranking, from 0
  };
  std::vector<Promotion> promoted = {};  ///< by index
  std::vector<std::string> hidden = {};
};

/// The curations that are meant for a query, taken together: of two that want the same place or document the first one
/// counts, and a document that one hides is not promoted. Words are compared whatever their case, and signs between
/// them do not count. O(curations).
Curated curated(const std::vector<Curation>& curations, std::string_view query);

/// Where the promoted documents stand among `others` documents: each at its place, or behind the last one.
/// @return the indexes, ascending, one for each promotion
std::vector<std::size_t> places_among(const std::vector<Curated::Promotion>& promoted, std::size_t others);

}  // namespace telusur::search
