#include "sources/json_ld.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "sources/article.hpp"
#include "sources/names.hpp"

namespace telusur::indexer {

namespace {

using nlohmann::json;

constexpr int kMaxNesting = 8;

/// Types of things that are not named "…Article".
constexpr std::array<std::string_view, 6> kArticles{
    "BlogPosting", "DiscussionForumPosting", "HowTo", "LiveBlogPosting", "Recipe", "Report"};
constexpr std::array<std::string_view, 3> kPages{"Product", "WebPage", "ItemPage"};

std::string text_at(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? std::string(trim(found->get<std::string>())) : std::string();
}

/// The name of a person, or the names of several.
std::string names_in(const json& value, int depth = 0) {
  if (value.is_string()) {
    return value.get<std::string>();
  }
  if (value.is_object()) {
    return text_at(value, "name");
  }
  std::string names;
  if (value.is_array() && depth < kMaxNesting) {
    for (const json& person : value) {
      const std::string name = names_in(person, depth + 1);
      names += (names.empty() || name.empty() ? "" : ", ") + name;
    }
  }
  return names;
}

std::vector<std::string> keywords_in(const json& value) {
  if (value.is_string()) {
    return split_list(value.get<std::string>());
  }
  std::vector<std::string> keywords;
  for (const json& keyword : value.is_array() ? value : json::array()) {
    if (keyword.is_string()) {
      keywords.push_back(keyword.get<std::string>());
    }
  }
  return keywords;
}

/// 2 for an article, 1 for a page, 0 for anything else.
int rank_of_type(const json& object) {
  const auto found = object.find("@type");
  if (found == object.end()) {
    return 0;
  }
  int rank = 0;
  for (const json& type : found->is_array() ? *found : json::array({*found})) {
    const std::string name = type.is_string() ? type.get<std::string>() : "";
    rank = std::max(rank, name.ends_with("Article") || is_in(kArticles, name) ? 2 : is_in(kPages, name) ? 1 : 0);
  }
  return rank;
}

/// Keeps the best object of a tree: the first one of the highest rank.
void choose(const json& value, int depth, const json*& best) {
  if (depth > kMaxNesting) {
    return;
  }
  if (value.is_object()) {
    const int rank = rank_of_type(value);
    if (rank > 0 && (best == nullptr || rank > rank_of_type(*best))) {
      best = &value;
    }
  }
  if (value.is_structured()) {
    for (const json& member : value) {
      choose(member, depth + 1, best);
    }
  }
}

std::string url_of(const json& object) {
  if (std::string url = text_at(object, "url"); !url.empty()) {
    return url;
  }
  const auto page = object.find("mainEntityOfPage");
  if (page == object.end()) {
    return "";
  }
  return page->is_object() ? text_at(*page, "@id") : text_at(object, "mainEntityOfPage");
}

JsonLd read_object(const json& object) {
  JsonLd data;
  data.headline = text_at(object, "headline");
  if (data.headline.empty()) {
    data.headline = text_at(object, "name");
  }
  data.description = text_at(object, "description");
  data.author = object.contains("author") ? names_in(object["author"]) : "";
  data.published = iso_date(text_at(object, "datePublished"));
  data.language = text_at(object, "inLanguage");
  data.url = url_of(object);
  data.keywords = object.contains("keywords") ? keywords_in(object["keywords"]) : std::vector<std::string>();
  return data;
}

std::string script_text(const GumboNode* script) {
  std::string text;
  for (const GumboNode* child : children(script)) {
    text += child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA ? child->v.text.text : "";
  }
  return text;
}

}  // namespace

JsonLd read_json_ld(const HtmlTree& tree) {
  json all = json::array();
  for (const GumboNode* script : find_all(tree.root(), GUMBO_TAG_SCRIPT)) {
    if (attribute(script, "type") != "application/ld+json") {
      continue;
    }
    json data = json::parse(script_text(script), nullptr, false);
    if (!data.is_discarded()) {
      all.push_back(std::move(data));
    }
  }
  const json* best = nullptr;
  choose(all, 0, best);
  return best == nullptr ? JsonLd() : read_object(*best);
}

}  // namespace telusur::indexer
