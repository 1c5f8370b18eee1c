#pragma once

#include <string>
#include <string_view>

namespace telusur::indexer {

/// What a site generator's files hold beside Markdown.
enum class SiteMarkup {
  kMarkdown,  ///< marks of templates: {{< shortcode >}}, {% tag %}, {{ variable }}, and of admonitions: :::note
  kMdx,       ///< these, JSX (<Tabs>, {expression}), and import and export
};

/// Markdown without what a site generator takes out of it; outside code, which stays as it is. The text inside JSX
/// elements and shortcodes stays. O(text).
std::string without_site_markup(std::string_view text, SiteMarkup markup);

}  // namespace telusur::indexer
