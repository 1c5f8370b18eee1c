#include "sources/html_boilerplate.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "sources/article.hpp"
#include "sources/html_role.hpp"
#include "sources/html_text.hpp"
#include "sources/names.hpp"

namespace telusur::indexer {

namespace {

/// Names that mean it alone, at the beginning of a longer name and at its end: "cookie", "cookie-bar", "site-cookie".
constexpr std::array<std::string_view, 45> kNames{
    "date-header", "postprofile", "a2a",          "addtoany",    "also-read",   "author-bio", "author-box",
    "baca-juga",   "bacajuga",    "blog-pager",   "breadcrumb",  "breadcrumbs", "comments",   "consent",
    "cookie",      "cookies",     "copyright",    "disqus",      "footer",      "gdpr",       "iklan",
    "komentar",    "lihat-juga",  "masthead",     "newsletter",  "outbrain",    "pager",      "pagination",
    "popup",       "read-also",   "recommended",  "rekomendasi", "respond",     "sharedaddy", "sidebar",
    "skip-link",   "social",      "sosmed",       "sponsor",     "sponsored",   "taboola",    "tagcloud",
    "terkait",     "terpopuler",  "advertisement"};

/// Names that mean it alone and at the end of a longer name: "post-share", but not "share-price".
constexpr std::array<std::string_view, 21> kLastNames{
    "ad",      "ads",         "byline",    "comment-form", "entry-meta", "menu",   "modal",
    "nav",     "popular",     "post-meta", "promo",        "related",    "share",  "share-buttons",
    "sharing", "site-header", "subscribe", "tag-list",     "trending",   "widget", "share-bar"};

/// Names that mean it at the beginning of a longer name.
constexpr std::array<std::string_view, 5> kFirstNames{"related-", "share-button", "sharing-", "post-tags",
                                                      "entry-tags"};

/// "has-sidebar" is the name of what is beside it.
constexpr std::array<std::string_view, 5> kDenials{"has-", "no-", "with-", "without-", "is-"};

/// What stands before links to other pages, or between paragraphs as a label, in lower case.
constexpr std::array<std::string_view, 30> kLabels{"advertisement",
                                                   "also read",
                                                   "artikel lainnya",
                                                   "artikel terkait",
                                                   "baca juga",
                                                   "baca pula",
                                                   "baca selengkapnya",
                                                   "berita lainnya",
                                                   "berita populer",
                                                   "berita terkait",
                                                   "bagikan",
                                                   "bagikan artikel ini",
                                                   "iklan",
                                                   "lihat juga",
                                                   "pilihan editor",
                                                   "pos terkait",
                                                   "produk terkait",
                                                   "read also",
                                                   "related articles",
                                                   "related posts",
                                                   "related products",
                                                   "related stories",
                                                   "scroll to continue",
                                                   "share this",
                                                   "share this article",
                                                   "simak juga",
                                                   "terpopuler",
                                                   "tulisan terkait",
                                                   "you may also like",
                                                   "you might also like"};

/// A block of links is one when this share of its text is links.
constexpr double kLinksMostly = 0.7;
constexpr std::size_t kLeastLinks = 3;

/// A label is not longer than this; longer texts are not compared.
constexpr std::size_t kMaxLabelBytes = 40;

std::string lower_name(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char letter) { return letter == '_' ? '-' : static_cast<char>(std::tolower(letter)); });
  return lower;
}

/// Whether `part` is the whole of `name`, or its end behind a hyphen.
bool is_last_part(std::string_view name, std::string_view part) {
  return name.ends_with(part) && (name.size() == part.size() || name[name.size() - part.size() - 1] == '-');
}

bool is_first_part(std::string_view name, std::string_view part) {
  return name.starts_with(part) && (name.size() == part.size() || name[part.size()] == '-');
}

bool means_boilerplate(std::string_view word) {
  const std::string name = lower_name(word);
  const auto begins = [&name](std::string_view part) { return name.starts_with(part); };
  const auto ends = [&name](std::string_view part) { return is_last_part(name, part); };
  if (std::any_of(kDenials.begin(), kDenials.end(), begins)) {
    return false;
  }
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view part) { return ends(part) || is_first_part(name, part); }) ||
         std::any_of(kLastNames.begin(), kLastNames.end(), ends) ||
         std::any_of(kFirstNames.begin(), kFirstNames.end(), begins);
}

