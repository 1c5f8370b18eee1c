#pragma once

#include "sources/block_text.hpp"
#include "sources/html_tree.hpp"

namespace telusur::indexer {

/// The part of a page that holds its article: <main>, else the only <article>, else the body.
const GumboNode* main_content(const HtmlTree& tree);

/// Text and headings below `node`, without what is no text of the page (scripts, styles, forms, hidden elements) and
/// without what surrounds an article (navigation, headers, footers, asides, tables of contents).
BlockText text_of(const GumboNode* node);

/// All text of an element as one line.
std::string line_of(const GumboNode* node);

}  // namespace telusur::indexer
