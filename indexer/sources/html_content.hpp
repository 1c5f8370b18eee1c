#pragma once

#include "sources/html_boilerplate.hpp"
#include "sources/html_measure.hpp"
#include "sources/html_tree.hpp"

namespace telusur::indexer {

/// The part of a page that holds its article.
struct HtmlContent {
  const GumboNode* node;
  HtmlScope scope;
};

/// Finds it: <main> or what has its role, in it the only <article> or the one that holds most of it; else such an
/// <article>; else the smallest part of the body around most of its sentences outside links.
HtmlContent main_content(const HtmlTree& tree, const HtmlMeasures& measures);

}  // namespace telusur::indexer
