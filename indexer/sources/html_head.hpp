#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sources/article.hpp"
#include "sources/html_tree.hpp"

namespace telusur::indexer {

/// What a page declares about itself: in <meta> and <link>, else in JSON-LD, else by microdata such as <time
/// itemprop=datePublished>. Sets all but `body` and `headings` of an article.
/// `content`: its main content, whose first heading tells which part of <title> is the name of the site.
Article declared_article(const HtmlTree& tree, const GumboNode* content, std::string_view path);

}  // namespace telusur::indexer
