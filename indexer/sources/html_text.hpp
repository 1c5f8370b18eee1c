#pragma once

#include "sources/block_text.hpp"
#include "sources/html_boilerplate.hpp"
#include "sources/html_tree.hpp"

namespace telusur::indexer {

/// Text and headings below `node`, without what is no text of the page (scripts, styles, forms, hidden elements) and
/// without what surrounds an article (navigation, headers, footers, asides, tables of contents), nor what
/// `boilerplate` finds, unless it is null.
BlockText text_of(const GumboNode* node, const HtmlBoilerplate* boilerplate = nullptr);

/// All text of an element as one line.
std::string line_of(const GumboNode* node);

}  // namespace telusur::indexer
