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
  if (!text.empty()) {
    body_.append(text) += '\n';
  }
}

void BlockText::end_block() {
  const std::string_view text = trim(block_);
  if (!text.empty()) {
    body_.append(text) += '\n';
  }
  block_.clear();
}

void BlockText::end_heading() {
  const std::string_view text = trim(block_);
  if (!text.empty()) {
    headings_.emplace_back(text);
  }
  block_.clear();
}

std::string BlockText::take_body() {
  end_block();
  if (!body_.empty()) {
    body_.pop_back();
  }
  return std::exchange(body_, {});
}

}  // namespace telusur::indexer
