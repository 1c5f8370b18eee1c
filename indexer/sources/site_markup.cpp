#include "sources/site_markup.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace telusur::indexer {

namespace {

/// A mark that is open for longer is a text that happens to begin so.
constexpr std::size_t kMaxMarkBytes = 2000;

struct Pair {
  std::string_view open;
  std::string_view close;
};

/// Marks of templates, longer ones first.
constexpr std::array<Pair, 4> kTemplateMarks{{{"{{<", ">}}"}, {"{{%", "%}}"}, {"{%", "%}"}, {"{{", "}}"}}};

/// Bytes of a `{…}` that `text` begins with, its braces balanced; 0 when it does not end.
std::size_t braces(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < std::min(text.size(), kMaxMarkBytes); ++at) {
    depth += text[at] == '{' ? 1 : 0;
    if (text[at] == '}' && --depth == 0) {
      return at + 1;
    }
  }
  return 0;
}

/// Bytes of the quoted text that `text` begins with; 1 when it does not end.
std::size_t quoted(std::string_view text) {
  const std::size_t end = text.substr(0, kMaxMarkBytes).find(text.front(), 1);
  return end == std::string_view::npos ? 1 : end + 1;
}

/// Bytes of the JSX tag that `text` begins with: <Name …>, </Name>, <>; 0 when there is none.
std::size_t jsx_tag(std::string_view text) {
  std::size_t at = text.starts_with("</") ? 2 : 1;
  const bool named = at < text.size() && std::isupper(static_cast<unsigned char>(text[at])) != 0;
  if (at >= text.size() || (!named && text[at] != '>')) {
    return 0;
  }
  while (at < std::min(text.size(), kMaxMarkBytes) && text[at] != '>') {
    const std::string_view rest = text.substr(at);
    const std::size_t inner = rest.front() == '{'                           ? braces(rest)
                              : rest.front() == '"' || rest.front() == '\'' ? quoted(rest)
                                                                            : 0;
    at += std::max<std::size_t>(inner, 1);
  }
  return at < text.size() && text[at] == '>' ? at + 1 : 0;
}

/// Copies a text and leaves out the marks in it.
class Stripper {
 public:
  Stripper(std::string_view text, SiteMarkup markup) : rest_(text), mdx_(markup == SiteMarkup::kMdx) {}

  std::string run() {
    while (!rest_.empty()) {
      if (at_line_start_ && take_line_mark()) {
        continue;
      }
      const std::size_t code = code_span();
      const std::size_t mark = code > 0 ? 0 : mark_bytes();
      if (mark > 0) {
        rest_.remove_prefix(mark);
      } else {
        copy(std::max<std::size_t>(code, 1));
      }
    }
    return std::move(out_);
  }

 private:
  void copy(std::size_t bytes) {
    out_ += rest_.substr(0, bytes);
    at_line_start_ = out_.back() == '\n';
    rest_.remove_prefix(bytes);
  }

  std::size_t line_bytes(std::string_view text) const { return std::min(text.find('\n'), text.size() - 1) + 1; }

  /// Takes what a whole line, or lines from here on, are: code in fences, an import, the mark of an admonition.
  bool take_line_mark() {
    const std::size_t indent = std::min(rest_.find_first_not_of(" \t"), rest_.size());
    const std::string_view line = rest_.substr(indent);
    if (line.starts_with("```") || line.starts_with("~~~")) {
      copy(fence_bytes(indent));
      return true;
    }
    if (line.starts_with("{:")) {  // attributes of the block before
      rest_.remove_prefix(indent + line_bytes(line));
      return true;
    }
    if (line.starts_with(":::")) {
      copy_admonition_title(line.substr(0, line_bytes(line)));
      rest_.remove_prefix(indent + line_bytes(line));
      return true;
    }
    if (mdx_ && indent == 0 && (line.starts_with("import ") || line.starts_with("export "))) {
      const std::size_t end = line.find("\n\n");
      rest_.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
      return true;
    }
    at_line_start_ = false;
    return false;
  }

  /// Bytes from here to the end of the fence that closes this one, or of the text.
  std::size_t fence_bytes(std::size_t indent) const {
    const char mark = rest_[indent];
    const std::size_t length = std::min(rest_.find_first_not_of(mark, indent), rest_.size()) - indent;
    std::size_t at = line_bytes(rest_);
    while (at < rest_.size()) {
      const std::string_view line = rest_.substr(at, line_bytes(rest_.substr(at)));
      at += line.size();
      const std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
      const std::size_t end = std::min(line.find_first_not_of(mark, begin), line.size());
      if (end - begin >= length && line.find_first_not_of(" \t\r\n", end) == std::string_view::npos) {
        break;
      }
    }
    return at;
  }

  /// ":::tip Judul" and ":::tip[Judul]" leave "Judul".
  void copy_admonition_title(std::string_view line) {
    const std::size_t word = std::min(line.find_first_not_of(':'), line.size());
    const std::size_t end = std::min(line.find_first_of(" [\n{", word), line.size());
    std::string title(line.substr(end, line.find('{', end) - end));
    title.erase(std::remove_if(title.begin(), title.end(), [](char c) { return c == '[' || c == ']' || c == '\n'; }),
                title.end());
    // A paragraph of its own: it does not run into what follows.
    out_ += "\n" + title.substr(std::min(title.find_first_not_of(' '), title.size())) + "\n\n";
    at_line_start_ = true;
  }

  /// Bytes of the code between backticks that begins here; 0 when none does.
  std::size_t code_span() const {
    const std::size_t length = std::min(rest_.find_first_not_of('`'), rest_.size());
    if (length == 0) {
      return 0;
    }
    const std::string_view marks = rest_.substr(0, length);
    for (std::size_t at = rest_.substr(0, kMaxMarkBytes).find(marks, length); at != std::string_view::npos;) {
      const std::size_t end = std::min(rest_.find_first_not_of('`', at), rest_.size());
      if (end - at == length) {
        return end;
      }
      at = rest_.substr(0, kMaxMarkBytes).find(marks, end);
    }
    return length;
  }

  /// Bytes of the mark that begins here; 0 when none does.
  std::size_t mark_bytes() const {
    for (const Pair& pair : kTemplateMarks) {
      if (rest_.starts_with(pair.open)) {
        const std::size_t end = rest_.substr(0, kMaxMarkBytes).find(pair.close);
        return end == std::string_view::npos ? 0 : end + pair.close.size();
      }
    }
    if (!mdx_ || rest_.starts_with("{#")) {  // {#id} names a heading
      return 0;
    }
    return rest_.front() == '{' ? braces(rest_) : rest_.front() == '<' ? jsx_tag(rest_) : 0;
  }

  std::string_view rest_;
  bool mdx_;
  std::string out_;
  bool at_line_start_ = true;
};

}  // namespace

std::string without_site_markup(std::string_view text, SiteMarkup markup) { return Stripper(text, markup).run(); }

}  // namespace telusur::indexer
