#include "sources/html_head.hpp"

#include <algorithm>
#include <array>

#include "lower_case.hpp"
#include "sources/html_text.hpp"
#include "sources/json_ld.hpp"
#include "sources/names.hpp"

namespace telusur::indexer {

namespace {

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
        metas.push_back({lower_case(attribute(element, key)), attribute(element, "content")});
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

std::string first_text(std::string_view first, const std::string& second) {
  return first.empty() ? second : std::string(first);
}

std::vector<std::string> tags_of(const std::vector<Meta>& metas, const JsonLd& data) {
  std::vector<std::string> tags;
  const auto add = [&tags](std::string_view tag) {
    if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end()) {
      tags.emplace_back(tag);
    }
  };
  for (const Meta& meta : metas) {
    if (meta.name == "keywords" || meta.name == "news_keywords") {
      for (const std::string& keyword : split_list(meta.content)) {
        add(keyword);
      }
    } else if (meta.name == "article:tag") {
      add(meta.content);
    }
  }
  return tags.empty() ? data.keywords : tags;
}

/// Whether an element says when the page was published: by microdata, or as themes mark it.
bool says_published(const GumboNode* element) {
  const std::vector<std::string_view> classes = words_of(attribute(element, "class"));
  return attribute(element, "itemprop") == "datePublished" || has_attribute(element, "pubdate") ||
         std::find(classes.begin(), classes.end(), "published") != classes.end();
}

/// The date of the first of these elements of which `wanted` is true.
template <typename Wanted>
std::string first_date(const std::vector<const GumboNode*>& elements, const Wanted& wanted) {
  for (const GumboNode* element : elements) {
    for (const char* name : {"datetime", "content", "title"}) {
      std::string date = wanted(element) ? iso_date(attribute(element, name)) : "";
      if (!date.empty()) {
        return date;
      }
    }
  }
  return "";
}

/// The date that a page shows.
std::string shown_date(const HtmlTree& tree, const GumboNode* content) {
  for (const GumboTag tag : {GUMBO_TAG_TIME, GUMBO_TAG_ABBR, GUMBO_TAG_SPAN}) {
    if (std::string date = first_date(find_all(tree.root(), tag), says_published); !date.empty()) {
      return date;
    }
  }
  return first_date(find_all(content, GUMBO_TAG_TIME), [](const GumboNode*) { return true; });
}

std::string published_of(const std::vector<Meta>& metas, const JsonLd& data, const HtmlTree& tree,
                         const GumboNode* content) {
  for (const std::string_view name : {"article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
                                      "dcterms.date", "dcterms.issued", "dcterms.created", "pubdate", "publishdate"}) {
    if (std::string date = iso_date(first_of(metas, {name})); !date.empty()) {
      return date;
    }
  }
  return data.published.empty() ? shown_date(tree, content) : data.published;
}

std::string canonical_url_of(const HtmlTree& tree, const std::vector<Meta>& metas, const JsonLd& data) {
  for (const GumboNode* link : find_all(tree.root(), GUMBO_TAG_LINK)) {
    if (lower_case(attribute(link, "rel")) == "canonical" && !attribute(link, "href").empty()) {
      return std::string(attribute(link, "href"));
    }
  }
  return first_text(first_of(metas, {"og:url"}), data.url);
}

std::string language_of(const HtmlTree& tree, const std::vector<Meta>& metas, const JsonLd& data,
                        std::string_view path) {
  for (const std::string_view tag :
       {attribute(tree.root(), "lang"), attribute(tree.root(), "xml:lang"),
        first_of(metas, {"content-language", "og:locale"}), std::string_view(data.language)}) {
    if (!tag.empty()) {
      return language_of_tag(tag);
    }
  }
  return language_of_file_name(path);
}

/// A meta element names an author, or links to a profile.
std::string author_of(const std::vector<Meta>& metas, const JsonLd& data) {
  for (const std::string_view name : {"author", "article:author", "dc.creator"}) {
    const std::string_view author = first_of(metas, {name});
    if (!author.empty() && author.find("://") == std::string_view::npos) {
      return std::string(author);
    }
  }
  return data.author;
}

/// What stands between a title and the name of a site.
constexpr std::array<std::string_view, 8> kSeparators{": ", " - ", " | ", " – ", " — ", " · ", " » ", " :: "};

bool has_separator_at(std::string_view title, std::size_t at) {
  return std::any_of(kSeparators.begin(), kSeparators.end(),
                     [&](std::string_view separator) { return title.substr(at).starts_with(separator); });
}

/// Whether `title` is `part`, and behind or before it a separator and the name of the site.
bool is_title_with_site(std::string_view title, std::string_view part) {
  if (part.empty() || part.size() > title.size()) {
    return false;
  }
  if (title.ends_with(part)) {
    const std::string_view before = title.substr(0, title.size() - part.size());
    return before.empty() || std::any_of(kSeparators.begin(), kSeparators.end(),
                                         [&](std::string_view separator) { return before.ends_with(separator); });
  }
  return title.starts_with(part) && has_separator_at(title, part.size());
}

/// `title` without a separator and `site` at one of its ends.
std::string without_site(const std::string& title, std::string_view site) {
  for (const std::string_view separator : kSeparators) {
    const std::string end = std::string(separator).append(site);
    const std::string begin = std::string(site).append(separator);
    if (!site.empty() && title.size() > end.size() && title.ends_with(end)) {
      return title.substr(0, title.size() - end.size());
    }
    if (!site.empty() && title.size() > begin.size() && title.starts_with(begin)) {
      return title.substr(begin.size());
    }
  }
  return title;
}

std::string first_heading(const GumboNode* node, GumboTag tag = GUMBO_TAG_H1) {
  const auto headings = find_all(node, tag);
  return headings.empty() ? "" : line_of(headings.front());
}

/// The name of the site: declared, else that of the first link to its first page.
std::string site_name(const HtmlTree& tree, const std::vector<Meta>& metas) {
  if (const std::string_view declared = first_of(metas, {"og:site_name"}); !declared.empty()) {
    return std::string(declared);
  }
  for (const GumboNode* link : find_all(tree.root(), GUMBO_TAG_A)) {
    if (attribute(link, "href") == "/") {
      return line_of(link);
    }
  }
  return "";
}

/// The title of a page: <title> without the name of the site, where og:title, the headline or a heading tells which
/// part that is.
std::string title_of(const HtmlTree& tree, const std::vector<Meta>& metas, const JsonLd& data,
                     const GumboNode* content) {
  const auto titles = find_all(tree.root(), GUMBO_TAG_TITLE);
  const std::string title = titles.empty() ? "" : line_of(titles.front());
  const std::string heading = first_heading(tree.root());
  const std::string declared = first_text(first_of(metas, {"og:title"}), data.headline);
  const std::string site = site_name(tree, metas);
  if (title.empty()) {
    return declared.empty() ? heading : without_site(declared, site);
  }
  for (const std::string& part : {first_heading(content), declared, first_heading(content, GUMBO_TAG_H2)}) {
    if (part != site && is_title_with_site(title, part)) {
      return without_site(part, site);
    }
  }
  return !heading.empty() && heading != site && title.starts_with(heading) ? heading : without_site(title, site);
}

}  // namespace

Article declared_article(const HtmlTree& tree, const GumboNode* content, std::string_view path) {
  const std::vector<Meta> metas = metas_of(tree);
  const JsonLd data = read_json_ld(tree);
  Article article;
  article.title = title_of(tree, metas, data, content);
  article.description = first_text(first_of(metas, {"description", "og:description"}), data.description);
  article.tags = tags_of(metas, data);
  article.url = canonical_url_of(tree, metas, data);
  article.lang = language_of(tree, metas, data, path);
  article.author = author_of(metas, data);
  article.published = published_of(metas, data, tree, content);
  return article;
}

}  // namespace telusur::indexer
