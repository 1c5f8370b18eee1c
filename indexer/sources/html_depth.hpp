#pragma once

#include <cstddef>
#include <string_view>

namespace telusur::indexer {

/// An upper bound of how deep the elements of a page nest, found without parsing it: what guards a parser whose time
/// and stack grow with depth. Exact for well-formed pages, too high where end tags of elements other than <p>, <li> and
/// the like are missing. Linear in the page.
std::size_t html_depth(std::string_view html);

}  // namespace telusur::indexer
