#include "sources/html.hpp"

#include <algorithm>
#include <utility>

#include "lower_case.hpp"
#include "sources/html_boilerplate.hpp"
#include "sources/html_content.hpp"
#include "sources/html_head.hpp"
#include "sources/html_measure.hpp"
#include "sources/html_text.hpp"
#include "sources/html_tree.hpp"
#include "sources/source.hpp"
#include "telusur/text.hpp"

namespace telusur::indexer {

namespace {

/// The encoding that the first kilobyte of a page declares: <meta charset=…>, <meta content="…; charset=…">, or
/// <?xml encoding=…>; "" when there is none.
std::string declared_encoding(std::string_view bytes) {
  const std::string start = lower_case(bytes.substr(0, 1024));
  for (const std::string_view name : {"charset", "encoding"}) {
    const std::size_t found = start.find(std::string(name) + "=");
    if (found == std::string::npos) {
      continue;
    }
    std::string_view value = std::string_view(start).substr(found + name.size() + 1);
    value.remove_prefix(std::min(value.find_first_not_of("\"' "), value.size()));
    value = value.substr(0, value.find_first_of("\"' ;>/?"));
    // A declaration that can be read as ASCII is not in UTF-16, whatever it says.
    return value.starts_with("utf-16") ? "" : std::string(value);
  }
  return "";
}

/// Text and headings of the main content; all that is below it where that is nothing but lists of links.
BlockText content_text(const HtmlContent& content, const HtmlMeasures& measures) {
  const HtmlBoilerplate boilerplate(content.node, measures, content.scope);
  BlockText text = text_of(content.node, &boilerplate);
  return text.size() > 0 ? std::move(text) : text_of(content.node);
}

}  // namespace

std::vector<Section> html_text(std::string_view html) {
  const HtmlTree tree{std::string(html)};
  return text_of(tree.root()).take_sections();
}

Article read_html(std::string_view bytes, std::string_view path) {
  const HtmlTree tree(decode_text(bytes, declared_encoding(bytes)).utf8);
  const HtmlMeasures measures(tree.root());
  const HtmlContent content = main_content(tree, measures);
  Article article = declared_article(tree, content.node, path);
  article.sections = content_text(content, measures).take_sections();
  if (article.title.empty() && article.sections.empty()) {
    throw BadInput("has no text");
  }
  if (article.title.empty()) {
    article.title = stem_of_file_name(path);
  }
  return article;
}

}  // namespace telusur::indexer
