#pragma once

#include <string>
#include <vector>

#include "sources/article.hpp"
#include "sources/source.hpp"

namespace telusur::indexer {

/// The sections of an article as documents of their own, in the form that search boxes for documentation read:
/// `hierarchy_lvl0` (null) to `hierarchy_lvl6`, the headings above the section and its own, of which level 1 is the
/// title of the page; `anchor`, `content`, and `url` with the anchor.
/// @param identity what identifies the article. @param url its address.
std::vector<Record> section_records(const Article& article, const Place& place, const std::string& identity,
                                    const std::string& url);

}  // namespace telusur::indexer