/// A text in lower case without the signs around it: what is compared with labels.
std::string label_form(std::string_view text) {
  std::string form = lower_name(text.substr(0, 2 * kMaxLabelBytes));
  while (!form.empty() && (form.back() == ':' || form.back() == ' ' || form.back() == '.')) {
    form.pop_back();
  }
  return form;
}

bool is_label(std::string_view text) { return text.size() <= kMaxLabelBytes && is_in(kLabels, label_form(text)); }

/// "Baca juga: <a>…</a>": a label, and nothing but links after it.
bool is_labelled_link(const std::string& text, const HtmlMeasure& measure) {
  const std::string form = label_form(text);
  return measure.link > 0 && std::any_of(kLabels.begin(), kLabels.end(), [&](std::string_view label) {
           // A few more bytes: a colon, a dash.
           return form.starts_with(label) && measure.text - measure.link <= label.size() + 4;
         });
}

bool is_container(const GumboNode* element) {
  constexpr std::array kContainers{GUMBO_TAG_DIV, GUMBO_TAG_SECTION, GUMBO_TAG_UL,    GUMBO_TAG_OL,
                                   GUMBO_TAG_P,   GUMBO_TAG_TABLE,   GUMBO_TAG_CENTER};
  return std::find(kContainers.begin(), kContainers.end(), element->v.element.tag) != kContainers.end();
}

}  // namespace

bool is_named_boilerplate(const GumboNode* element) {
  const std::vector<std::string_view> classes = words_of(attribute(element, "class"));
  if (std::any_of(classes.begin(), classes.end(), means_boilerplate)) {
    return true;
  }
  // The id of a heading, of its section and of an anchor is made of the words of the text: a chapter about cookies.
  const bool names_text = !is_container(element) || is_element(element, GUMBO_TAG_SECTION) ||
                          std::find(classes.begin(), classes.end(), "section") != classes.end();
  return !names_text && means_boilerplate(attribute(element, "id"));
}

HtmlBoilerplate::HtmlBoilerplate(const GumboNode* content, const HtmlMeasures& measures, HtmlScope scope)
    : measures_(measures), scope_(scope), sentences_(measures.of(content).sentences) {
  look_through(content);
}

void HtmlBoilerplate::look_through(const GumboNode* parent) {
  bool below_label = false;
  bool below_text = false;
  for (const GumboNode* child : children(parent)) {
    if (!is_element(child) || role_of(child) == HtmlRole::kSkipped) {
      continue;
    }
    const bool labels = is_single_block(child) && is_label(line_of(child));
    const bool in_label = below_label && is_list_of_links(child, 1);
    const bool elsewhere = scope_ == HtmlScope::kGuessed && !below_text && is_list_of_links(child, kLeastLinks);
    if (labels || in_label || elsewhere || is_boilerplate(child)) {
      found_.insert(child);
    } else if (!below_text || !is_list_of_links(child, 1)) {
      look_through(child);
    }
    below_label = labels || in_label;
    // Links below a paragraph are what it speaks of.
    below_text = is_element(child, GUMBO_TAG_P) && !found_.contains(child);
  }
}

bool HtmlBoilerplate::is_boilerplate(const GumboNode* element) const {
  const HtmlMeasure measure = measures_.of(element);
  if (is_named_boilerplate(element)) {
    return measure.sentences * 2 <= sentences_;
  }
  return is_single_block(element) && measure.sentences == 0 && is_labelled_link(line_of(element), measure);
}

bool HtmlBoilerplate::is_single_block(const GumboNode* element) const {
  return role_of(element) != HtmlRole::kInline && measures_.of(element).blocks == 0;
}

bool HtmlBoilerplate::is_list_of_links(const GumboNode* element, std::size_t least_links) const {
  const HtmlMeasure measure = measures_.of(element);
  return is_container(element) && measure.links >= least_links && measure.sentences == 0 &&
         measure.link_density() >= kLinksMostly;
}

}  // namespace telusur::indexer
