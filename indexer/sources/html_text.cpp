#include "sources/html_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "sources/article.hpp"
#include "sources/names.hpp"

namespace telusur::indexer {

namespace {

/// How an element takes part in the text.
enum class Role {
  kInline,
  kBlock,
  kHeading,
  kPreformatted,
  kBreak,
  kCell,
  kHeader,   ///< its headings are taken, its other text is not
  kSkipped,  ///< nothing below it is taken
};

Role role_of_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
      return Role::kHeading;
    case GUMBO_TAG_PRE:
      return Role::kPreformatted;
    case GUMBO_TAG_BR:
      return Role::kBreak;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
      return Role::kCell;
    case GUMBO_TAG_HEADER:
      return Role::kHeader;
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_HEAD:
      return Role::kSkipped;
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_RUBY:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_UNKNOWN:
      return Role::kInline;
    default:
      return Role::kBlock;
  }
}

/// Classes that generators of sites and books give to what is not the text: navigation, and lists of what is elsewhere.
constexpr std::array<std::string_view, 11> kSkippedClasses{
    "breadcrumb", "breadcrumbs",   "headerlink",        "navbar", "navfooter", "navheader", "navigation",
    "pagination", "sphinxsidebar", "table-of-contents", "toc"};
constexpr std::array<std::string_view, 5> kSkippedRoles{"banner", "complementary", "contentinfo", "navigation",
                                                        "search"};

bool has_skipped_class(const GumboNode* element) {
  std::string_view classes = attribute(element, "class");
  while (!classes.empty()) {
    const std::size_t end = std::min(classes.find_first_of(" \t\r\n\f"), classes.size());
    if (is_in(kSkippedClasses, classes.substr(0, end))) {
      return true;
    }
    classes.remove_prefix(std::min(end + 1, classes.size()));
  }
  return false;
}

Role role_of(const GumboNode* element) {
  if (has_attribute(element, "hidden") || attribute(element, "aria-hidden") == "true" ||
      is_in(kSkippedRoles, attribute(element, "role")) || has_skipped_class(element)) {
    return Role::kSkipped;
  }
  return role_of_tag(element->v.element.tag);
}

/// The characters below `node`, with their white space, without what is hidden or no text.
void append_characters(const GumboNode* node, std::string& text) {
  if (is_element(node) && role_of(node) == Role::kSkipped) {
    return;
  }
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA) {
    text += node->v.text.text;
  } else if (is_element(node, GUMBO_TAG_BR)) {
    text += '\n';
  }
  for (const GumboNode* child : children(node)) {
    append_characters(child, text);
  }
}

/// Walks a tree and writes its text.
class Walk {
 public:
  void visit(const GumboNode* node) {
    if (!is_element(node)) {
      if (node->type != GUMBO_NODE_COMMENT && node->type != GUMBO_NODE_TEMPLATE && !headings_only_) {
        text_.add(node->v.text.text);
      }
      return;
    }
    switch (role_of(node)) {
      case Role::kSkipped:
        return;
      case Role::kInline:
        return visit_children(node);
      case Role::kBreak:
        return text_.end_block();
      case Role::kCell:
        visit_children(node);
        return text_.add(" ");
      case Role::kHeading:
        text_.end_block();
        text_.add(line_of(node));
        return text_.end_heading();
      case Role::kPreformatted:
        return visit_preformatted(node);
      case Role::kHeader:
        return visit_header(node);
      case Role::kBlock:
        text_.end_block();
        visit_children(node);
        return text_.end_block();
    }
  }

  void visit_children(const GumboNode* node) {
    for (const GumboNode* child : children(node)) {
      visit(child);
    }
  }

  BlockText take() { return std::move(text_); }

 private:
  void visit_header(const GumboNode* node) {
    text_.end_block();
    const bool outer = std::exchange(headings_only_, true);
    visit_children(node);
    headings_only_ = outer;
    text_.end_block();
  }

  void visit_preformatted(const GumboNode* node) {
    if (!headings_only_) {
      std::string characters;
      append_characters(node, characters);
      text_.add_preformatted(characters);
    }
  }

  BlockText text_;
  bool headings_only_ = false;
};

}  // namespace

const GumboNode* main_content(const HtmlTree& tree) {
  const auto mains = find_all(tree.root(), GUMBO_TAG_MAIN);
  if (!mains.empty()) {
    return mains.front();
  }
  // Several articles: a page that lists them, of which none is the page's own text.
  const auto articles = find_all(tree.root(), GUMBO_TAG_ARTICLE);
  if (articles.size() == 1) {
    return articles.front();
  }
  const auto bodies = find_all(tree.root(), GUMBO_TAG_BODY);
  return bodies.empty() ? tree.root() : bodies.front();
}

BlockText text_of(const GumboNode* node) {
  Walk walk;
  // The children: the node itself was chosen, whatever its attributes say.
  walk.visit_children(node);
  return walk.take();
}

std::string line_of(const GumboNode* node) {
  std::string characters;
  append_characters(node, characters);
  BlockText line;
  line.add(characters);
  return std::string(trim(line.block()));
}

}  // namespace telusur::indexer
