#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telusur::indexer {

/// The plain text of a document with its block structure: what the readers of HTML and Markdown write to.
/// A run of white space becomes one space, a block ends with a line break. One thread at a time.
class BlockText {
 public:
  /// Appends text to the current block.
  void add(std::string_view text);

  /// Appends lines that keep their white space, as a block or blocks of their own.
  void add_preformatted(std::string_view text);

  /// Ends the current block, if it has any text.
  void end_block();

  /// Ends the current block as a heading: its text goes to the headings, not to the body.
  void end_heading();

  /// The text of the current block so far; a view that the next call invalidates.
  std::string_view block() const noexcept { return block_; }

  /// The body: its blocks, separated by line breaks. The current block must have ended.
  std::string take_body();
  std::vector<std::string> take_headings() { return std::move(headings_); }

 private:
  std::string body_;
  std::string block_;
  std::vector<std::string> headings_;
};

}  // namespace telusur::indexer
