#pragma once

#include <unordered_set>

#include "sources/html_measure.hpp"
#include "sources/html_tree.hpp"

namespace telusur::indexer {

/// Whether class or id of an element say that it is not the text of a page: cookie banners, buttons to share, lists of
/// related pages, comments, footers, advertisements.
bool is_named_boilerplate(const GumboNode* element);

/// How sure it is that what is looked through holds the article alone.
enum class HtmlScope {
  kDeclared,  ///< the page says which part it is
  kGuessed,   ///< lists of links may be navigation
};

/// Finds in the main content of a page what is not its text: blocks that are named so, "Baca juga: …" and the lists of
/// links below such words, labels of advertisements; in a guessed part also blocks that are links mostly.
/// Never takes half of the sentences of the page or more for boilerplate. Immutable.
class HtmlBoilerplate {
 public:
  /// Looks through what is below `content`, a node of the page that `measures` are of; both must outlive this.
  HtmlBoilerplate(const GumboNode* content, const HtmlMeasures& measures, HtmlScope scope);

  bool has(const GumboNode* element) const { return found_.contains(element); }

 private:
  void look_through(const GumboNode* parent);
  bool is_boilerplate(const GumboNode* element) const;
  bool is_single_block(const GumboNode* element) const;
  bool is_list_of_links(const GumboNode* element, std::size_t least_links) const;

  const HtmlMeasures& measures_;
  HtmlScope scope_;
  std::size_t sentences_;  ///< of the whole content
  std::unordered_set<const GumboNode*> found_;
};

}  // namespace telusur::indexer
