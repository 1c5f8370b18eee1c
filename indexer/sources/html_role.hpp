#pragma once

#include "sources/html_tree.hpp"

namespace telusur::indexer {

/// How an element takes part in the text of a page.
enum class HtmlRole {
  kInline,
  kBlock,
  kHeading,
  kPreformatted,
  kBreak,
  kCell,
  kHeader,   ///< its headings are taken, its other text is not
  kSkipped,  ///< nothing below it is taken
};

/// The role of an element by its name, its role, its state (hidden), and the classes that generators of sites and books
/// give to navigation.
HtmlRole role_of(const GumboNode* element);

}  // namespace telusur::indexer
