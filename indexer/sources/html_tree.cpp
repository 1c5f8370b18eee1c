#include "sources/html_tree.hpp"

#include <algorithm>
#include <utility>

#include "sources/article.hpp"
#include "sources/html_depth.hpp"
#include "sources/source.hpp"

namespace telusur::indexer {

namespace {

/// gumbo's time grows with the square of the depth, and it and we recurse: 2,000 levels cost a few hundredths of a
/// second and half a megabyte of stack. Browsers stop at 512.
constexpr std::size_t kMaxDepth = 2000;

std::string checked(std::string html) {
  if (nests_deeper(html, kMaxDepth)) {
    throw BadInput("nests HTML elements deeper than " + std::to_string(kMaxDepth) + " levels");
  }
  return html;
}

void collect(const GumboNode* node, GumboTag tag, std::vector<const GumboNode*>& found) {
  for (const GumboNode* child : children(node)) {
    if (is_element(child, tag)) {
      found.push_back(child);
    }
    collect(child, tag, found);
  }
}

}  // namespace

HtmlTree::HtmlTree(std::string html)
    : html_(checked(std::move(html))),
      output_(gumbo_parse_with_options(&kGumboDefaultOptions, html_.data(), html_.size())) {}

bool is_element(const GumboNode* node) { return node->type == GUMBO_NODE_ELEMENT; }

bool is_element(const GumboNode* node, GumboTag tag) { return is_element(node) && node->v.element.tag == tag; }

std::vector<const GumboNode*> children(const GumboNode* node) {
  std::vector<const GumboNode*> nodes;
  if (is_element(node)) {
    const GumboVector& all = node->v.element.children;
    for (unsigned index = 0; index < all.length; ++index) {
      nodes.push_back(static_cast<const GumboNode*>(all.data[index]));
    }
  }
  return nodes;
}

std::string_view attribute(const GumboNode* element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element->v.element.attributes, name);
  return found == nullptr ? std::string_view() : trim(found->value);
}

bool has_attribute(const GumboNode* element, const char* name) {
  return gumbo_get_attribute(&element->v.element.attributes, name) != nullptr;
}

std::vector<std::string_view> words_of(std::string_view value) {
  constexpr std::string_view kBlanks = " \t\r\n\f";
  std::vector<std::string_view> words;
  for (std::size_t at = value.find_first_not_of(kBlanks); at != std::string_view::npos;) {
    const std::size_t end = std::min(value.find_first_of(kBlanks, at), value.size());
    words.push_back(value.substr(at, end - at));
    at = value.find_first_not_of(kBlanks, end);
  }
  return words;
}

std::string_view unknown_name(const GumboNode* element) {
  GumboStringPiece piece = element->v.element.original_tag;
  gumbo_tag_from_original_text(&piece);
  return {piece.data, piece.length};
}

std::vector<const GumboNode*> find_all(const GumboNode* node, GumboTag tag) {
  std::vector<const GumboNode*> found;
  collect(node, tag, found);
  return found;
}

}  // namespace telusur::indexer
