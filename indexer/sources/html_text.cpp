#include "sources/html_text.hpp"

#include <utility>

#include "sources/article.hpp"
#include "sources/html_role.hpp"

namespace telusur::indexer {

namespace {

/// The characters below `node`, with their white space, without what is hidden or no text.
void append_characters(const GumboNode* node, std::string& text) {
  if (is_element(node) && role_of(node) == HtmlRole::kSkipped) {
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

/// What a link to an element names: its id, or the name of an `<a name>`.
std::string_view anchor_of(const GumboNode* element) {
  const std::string_view id = attribute(element, "id");
  return id.empty() && is_element(element, GUMBO_TAG_A) ? attribute(element, "name") : id;
}

/// The anchor of an element, else the first one below it.
std::string_view first_anchor(const GumboNode* node) {
  if (!is_element(node)) {
    return {};
  }
  std::string_view anchor = anchor_of(node);
  for (const GumboNode* child : children(node)) {
    anchor = anchor.empty() ? first_anchor(child) : anchor;
  }
  return anchor;
}

/// Walks a tree and writes its text.
class Walk {
 public:
  explicit Walk(const HtmlBoilerplate* boilerplate) : boilerplate_(boilerplate) {}

  void visit(const GumboNode* node) {
    if (!is_element(node)) {
      if (node->type != GUMBO_NODE_COMMENT && node->type != GUMBO_NODE_TEMPLATE && !headings_only_) {
        text_.add(node->v.text.text);
      }
      return;
    }
    if (boilerplate_ != nullptr && boilerplate_->has(node)) {
      return text_.end_block();
    }
    note_anchor(node);
    switch (role_of(node)) {
      case HtmlRole::kSkipped:
        return;
      case HtmlRole::kInline:
        return visit_children(node);
      case HtmlRole::kBreak:
        return text_.end_block();
      case HtmlRole::kCell:
        visit_children(node);
        return text_.add(" ");
      case HtmlRole::kHeading:
        return visit_heading(node);
      case HtmlRole::kPreformatted:
        return visit_preformatted(node);
      case HtmlRole::kHeader:
        return visit_header(node);
      case HtmlRole::kBlock:
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
  /// Remembers what a link to the place where this element begins would name.
  void note_anchor(const GumboNode* element) {
    const std::string_view id = anchor_of(element);
    if (!id.empty()) {
      anchor_ = id;
      anchor_at_ = text_.size();
    }
  }

  void visit_heading(const GumboNode* node) {
    text_.end_block();
    // An element around the heading, or a link before it, is its anchor where no text stands between the two.
    const std::string_view outer = anchor_at_ == text_.size() ? anchor_ : std::string_view();
    const std::string_view own = first_anchor(node);
    text_.add(line_of(node));
    text_.end_heading(node->v.element.tag - GUMBO_TAG_H1 + 1, std::string(own.empty() ? outer : own));
  }

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

  const HtmlBoilerplate* boilerplate_;
  BlockText text_;
  std::string_view anchor_;    ///< the last one of the page
  std::size_t anchor_at_ = 0;  ///< size of the text where it stood
  bool headings_only_ = false;
};

}  // namespace

BlockText text_of(const GumboNode* node, const HtmlBoilerplate* boilerplate) {
  Walk walk(boilerplate);
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
