#include "sources/html.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "sources/html_text.hpp"
#include "sources/html_tree.hpp"
#include "sources/source.hpp"
#include "telusur/text.hpp"

namespace telusur::indexer {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return out;
}

/// The encoding that the first kilobyte of a page declares: <meta charset=…>, <meta content="…; charset=…">, or
/// <?xml encoding=…>; "" when there is none.
std::string declared_encoding(std::string_view bytes) {
  const std::string start = lower(bytes.substr(0, 1024));
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

/// One <meta>: its name (or property, or itemprop) in lower case, and its content.
struct Meta {
  std::string name;
  std::string_view content;
};

std::vector<Meta> metas_of(const HtmlTree& tree) {
  std::vector<Meta> metas;
  for (const GumboNode* element : find_all(tree.root(), GUMBO_TAG_META)) {
    for (const char* key : {"name", "property", "itemprop", "http-equiv"}) {
      if (has_attribute(element, key)) {
        metas.push_back({lower(attribute(element, key)), attribute(element, "content")});
      }
    }
  }
  return metas;
}

/// The content of the first of these names that has any.
std::string_view first_of(const std::vector<Meta>& metas, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const auto found = std::find_if(metas.begin(), metas.end(),
                                    [&](const Meta& meta) { return meta.name == name && !meta.content.empty(); });
    if (found != metas.end()) {
      return found->content;
    }
  }
  return {};
}

std::vector<std::string> tags_of(const std::vector<Meta>& metas) {
  std::vector<std::string> tags = split_list(first_of(metas, {"keywords", "news_keywords"}));
  for (const Meta& meta : metas) {
    if (meta.name == "article:tag" && !meta.content.empty() &&
        std::find(tags.begin(), tags.end(), meta.content) == tags.end()) {
      tags.emplace_back(meta.content);
    }
  }
  return tags;
}

std::string published_of(const std::vector<Meta>& metas) {
  for (const std::string_view name : {"article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
                                      "dcterms.date", "dcterms.issued", "dcterms.created", "pubdate"}) {
    if (std::string date = iso_date(first_of(metas, {name})); !date.empty()) {
      return date;
    }
  }
  return "";
}

std::string canonical_url_of(const HtmlTree& tree, const std::vector<Meta>& metas) {
  for (const GumboNode* link : find_all(tree.root(), GUMBO_TAG_LINK)) {
    if (lower(attribute(link, "rel")) == "canonical" && !attribute(link, "href").empty()) {
      return std::string(attribute(link, "href"));
    }
  }
  return std::string(first_of(metas, {"og:url"}));
}

std::string language_of(const HtmlTree& tree, const std::vector<Meta>& metas, std::string_view path) {
  for (const std::string_view tag : {attribute(tree.root(), "lang"), attribute(tree.root(), "xml:lang"),
                                     first_of(metas, {"content-language", "og:locale"})}) {
    if (!tag.empty()) {
      return language_of_tag(tag);
    }
  }
  return language_of_file_name(path);
}

/// The title of a page: <title> without the name of the site, where the first heading tells which part that is.
std::string title_of(const HtmlTree& tree, const std::vector<Meta>& metas) {
  const auto titles = find_all(tree.root(), GUMBO_TAG_TITLE);
  const auto headings = find_all(tree.root(), GUMBO_TAG_H1);
  std::string title = titles.empty() ? "" : line_of(titles.front());
  std::string heading = headings.empty() ? "" : line_of(headings.front());
  if (title.empty()) {
    title = first_of(metas, {"og:title"});
  }
  if (title.empty() || (!heading.empty() && title.starts_with(heading))) {
    return heading;
  }
  return title;
}

}  // namespace

HtmlText html_text(std::string_view html) {
  const HtmlTree tree{std::string(html)};
  BlockText text = text_of(main_content(tree));
  return {text.take_body(), text.take_headings()};
}

Article read_html(std::string_view bytes, std::string_view path) {
  const HtmlTree tree(decode_text(bytes, declared_encoding(bytes)).utf8);
  const std::vector<Meta> metas = metas_of(tree);
  BlockText text = text_of(main_content(tree));
  Article article;
  article.title = title_of(tree, metas);
  article.headings = text.take_headings();
  article.description = first_of(metas, {"description", "og:description"});
  article.tags = tags_of(metas);
  article.body = text.take_body();
  article.url = canonical_url_of(tree, metas);
  article.lang = language_of(tree, metas, path);
  article.author = first_of(metas, {"author", "dc.creator"});
  article.published = published_of(metas);
  if (article.title.empty() && article.body.empty() && article.headings.empty()) {
    throw BadInput("has no text");
  }
  if (article.title.empty()) {
    article.title = stem_of_file_name(path);
  }
  std::erase(article.headings, article.title);
  return article;
}

}  // namespace telusur::indexer
