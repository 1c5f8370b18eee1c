#include "search/highlight.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "search/crop_window.hpp"

namespace telusur::search {

namespace {

/// What is cut to so many words is also cut to so many bytes of each: a text without blanks is one word.
constexpr std::size_t kMaxCropBytesPerWord = 100;

/// How much of a text is looked through for a crop: at first, how many times as much then, and at most.
constexpr std::size_t kFirstLook = std::size_t{8} * 1024;
constexpr std::size_t kNextLook = 4;
constexpr std::size_t kLastLook = std::size_t{512} * 1024;

/// Up to the first blank behind so many bytes, or as many again where there is none: the words are those of the whole.
std::string_view beginning_of(std::string_view text, std::size_t bytes) {
  const std::string_view most = base::utf8_prefix(text, 2 * bytes);
  const std::size_t blank = most.size() <= bytes ? most.npos : most.find_first_of(" \n", bytes);
  return blank == most.npos ? most : most.substr(0, blank);
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

void Highlighter::look_through(std::string_view piece) {
  const auto& tokens = analyzer_.analyze(piece);
  const std::vector<bool> matches = matcher_.match(tokens);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    seen_.tokens.push_back(tokens[i]);
    seen_.tokens.back().offset_bytes += static_cast<std::uint32_t>(seen_.bytes);
    seen_.matched.push_back(matches[i] ? tokens[i].word : nullptr);
  }
  seen_.bytes += piece.size();
}

WordWindow Highlighter::look_for_window(std::string_view text, std::uint32_t max_words) {
  const std::size_t enough = std::max(std::min<std::size_t>(matcher_.words(), 2), (matcher_.words() + 1) / 2);
  for (std::size_t bytes = kFirstLook;; bytes *= kNextLook) {
    look_through(beginning_of(text.substr(seen_.bytes), bytes - seen_.bytes));
    WordWindow window{0, seen_.tokens.size()};
    if (max_words < seen_.tokens.size()) {
      window = best_window(seen_.matched, max_words);
    }
    if (seen_.bytes == text.size() || window.words >= enough || seen_.bytes >= kLastLook) {
      return window.last - window.first < seen_.tokens.size()
                 ? begin_with_sentence(window, seen_.tokens, text.substr(0, seen_.bytes), sentences_)
                 : window;
    }
  }
}

std::string Highlighter::format(std::string_view text, bool mark, std::uint32_t max_words) {
  seen_.bytes = 0;
  seen_.tokens.clear();
  seen_.matched.clear();
  WordWindow window;
  if (max_words == 0) {
    look_through(text);
    window.last = seen_.tokens.size();
  } else {
    window = look_for_window(text, max_words);
  }
  const auto& tokens = seen_.tokens;
  const bool cut_before = window.first > 0;
  bool cut_after = window.last < tokens.size() || seen_.bytes < text.size();
  std::size_t at = cut_before ? tokens[window.first].offset_bytes : 0;
  std::size_t end = cut_after && !tokens.empty()
                        ? tokens[window.last - 1].offset_bytes + tokens[window.last - 1].length_bytes
                        : text.size();
  if (const std::size_t most = std::size_t{max_words} * kMaxCropBytesPerWord; max_words != 0 && end - at > most) {
    end = at + base::utf8_prefix(text.substr(at), most).size();
    cut_after = true;
  }
  const auto plain = [&](std::string_view part) { return style_.escape ? escape_html(part) : std::string(part); };
  std::string out = cut_before ? style_.crop_marker : std::string();
  for (std::size_t i = window.first; mark && i < window.last; ++i) {
    const auto& token = tokens[i];
    if (seen_.matched[i] != nullptr && token.offset_bytes + token.length_bytes <= end) {
      out += plain(text.substr(at, token.offset_bytes - at)) + style_.pre_tag;
      out += plain(text.substr(token.offset_bytes, token.length_bytes)) + style_.post_tag;
      at = token.offset_bytes + token.length_bytes;
    }
  }
  out += plain(text.substr(at, end - at));
  return cut_after ? out + style_.crop_marker : out;
}

}  // namespace telusur::search
