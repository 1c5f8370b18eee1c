#pragma once

// gumbo: a parser of HTML5 as browsers read it, with <main> and <article>; libxml2's HTML parser knows HTML 4 alone and
// nests what follows each <wbr> or <source> into it.
#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace telusur::indexer {

/// A parsed HTML page in UTF-8. Its nodes live as long as it does.
class HtmlTree {
 public:
  /// @throws BadInput when elements nest deeper than 2,000 levels.
  explicit HtmlTree(std::string html);

  const GumboNode* root() const { return output_->root; }

 private:
  struct Free {
    void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
  };

  std::string html_;  ///< gumbo's output points into it
  std::unique_ptr<GumboOutput, Free> output_;
};

/// True when `node` is an element.
bool is_element(const GumboNode* node);

/// True when `node` is an element with this tag.
bool is_element(const GumboNode* node, GumboTag tag);

/// The children of an element; none for other nodes.
std::vector<const GumboNode*> children(const GumboNode* node);

/// The value of an attribute, trimmed; "" when it is not there.
std::string_view attribute(const GumboNode* element, const char* name);

bool has_attribute(const GumboNode* element, const char* name);

/// The words of an attribute such as class: what stands between blanks.
std::vector<std::string_view> words_of(std::string_view value);

/// The name of an element that gumbo does not know, as the page writes it.
std::string_view unknown_name(const GumboNode* element);

/// Every element with this tag below `node`, in the order of the page.
std::vector<const GumboNode*> find_all(const GumboNode* node, GumboTag tag);

}  // namespace telusur::indexer
