#include "sources/markdown.hpp"

// cmark-gfm: the reference implementation of CommonMark with the tables that site generators understand; it yields a
// tree, so that text is taken from nodes instead of from rendered HTML.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "sources/block_text.hpp"
#include "sources/front_matter.hpp"
#include "sources/heading_slugs.hpp"
#include "sources/html.hpp"
#include "sources/site_markup.hpp"
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

  /// The first heading of level 1; "" when there is none.
  const std::string& title() const { return title_; }

  std::vector<Section> take_sections() { return text_.take_sections(); }

 private:
  void end_heading(int level) {
    std::string text(trim(text_.block()));
    std::string anchor = take_heading_id(text);
    if (anchor.empty()) {
      anchor = slugs_.slug_of(text);
    }
    if (level == 1 && title_.empty()) {
      title_ = text;
    }
    text_.replace_block(text);
    text_.end_heading(level, std::move(anchor));
  }

  void add_html(std::string_view html) {
    for (const Section& section : html_text(html)) {
      if (section.level > 0) {
        text_.add(section.heading);
        text_.end_heading(section.level, section.anchor);
      }
      text_.add_preformatted(section.body);
    }
  }

  BlockText text_;
  std::string title_;
  HeadingSlugs slugs_;
};

MarkdownText read_content(std::string_view content) {
  const Tree tree = parse(content);
  const Iterator iterator(cmark_iter_new(tree.get()), cmark_iter_free);
  MarkdownText text;
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    event == CMARK_EVENT_ENTER ? text.enter(node) : text.leave(node);
  }
  return text;
}

/// The dialect that a file name declares.
SiteMarkup markup_of(std::string_view path) {
  return path.ends_with(".mdx") ? SiteMarkup::kMdx : SiteMarkup::kMarkdown;
}

bool is_in_drafts(std::string_view path) {
  const std::filesystem::path file(path);
  return std::find(file.begin(), file.end(), "_drafts") != file.end();
}

}  // namespace

Article read_markdown(std::string_view bytes, std::string_view path) {
  const std::string decoded = decode_text(bytes).utf8;
  const FrontMatter matter = split_front_matter(decoded);
  MarkdownText content = read_content(without_site_markup(matter.content, markup_of(path)));
  Article article = article_of(matter.fields);
  article.sections = content.take_sections();
  if (article.sections.empty() && article.title.empty()) {
    throw BadInput("has no text");
  }
  for (const std::string& title : {content.title(), label_of(matter.fields), stem_of_file_name(path)}) {
    article.title = article.title.empty() ? title : article.title;
  }
  if (article.lang.empty()) {
    article.lang = language_of_file_name(path);
  }
  if (article.published.empty()) {
    article.published = date_of_file_name(path);
  }
  article.draft = article.draft || is_in_drafts(path);
  return article;
}

}  // namespace telusur::indexer
