#include "sources/source.hpp"

#include <utility>

namespace telusur::indexer {

Item rejected(std::string file, std::size_t line, std::string reason) {
  return Rejection{Place(std::move(file), line), std::move(reason)};
}

}  // namespace telusur::indexer
