#pragma once

#include <string>
#include <vector>

#include "sources/html_tree.hpp"

namespace telusur::indexer {

/// What schema.org data in JSON-LD says about the article of a page; "" stands for what is not said.
struct JsonLd {
  std::string headline;
  std::string description;
  std::string author;     ///< names, separated by ", "
  std::string published;  ///< ISO 8601
  std::string language;   ///< a language tag
  std::string url;
  std::vector<std::string> keywords;
};

/// Reads the first article (or blog posting, or the like; else the web page, or product) in the page's
/// <script type="application/ld+json">. What is malformed is passed over, as search engines do.
JsonLd read_json_ld(const HtmlTree& tree);

}  // namespace telusur::indexer
