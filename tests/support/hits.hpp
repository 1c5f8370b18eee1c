#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace telusur::test {

/// The ids of an answer's hits, best first.
template <typename Response>
std::vector<std::string> ids_of(const Response& response) {
  std::vector<std::string> ids;
  std::transform(response.hits.begin(), response.hits.end(), std::back_inserter(ids),
                 [](const auto& hit) { return hit.id; });
  return ids;
}

}  // namespace telusur::test
