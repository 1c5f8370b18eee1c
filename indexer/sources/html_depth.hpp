#pragma once

#include <cstddef>
#include <string_view>

namespace telusur::indexer {

/// Whether the elements of a page seem to nest deeper than `limit`, found without parsing it: what guards a parser
/// whose time and stack grow with depth. Counts what can nest without limit: not <p>, <li>, <td> and their kind. Too
/// high where end tags are missing, and in an <svg> behind its <title>. O(page x limit) at worst, O(page) for pages
/// that nest little.
bool nests_deeper(std::string_view html, std::size_t limit);

}  // namespace telusur::indexer
