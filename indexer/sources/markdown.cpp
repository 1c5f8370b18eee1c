#include "sources/markdown.hpp"

// cmark-gfm: the reference implementation of CommonMark with the tables that site generators understand; it yields a
// tree, so that text is taken from nodes instead of from rendered HTML.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <memory>
#include <mutex>
#include <string>

#include "sources/block_text.hpp"
#include "sources/front_matter.hpp"
#include "sources/html.hpp"
#include "sources/source.hpp"
#include "telusur/text.hpp"

namespace telusur::indexer {

namespace {

using Parser = std::unique_ptr<cmark_parser, decltype(&cmark_parser_free)>;
using Tree = std::unique_ptr<cmark_node, decltype(&cmark_node_free)>;
using Iterator = std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)>;

constexpr int kOptions = CMARK_OPT_FOOTNOTES;

Tree parse(std::string_view text) {
  static std::once_flag registered;
  std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
  const Parser parser(cmark_parser_new(kOptions), cmark_parser_free);
  for (const char* extension : {"table", "strikethrough", "tasklist"}) {
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(extension));
  }
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return {cmark_parser_finish(parser.get()), cmark_node_free};
}

bool is_block(cmark_node* node) { return (cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK; }

/// A cell of a table: it does not end its line.
bool is_cell(cmark_node* node) { return std::string_view(cmark_node_get_type_string(node)) == "table_cell"; }

std::string_view literal(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text == nullptr ? std::string_view() : std::string_view(text);
}

/// A `<br>` between words, which stands in cells mostly, where a line cannot end.
bool is_break_in_html(cmark_node* node) {
  return cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE && literal(node).starts_with("<br");
}

/// Writes the text of a Markdown tree, node by node.
class MarkdownText {
 public:
  void enter(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
      text_.add(literal(node));
    } else if (type == CMARK_NODE_SOFTBREAK || is_break_in_html(node)) {
      text_.add(" ");
    } else if (type == CMARK_NODE_CODE_BLOCK) {
      text_.add_preformatted(literal(node));
    } else if (type == CMARK_NODE_HTML_BLOCK) {
      add_html(literal(node));
    } else if (type == CMARK_NODE_LINEBREAK || (is_block(node) && !is_cell(node))) {
      text_.end_block();
    }
  }

  void leave(cmark_node* node) {
    if (cmark_node_get_type(node) == CMARK_NODE_HEADING) {
      end_heading(cmark_node_get_heading_level(node));
    } else if (is_cell(node)) {
      text_.add(" ");
    } else if (is_block(node)) {
      text_.end_block();
    }
  }

  Article take() {
    Article article;
    article.title = title_;
    article.headings = text_.take_headings();
    article.body = text_.take_body();
    return article;
  }

 private:
  void end_heading(int level) {
    if (level == 1 && title_.empty()) {
      title_ = trim(text_.block());
    }
    text_.end_heading();
  }

  void add_html(std::string_view html) {
    HtmlText block = html_text(html);
    for (std::string& heading : block.headings) {
      text_.add(heading);
      text_.end_heading();
    }
    text_.add_preformatted(block.body);
  }

  BlockText text_;
  std::string title_;
};

Article read_content(std::string_view content) {
  const Tree tree = parse(content);
  const Iterator iterator(cmark_iter_new(tree.get()), cmark_iter_free);
  MarkdownText text;
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    event == CMARK_EVENT_ENTER ? text.enter(node) : text.leave(node);
  }
  return text.take();
}

}  // namespace

Article read_markdown(std::string_view bytes, std::string_view path) {
  const std::string decoded = decode_text(bytes).utf8;
  const FrontMatter matter = split_front_matter(decoded);
  Article content = read_content(matter.content);
  Article article = article_of(matter.fields);
  if (content.body.empty() && content.headings.empty() && article.title.empty()) {
    throw BadInput("has no text");
  }
  if (article.title.empty()) {
    article.title = content.title.empty() ? stem_of_file_name(path) : content.title;
  }
  std::erase(content.headings, article.title);
  article.headings = std::move(content.headings);
  article.body = std::move(content.body);
  if (article.lang.empty()) {
    article.lang = language_of_file_name(path);
  }
  return article;
}

}  // namespace telusur::indexer
