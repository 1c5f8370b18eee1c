#pragma once

#include <string>
#include <vector>

namespace telusur::indexer {

/// A heading of a text with what follows it up to the next one.
struct Section {
  int level = 0;  ///< of the heading, 1 to 6; 0: what stands before the first heading
  std::string heading;
  std::string anchor;  ///< what a link to the section has behind its #; "" when there is none
  std::string body;    ///< plain text, without the heading; blocks such as paragraphs are lines
};

/// All text below headings: the bodies, a line break after each.
std::string body_of(const std::vector<Section>& sections);

/// Every heading, in order.
std::vector<std::string> headings_of(const std::vector<Section>& sections);

}  // namespace telusur::indexer
