#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/analyzer.hpp"
#include "query/ast.hpp"
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
  std::string format(std::string_view text, bool mark, std::uint32_t max_words);

 private:
  WordMatcher matcher_;
  analysis::WordAnalyzer& analyzer_;
  HighlightStyle style_;
  text::Segmenter sentences_;
};

}  // namespace telusur::search
