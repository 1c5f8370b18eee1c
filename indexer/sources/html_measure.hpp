#pragma once

#include <cstddef>
#include <unordered_map>

#include "sources/html_tree.hpp"

namespace telusur::indexer {

/// How much text stands below an element, in bytes without white space. What has no part in the text (scripts,
/// navigation, hidden elements) counts nothing.
struct HtmlMeasure {
  std::size_t text = 0;
  std::size_t link = 0;       ///< of it, inside links
  std::size_t links = 0;      ///< how many links
  std::size_t blocks = 0;     ///< how many blocks
  std::size_t sentences = 0;  ///< outside links, in blocks that are long enough to be sentences

  HtmlMeasure& operator+=(const HtmlMeasure& other);

  /// The share of the text that is links, from 0 to 1.
  double link_density() const { return text == 0 ? 0 : static_cast<double>(link) / static_cast<double>(text); }
};

/// Measures of the elements of a page. Costs one walk. Immutable.
class HtmlMeasures {
 public:
  /// Measures what is below `root`, which must outlive this.
  explicit HtmlMeasures(const GumboNode* root);

  /// Of an element; zeros for one that has no part in the text, and for other nodes.
  HtmlMeasure of(const GumboNode* node) const;

 private:
  std::unordered_map<const GumboNode*, HtmlMeasure> elements_;
};

}  // namespace telusur::indexer
