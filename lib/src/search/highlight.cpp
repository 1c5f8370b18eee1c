#include "search/highlight.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "search/crop_window.hpp"

namespace telusur::search {

namespace {

/// What is cut to so many words is also cut to so many bytes of each: a text without blanks is one word.
constexpr std::size_t kMaxCropBytesPerWord = 100;

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

Highlighter::Highlighter(const query::Query& query, analysis::WordAnalyzer& analyzer, HighlightStyle style)
    : matcher_(query), analyzer_(analyzer), style_(std::move(style)), sentences_(text::Segmenter::Unit::kSentence) {}

std::vector<MatchedSpan> Highlighter::find(std::string_view text) {
  std::vector<MatchedSpan> spans;
  const auto& tokens = analyzer_.analyze(text);
  const std::vector<bool> matched = matcher_.match(tokens);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (matched[i]) {
      spans.push_back({tokens[i].offset_bytes, tokens[i].length_bytes});
    }
  }
  return spans;
}

std::string Highlighter::format(std::string_view text, bool mark, std::uint32_t max_words) {
  const auto& tokens = analyzer_.analyze(text);
  const std::vector<bool> matches = matcher_.match(tokens);
  std::vector<const analysis::Word*> matched(tokens.size());
  std::transform(tokens.begin(), tokens.end(), matches.begin(), matched.begin(),
                 [](const analysis::WordToken& token, bool match) { return match ? token.word : nullptr; });
  WordWindow window{0, tokens.size()};
  if (max_words != 0 && max_words < tokens.size()) {
    window = begin_with_sentence(best_window(matched, max_words), tokens, text, sentences_);
  }
  const bool cut_before = window.first > 0;
  bool cut_after = window.last < tokens.size();
  std::size_t at = cut_before ? tokens[window.first].offset_bytes : 0;
  std::size_t end =
      cut_after ? tokens[window.last - 1].offset_bytes + tokens[window.last - 1].length_bytes : text.size();
  if (const std::size_t most = std::size_t{max_words} * kMaxCropBytesPerWord; max_words != 0 && end - at > most) {
    end = at + base::utf8_prefix(text.substr(at), most).size();
    cut_after = true;
  }
  const auto plain = [&](std::string_view part) { return style_.escape ? escape_html(part) : std::string(part); };
  std::string out = cut_before ? style_.crop_marker : std::string();
  for (std::size_t i = window.first; mark && i < window.last; ++i) {
    const auto& token = tokens[i];
    if (matched[i] != nullptr && token.offset_bytes + token.length_bytes <= end) {
      out += plain(text.substr(at, token.offset_bytes - at)) + style_.pre_tag;
      out += plain(text.substr(token.offset_bytes, token.length_bytes)) + style_.post_tag;
      at = token.offset_bytes + token.length_bytes;
    }
  }
  out += plain(text.substr(at, end - at));
  return cut_after ? out + style_.crop_marker : out;
}

}  // namespace telusur::search
