#include "sources/html_depth.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

namespace telusur::indexer {

namespace {

/// Elements that cannot nest without others between them: they are empty, or their like ends them.
constexpr std::array<std::string_view, 35> kFlat{
    "a",  "area", "base",   "body",  "br",     "col",   "colgroup", "dd",    "dt",       "embed",  "frame", "head",
    "hr", "html", "img",    "input", "keygen", "li",    "link",     "meta",  "optgroup", "option", "p",     "param",
    "rp", "rt",   "source", "tbody", "td",     "tfoot", "th",       "thead", "tr",       "track",  "wbr"};
/// Elements that the end of an outer one ends too.
constexpr std::array<std::string_view, 9> kPhrasing{"abbr", "cite", "kbd", "label", "q", "samp", "span", "time", "var"};

template <std::size_t size>
bool is_in(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The lower-case name at the start of `text`; "" where no tag name begins.
std::string tag_name(std::string_view text) {
  std::string name;
  for (const char letter : text.substr(0, 32)) {
    if (std::isalnum(static_cast<unsigned char>(letter)) == 0 && letter != '-') {
      break;
    }
    name += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  return !name.empty() && std::isalpha(static_cast<unsigned char>(name.front())) != 0 ? name : "";
}

/// Ends the innermost open element of this name, where the parser would end it for certain.
void close(std::vector<std::string>& open, std::string_view name) {
  const auto found = std::find_if(open.rbegin(), open.rend(), [&](const std::string& element) {
    return element == name || !is_in(kPhrasing, element);
  });
  if (found != open.rend() && *found == name) {
    open.erase(std::prev(found.base()), open.end());
  }
}

}  // namespace

std::size_t html_depth(std::string_view html) {
  std::vector<std::string> open;
  std::size_t deepest = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const bool ends = html.substr(at + 1, 1) == "/";
    const std::string name = tag_name(html.substr(at + (ends ? 2 : 1)));
    if (name.empty() || is_in(kFlat, name)) {
      continue;
    }
    if (ends) {
      close(open, name);
    } else {
      open.push_back(name);
      deepest = std::max(deepest, open.size());
    }
  }
  return deepest;
}

}  // namespace telusur::indexer
