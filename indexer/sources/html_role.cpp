#include "sources/html_role.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "sources/names.hpp"

namespace telusur::indexer {

namespace {

using Role = HtmlRole;

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

/// Elements of AMP, and of HTML that gumbo does not know, by their names.
constexpr std::array<std::string_view, 9> kSkippedNames{
    "amp-ad",      "amp-analytics",    "amp-consent",           "amp-embed", "amp-iframe",
    "amp-sidebar", "amp-social-share", "amp-user-notification", "dialog"};

/// Classes that generators of sites and books give to what is not the text: navigation, and lists of what is elsewhere.
constexpr std::array<std::string_view, 12> kSkippedClasses{
    "breadcrumb", "hash-link",  "breadcrumbs",   "headerlink",        "navbar", "navfooter", "navheader",
    "navigation", "pagination", "sphinxsidebar", "table-of-contents", "toc"};
constexpr std::array<std::string_view, 10> kSkippedRoles{"alertdialog", "banner", "complementary", "contentinfo",
                                                         "dialog",      "menu",   "menubar",       "navigation",
                                                         "search",      "toolbar"};

bool has_skipped_class(const GumboNode* element) {
  const std::vector<std::string_view> classes = words_of(attribute(element, "class"));
  return std::any_of(classes.begin(), classes.end(),
                     [](std::string_view name) { return is_in(kSkippedClasses, name); });
}

/// The style of an element that is not shown: display:none.
bool is_hidden(const GumboNode* element) {
  if (has_attribute(element, "hidden") || attribute(element, "aria-hidden") == "true") {
    return true;
  }
  std::string style(attribute(element, "style"));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos;
}

}  // namespace

HtmlRole role_of(const GumboNode* element) {
  if (is_hidden(element) || is_in(kSkippedRoles, attribute(element, "role")) || has_skipped_class(element)) {
    return Role::kSkipped;
  }
  if (element->v.element.tag == GUMBO_TAG_UNKNOWN && is_in(kSkippedNames, unknown_name(element))) {
    return Role::kSkipped;
  }
  return role_of_tag(element->v.element.tag);
}

}  // namespace telusur::indexer
