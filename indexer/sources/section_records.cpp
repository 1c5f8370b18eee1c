#include "sources/section_records.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

namespace telusur::indexer {

namespace {

using nlohmann::ordered_json;

constexpr std::size_t kLevels = 7;

/// The headings above a place in a page, by their levels; "" for a level that is not there.
class Hierarchy {
 public:
  explicit Hierarchy(const std::string& title) { levels_[1] = title; }

  void enter(const Section& section) {
    if (section.level > 0) {
      const auto level = static_cast<std::size_t>(section.level);
      levels_[level] = section.heading;
      std::fill(levels_.begin() + static_cast<std::ptrdiff_t>(level) + 1, levels_.end(), "");
    }
  }

  void write_to(ordered_json& document) const {
    for (std::size_t level = 0; level < kLevels; ++level) {
      document["hierarchy_lvl" + std::to_string(level)] =
          levels_[level].empty() ? ordered_json() : ordered_json(levels_[level]);
    }
  }

 private:
  std::array<std::string, kLevels> levels_;
};

ordered_json text_or_null(const std::string& text) { return text.empty() ? ordered_json() : ordered_json(text); }

}  // namespace

std::vector<Record> section_records(const Article& article, const Place& place, const std::string& identity,
                                    const std::string& url) {
  std::vector<Section> sections = article.sections;
  if (sections.empty()) {
    sections.push_back({});
  }
  Hierarchy hierarchy(article.title);
  std::set<std::string> identities;
  std::vector<Record> records;
  for (const Section& section : sections) {
    hierarchy.enter(section);
    const std::string anchor = section.anchor.empty() ? "" : "#" + section.anchor;
    ordered_json document;
    hierarchy.write_to(document);
    document["anchor"] = text_or_null(section.anchor);
    document["content"] = text_or_null(section.body);
    document["url"] = url + anchor;
    if (!article.lang.empty()) {
      document["lang"] = article.lang;
    }
    if (!article.tags.empty()) {
      document["tags"] = article.tags;
    }
    std::string own = identity + (anchor.empty() ? "#" + section.heading : anchor);
    for (int number = 1; !identities.insert(own).second; ++number) {
      own = identity + anchor + "#" + section.heading + "~" + std::to_string(number);
    }
    records.push_back({place, Document::parse(document.dump(-1, ' ', false, ordered_json::error_handler_t::replace)),
                       std::move(own)});
  }
  return records;
}

}  // namespace telusur::indexer
