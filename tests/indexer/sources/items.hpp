#pragma once

#include <string>
#include <variant>
#include <vector>

#include "sources/source.hpp"

namespace telusur::test {

/// What a source yields, one text an item: "LINE JSON [IDENTITY]" or "LINE! reason".
inline std::vector<std::string> items_of(indexer::Source& source) {
  std::vector<std::string> items;
  while (const auto item = source.next()) {
    if (const auto* record = std::get_if<indexer::Record>(&*item)) {
      items.push_back(std::to_string(record->place.line) + " " + record->document.json() + " [" + record->identity +
                      "]");
    } else {
      const auto& rejection = std::get<indexer::Rejection>(*item);
      items.push_back(std::to_string(rejection.place.line) + "! " + rejection.reason);
    }
  }
  return items;
}

}  // namespace telusur::test
