#include "sources/section.hpp"

namespace telusur::indexer {

std::string body_of(const std::vector<Section>& sections) {
  std::string body;
  for (const Section& section : sections) {
    body.append(body.empty() || section.body.empty() ? "" : "\n").append(section.body);
  }
  return body;
}

std::vector<std::string> headings_of(const std::vector<Section>& sections) {
  std::vector<std::string> headings;
  for (const Section& section : sections) {
    if (!section.heading.empty()) {
      headings.push_back(section.heading);
    }
  }
  return headings;
}

}  // namespace telusur::indexer
