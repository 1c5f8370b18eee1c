#include "sources/html_content.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "sources/html_role.hpp"

namespace telusur::indexer {

namespace {

/// A part with this share of the sentences around it is what they are about, in percent.
constexpr std::size_t kMostPercent = 70;

/// Sentences of a text beside the largest part that show that it belongs to it: an introduction.
constexpr std::size_t kIntroductionBytes = 80;

/// Lists and tables with less text are ornaments, and with more of it in links, navigation.
constexpr std::size_t kDataBytes = 20;
constexpr double kFewLinks = 0.3;

/// The elements of this tag that are not inside another one of it.
void collect_outermost(const GumboNode* node, GumboTag tag, std::vector<const GumboNode*>& found) {
  for (const GumboNode* child : children(node)) {
    if (is_element(child, tag)) {
      found.push_back(child);
    } else {
      collect_outermost(child, tag, found);
    }
  }
}

const GumboNode* find_main(const GumboNode* node) {
  for (const GumboNode* child : children(node)) {
    if (!is_element(child)) {
      continue;
    }
    if (child->v.element.tag == GUMBO_TAG_MAIN || attribute(child, "role") == "main") {
      return child;
    }
    if (const GumboNode* main = find_main(child)) {
      return main;
    }
  }
  return nullptr;
}

/// The only <article> below `node`, or the one with most of the sentences of all; null: a page that lists several.
const GumboNode* chief_article(const GumboNode* node, const HtmlMeasures& measures) {
  std::vector<const GumboNode*> articles;
  collect_outermost(node, GUMBO_TAG_ARTICLE, articles);
  if (articles.size() == 1) {
    return articles.front();
  }
  std::size_t all = 0;
  const GumboNode* chief = nullptr;
  for (const GumboNode* article : articles) {
    const std::size_t sentences = measures.of(article).sentences;
    all += sentences;
    chief = chief == nullptr || sentences > measures.of(chief).sentences ? article : chief;
  }
  return all > 0 && measures.of(chief).sentences * 100 >= all * kMostPercent ? chief : nullptr;
}

bool may_hold_content(const GumboNode* node) {
  constexpr std::array kParts{GUMBO_TAG_DIV,   GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_TABLE,
                              GUMBO_TAG_TBODY, GUMBO_TAG_TR,      GUMBO_TAG_TD,      GUMBO_TAG_CENTER};
  return is_element(node) && std::find(kParts.begin(), kParts.end(), node->v.element.tag) != kParts.end();
}

/// A table with rows, or a list: not what makes the layout of a page.
bool is_data(const GumboNode* node) {
  constexpr std::array kData{GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_DL, GUMBO_TAG_OL, GUMBO_TAG_PRE, GUMBO_TAG_UL};
  return (is_element(node, GUMBO_TAG_TABLE) && find_all(node, GUMBO_TAG_TR).size() > 1) ||
         std::find(kData.begin(), kData.end(), node->v.element.tag) != kData.end();
}

/// Looks for the part of a page that holds most of its sentences.
class Descent {
 public:
  explicit Descent(const HtmlMeasures& measures) : measures_(measures) {}

  const GumboNode* from(const GumboNode* node) const {
    while (const GumboNode* part = chief_part(node)) {
      node = part;
    }
    return node;
  }

 private:
  std::size_t sentences(const GumboNode* node) const {
    return is_element(node) && is_named_boilerplate(node) ? 0 : measures_.of(node).sentences;
  }

  /// The child to go on with; null when what is around it belongs to the text.
  const GumboNode* chief_part(const GumboNode* node) const {
    std::size_t all = 0;
    const GumboNode* chief = nullptr;
    for (const GumboNode* child : children(node)) {
      all += sentences(child);
      chief = chief == nullptr || sentences(child) > sentences(chief) ? child : chief;
    }
    if (all == 0 || !may_hold_content(chief) || sentences(chief) * 100 < all * kMostPercent) {
      return nullptr;
    }
    for (const GumboNode* child : children(node)) {
      if (child != chief && is_element(child) && belongs(child, chief)) {
        return nullptr;
      }
    }
    return chief;
  }

  /// Whether an element beside the chief part is a part of the text, too: a table or list that is no navigation, one of
  /// a row of the same kind, as the answers in a forum, or sentences that stand there by themselves.
  bool belongs(const GumboNode* child, const GumboNode* chief) const {
    const std::size_t own = sentences(child);
    if (is_data(child)) {
      const HtmlMeasure measure = measures_.of(child);
      return measure.text >= kDataBytes && measure.link_density() < kFewLinks;
    }
    const bool same_kind = !attribute(child, "class").empty() && attribute(child, "class") == attribute(chief, "class");
    return same_kind ? own > 0 : !may_hold_content(child) && own >= kIntroductionBytes;
  }

  const HtmlMeasures& measures_;
};

const GumboNode* body_of(const HtmlTree& tree) {
  const auto bodies = find_all(tree.root(), GUMBO_TAG_BODY);
  return bodies.empty() ? tree.root() : bodies.front();
}

}  // namespace

HtmlContent main_content(const HtmlTree& tree, const HtmlMeasures& measures) {
  if (const GumboNode* main = find_main(tree.root())) {
    const GumboNode* article = chief_article(main, measures);
    const bool most =
        article != nullptr && measures.of(article).sentences * 100 >= measures.of(main).sentences * kMostPercent;
    return {most ? article : main, HtmlScope::kDeclared};
  }
  if (const GumboNode* article = chief_article(tree.root(), measures)) {
    return {article, HtmlScope::kDeclared};
  }
  return {Descent(measures).from(body_of(tree)), HtmlScope::kGuessed};
}

}  // namespace telusur::indexer
