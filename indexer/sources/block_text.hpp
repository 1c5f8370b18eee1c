#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sources/section.hpp"

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

  /// Ends the current block as a heading of this level, 1 to 6: its text begins a section.
  void end_heading(int level, std::string anchor = {});

  /// The text of the current block so far; a view that the next call invalidates.
  std::string_view block() const noexcept { return block_; }

  /// Puts other text in the place of that of the current block.
  void replace_block(std::string_view text) { block_ = text; }

  /// Bytes of text and headings so far.
  std::size_t size() const noexcept { return size_ + block_.size(); }

  /// The text in its sections, of which the first may have no heading. The current block ends.
  std::vector<Section> take_sections();

 private:
  std::string& body() { return sections_.back().body; }
  void end_line(std::string_view text);

  std::vector<Section> sections_{1};
  std::string block_;
  std::size_t size_ = 0;  ///< without the current block
};

}  // namespace telusur::indexer
