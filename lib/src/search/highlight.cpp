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
    : analyzer_(analyzer), style_(std::move(style)) {
  const bool content = std::any_of(query.clauses.begin(), query.clauses.end(), [](const query::Clause& clause) {
    return !clause.excluded && (clause.kind == query::Clause::Kind::kPhrase || !clause.words.front().function_word);
  });
  for (const auto& clause : query.clauses) {
    for (const auto& word : clause.words) {
      const bool filler = content && word.function_word && clause.kind == query::Clause::Kind::kWord;
      if (!clause.excluded && !filler) {
        forms_.insert(word.surface);
        forms_.insert(word.keys.begin(), word.keys.end());
        forms_.insert(word.aliases.begin(), word.aliases.end());
      }
    }
  }
  for (const auto& expansion : query.expansions) {
    for (const auto& alternative : expansion.alternatives) {
      add_alternative(alternative);
    }
  }
}

void Highlighter::add_alternative(const query::Alternative& alternative) {
  for (const auto& word : alternative.words) {
    if (!word.function_word || alternative.words.size() == 1) {
      forms_.insert(word.surface);
      forms_.insert(word.keys.begin(), word.keys.end());
    }
  }
}

bool Highlighter::matches(const analysis::WordToken& token) const {
  const auto has = [this](const analysis::WordForm& form) {
    return forms_.contains(form.surface) ||
           std::any_of(form.keys.begin(), form.keys.end(), [this](const auto& key) { return forms_.contains(key); });
  };
  const auto& word = *token.word;
  return has(word) || std::any_of(word.aliases.begin(), word.aliases.end(), has) ||
         std::any_of(word.parts.begin(), word.parts.end(), has) || (token.joined != nullptr && has(*token.joined));
}

std::vector<MatchedSpan> Highlighter::find(std::string_view text) {
  std::vector<MatchedSpan> spans;
  for (const auto& token : analyzer_.analyze(text)) {
    if (matches(token)) {
      spans.push_back({token.offset_bytes, token.length_bytes});
    }
  }
  return spans;
}

std::string Highlighter::format(std::string_view text, bool mark, std::uint32_t max_words) {
  const auto& tokens = analyzer_.analyze(text);
  std::vector<const analysis::Word*> matched(tokens.size());
  std::transform(tokens.begin(), tokens.end(), matched.begin(),
                 [&](const analysis::WordToken& token) { return matches(token) ? token.word : nullptr; });
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
