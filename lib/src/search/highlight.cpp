#include "search/highlight.hpp"

#include <algorithm>
#include <map>

namespace telusur::search {

namespace {

/// Which words of a text are shown: [first, last).
struct Window {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// The stretch of `size` words with the most different matched words, then the most matches, then the earliest; with
/// its matches in the middle.
Window best_window(const std::vector<const analysis::Word*>& matched, std::size_t size) {
  std::map<const analysis::Word*, std::size_t> inside;
  std::size_t count = 0;
  std::pair<std::size_t, std::size_t> best_score{0, 0};
  std::size_t best_first = 0;
  for (std::size_t last = 0; last < matched.size(); ++last) {
    if (matched[last] != nullptr) {
      ++inside[matched[last]];
      ++count;
    }
    if (last >= size && matched[last - size] != nullptr) {
      const auto leaving = inside.find(matched[last - size]);
      --count;
      if (--leaving->second == 0) {
        inside.erase(leaving);
      }
    }
    const std::pair score{inside.size(), count};
    if (score > best_score) {
      best_score = score;
      best_first = last + 1 >= size ? last + 1 - size : 0;
    }
  }
  // The window was taken as soon as it held its last match: move on until the margins are even.
  std::size_t lead = 0;
  while (best_score.second > 0 && best_first + lead < matched.size() && matched[best_first + lead] == nullptr) {
    ++lead;
  }
  const std::size_t first = std::min(best_first + lead / 2, matched.size() > size ? matched.size() - size : 0);
  return {first, std::min(matched.size(), first + size)};
}

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
    : matcher_(query), analyzer_(analyzer), style_(std::move(style)) {}

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
  Window window{0, tokens.size()};
  if (max_words != 0 && max_words < tokens.size()) {
    window = best_window(matched, max_words);
  }
  const bool cut_before = window.first > 0;
  const bool cut_after = window.last < tokens.size();
  std::size_t at = cut_before ? tokens[window.first].offset_bytes : 0;
  const std::size_t end =
      cut_after ? tokens[window.last - 1].offset_bytes + tokens[window.last - 1].length_bytes : text.size();
  const auto plain = [&](std::string_view part) { return style_.escape ? escape_html(part) : std::string(part); };
  std::string out = cut_before ? style_.crop_marker : std::string();
  for (std::size_t i = window.first; mark && i < window.last; ++i) {
    if (matched[i] != nullptr) {
      const auto& token = tokens[i];
      out += plain(text.substr(at, token.offset_bytes - at)) + style_.pre_tag;
      out += plain(text.substr(token.offset_bytes, token.length_bytes)) + style_.post_tag;
      at = token.offset_bytes + token.length_bytes;
    }
  }
  out += plain(text.substr(at, end - at));
  return cut_after ? out + style_.crop_marker : out;
}

}  // namespace telusur::search
