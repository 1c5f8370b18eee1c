#include "sources/html_depth.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

#include "sources/names.hpp"

namespace telusur::indexer {

namespace {

/// Elements that cannot nest without others between them: they are empty, or their like ends them.
constexpr std::array<std::string_view, 35> kFlat{
    "a",  "area", "base",   "body",  "br",     "col",   "colgroup", "dd",    "dt",       "embed",  "frame", "head",
    "hr", "html", "img",    "input", "keygen", "li",    "link",     "meta",  "optgroup", "option", "p",     "param",
    "rp", "rt",   "source", "tbody", "td",     "tfoot", "th",       "thead", "tr",       "track",  "wbr"};
/// Elements that the end of an outer one ends too.
constexpr std::array<std::string_view, 9> kPhrasing{"abbr", "cite", "kbd", "label", "q", "samp", "span", "time", "var"};

/// The elements of drawings that may end themselves: <path/>.
constexpr std::array<std::string_view, 21> kDrawing{
    "circle",   "clippath",       "defs",   "ellipse", "filter", "g",       "image",
    "line",     "lineargradient", "marker", "mask",    "path",   "pattern", "polygon",
    "polyline", "radialgradient", "rect",   "stop",    "symbol", "text",    "use"};

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

/// Where a comment ends that begins at `at`.
std::size_t comment_end(std::string_view html, std::size_t at) {
  // "<!-->" is a whole one, and "--!>" ends one too.
  for (at = html.find("--", at + 2); at < html.size(); at = html.find("--", at + 1)) {
    const auto rest = html.substr(at + 2);
    if (rest.starts_with('>') || rest.starts_with("!>")) {
      return at;
    }
  }
  return html.size();
}

class Nesting {
 public:
  explicit Nesting(std::string_view html) : html_(html) {}

  bool exceeds(std::size_t limit) {
    std::size_t at = html_.find('<');
    while (at < html_.size() && open_.size() <= limit) {
      at = html_.find('<', html_.substr(at).starts_with("<!--") ? comment_end(html_, at) : tag(at));
    }
    return open_.size() > limit;
  }

 private:
  /// Takes what may be a tag at `at`; returns where to go on.
  std::size_t tag(std::size_t at) {
    const bool ends = html_.substr(at + 1, 1) == "/";
    const std::string name = tag_name(html_.substr(at + (ends ? 2 : 1)));
    if (name.empty()) {
      return at + 1;
    }
    // Anything else in a drawing may end it, as the parser sees it.
    drawing_ = name == "svg" ? !ends : drawing_ && is_in(kDrawing, name);
    if (is_in(kFlat, name)) {
      return at + 1;
    }
    if (ends) {
      close(open_, name);
      return at + 1;
    }
    if (drawing_ && is_in(kDrawing, name) && ends_itself(at)) {
      return at + 1;
    }
    open_.push_back(name);
    return name == "script" || name == "style" ? raw_text_end(at, name) : at + 1;
  }

  bool ends_itself(std::size_t at) const {
    constexpr std::size_t kMaxTagBytes = 65'536;
    const auto tag = html_.substr(at, kMaxTagBytes);
    const std::size_t end = tag.find('>');
    return end != std::string_view::npos && tag[end - 1] == '/';
  }

  /// The content of a script is no markup, unless it stands in a drawing or a formula.
  std::size_t raw_text_end(std::size_t at, const std::string& name) const {
    const auto is_foreign = [](const std::string& element) { return element == "svg" || element == "math"; };
    if (std::any_of(open_.begin(), open_.end(), is_foreign)) {
      return at + 1;
    }
    for (at = html_.find("</", at); at < html_.size(); at = html_.find("</", at + 1)) {
      if (tag_name(html_.substr(at + 2)) == name) {
        return at;
      }
    }
    return html_.size();
  }

  std::string_view html_;
  std::vector<std::string> open_;
  bool drawing_ = false;
};

}  // namespace

bool nests_deeper(std::string_view html, std::size_t limit) { return Nesting(html).exceeds(limit); }

}  // namespace telusur::indexer
