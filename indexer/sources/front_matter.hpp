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

/// Splits off the front matter: YAML between lines of `---`, or TOML between lines of `+++`. A text without one, and
/// one whose second mark is missing (then the first is a thematic break), is all content.
/// @throws BadInput with the line when it is malformed.
FrontMatter split_front_matter(std::string_view text);

/// The article's attributes that the fields declare, by the names that site generators use.
Article article_of(const FrontMatterFields& fields);

}  // namespace telusur::indexer
