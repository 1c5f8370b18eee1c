#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/analyzer.hpp"
#include "query/ast.hpp"
#include "search/crop_window.hpp"
#include "search/word_matcher.hpp"
#include "text/segment.hpp"

namespace telusur::search {

/// How matched words are marked and long texts are cut.
struct HighlightStyle {
  std::string pre_tag;
  std::string post_tag;
  std::string crop_marker;
  bool escape = true;  ///< HTML-escape everything but the tags
};

/// A matched stretch of a text, in bytes.
struct MatchedSpan {
  std::uint32_t start;
  std::uint32_t length;
};

/// `text` with & < > " ' as HTML entities.
std::string escape_html(std::string_view text);

/// Finds a query's words, in any of their forms, and those of its alternatives in texts; marks them and cuts texts
/// around them. Offsets are those of the text, never guessed. One thread at a time; the analyzer must outlive it.
class Highlighter {
 public:
  Highlighter(const query::Query& query, analysis::WordAnalyzer& analyzer, HighlightStyle style);

  /// The matched words of `text`, in order.
  std::vector<MatchedSpan> find(std::string_view text);

  /// `text` with its matched words marked when `mark`, cut to the `max_words` words around most of them when that is
  /// not 0; from the beginning of a sentence on where the matches leave room for it.
  ///
  /// A text that is cut is looked through from its beginning on until there is a place with both words of the query, or
  /// half of more: the first 8 kB, then up to four times as much, and so on up to 512 kB.
  std::string format(std::string_view text, bool mark, std::uint32_t max_words);

 private:
  /// What was looked through of a text, from its beginning on.
  struct Seen {
    std::size_t bytes = 0;
    std::vector<analysis::WordToken> tokens = {};
    std::vector<const analysis::Word*> matched = {};  ///< at the place of each token that matches its word, else null
  };

  void look_through(std::string_view piece);
  /// Looks through as much as a crop needs, and says what of it is shown.
  WordWindow look_for_window(std::string_view text, std::uint32_t max_words);

  WordMatcher matcher_;
  Seen seen_;  // kept for its room
  analysis::WordAnalyzer& analyzer_;
  HighlightStyle style_;
  text::Segmenter sentences_;
};

}  // namespace telusur::search
