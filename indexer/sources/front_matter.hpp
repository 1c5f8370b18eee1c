#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sources/article.hpp"

namespace telusur::indexer {

/// The fields of a front matter: name -> its values as text. A scalar is one value; what holds no text is left out.
using FrontMatterFields = std::map<std::string, std::vector<std::string>, std::less<>>;

/// A Markdown text in its two parts.
struct FrontMatter {
  FrontMatterFields fields;
  std::string_view content;  ///< what follows the front matter; a view of the text that was split
};

/// Splits off the front matter: YAML between lines of `---`, TOML between lines of `+++`, or a JSON object that begins
/// with a line of `{`. A text without one is all content, and so is one that begins with a line of `---` across the
/// page: no name with a colon follows it, and no second mark.
/// @throws BadInput with the line when it is malformed or not closed.
FrontMatter split_front_matter(std::string_view text);

/// The name in the navigation of a site of an article that has no other one: `sidebar_label`, `linkTitle`.
std::string label_of(const FrontMatterFields& fields);

/// The article's attributes that the fields declare, by the names that site generators use (Hugo, Jekyll, Docusaurus,
/// Astro). Its URL is `url` or the like, else a `permalink` or `slug` from the root of the site.
Article article_of(const FrontMatterFields& fields);

}  // namespace telusur::indexer
