#include "sources/block_text.hpp"

#include <utility>

#include "sources/article.hpp"

namespace telusur::indexer {

namespace {

/// Length of the white space at `at`: ASCII, or a no-break space, which is layout and not text; 0 when there is none.
std::size_t white_space(std::string_view text, std::size_t at) {
  const char byte = text[at];
  if (byte == ' ' || (byte >= '\t' && byte <= '\r')) {
    return 1;
  }
  return text.substr(at, 2) == "\xC2\xA0" ? 2 : 0;
}

}  // namespace

void BlockText::add(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t space = white_space(text, at);
    if (space == 0) {
      block_ += text[at++];
      continue;
    }
    at += space;
    if (!block_.empty() && block_.back() != ' ') {
      block_ += ' ';
    }
  }
}

void BlockText::add_preformatted(std::string_view text) {
  end_block();
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) {
    text.remove_suffix(1);
  }
  while (text.starts_with('\n')) {
    text.remove_prefix(1);
  }
  end_line(text);
}

void BlockText::end_block() {
  end_line(trim(block_));
  block_.clear();
}

void BlockText::end_line(std::string_view text) {
  if (!text.empty()) {
    body().append(body().empty() ? "" : "\n").append(text);
    size_ += text.size();
  }
}

void BlockText::end_heading(int level, std::string anchor) {
  const std::string_view text = trim(block_);
  if (!text.empty()) {
    sections_.push_back({level, std::string(text), std::move(anchor), ""});
    size_ += text.size();
  }
  block_.clear();
}

std::vector<Section> BlockText::take_sections() {
  end_block();
  if (sections_.front().body.empty()) {
    sections_.erase(sections_.begin());
  }
  return std::exchange(sections_, std::vector<Section>(1));
}

}  // namespace telusur::indexer
