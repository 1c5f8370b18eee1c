#include "search/suggest.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/language.hpp"
#include "backend/searcher.hpp"
#include "backend/vocabulary.hpp"
#include "query/parser.hpp"
#include "schema/document.hpp"
#include "schema/document_id.hpp"
#include "search/curated_ranking.hpp"
#include "search/page.hpp"
#include "search/read_query.hpp"
#include "search/refinement.hpp"
#include "search/title_words.hpp"
#include "text/normalize.hpp"

namespace telusur::search {

namespace {

constexpr std::uint32_t kMaxSuggestions = 50;
/// Words that are looked at to complete the last one: each costs up to two counts.
constexpr std::size_t kMaxCandidates = 30;
/// Documents that are counted for a suggestion.
constexpr std::uint32_t kMaxCounted = 1'000;
/// Titles that are looked at.
constexpr std::uint32_t kMaxTitles = 50;
/// Words of a title that a phrase goes on with.
constexpr std::size_t kMaxFollowing = 2;

/// A title that was found.
struct Title {
  std::string text;
  std::string id;
  std::vector<TitleWord> words;
};

/// A word as it is: its other forms may be in documents that lack it.
std::string quoted_word(std::string_view word) { return '"' + std::string(word) + '"'; }

/// One request, on one snapshot.
class Suggester {
 public:
  Suggester(const backend::Snapshot& snapshot, const SuggestRequest& request, const SearchResources& resources)
      : snapshot_(snapshot),
        request_(request),
        resources_(resources),
        settings_(snapshot.stored().settings),
        search_{.q = request.q, .filter = request.filter, .within = request.within},
        refinement_(refinement_of(search_, settings_)) {
    const auto start = std::chrono::steady_clock::now();
    refinement_.is_over = end_of_time(settings_, resources.limits, start);
    refinement_.is_half_over = half_of_time(settings_, resources.limits, start);
  }

  SuggestResponse run() {
    SuggestResponse response{{}, request_.q};
    const auto [query, corrections] = read_query(snapshot_, search_, resources_);
    if (query.clauses.empty()) {
      return response;
    }
    if (!corrections.empty()) {
      response.corrected_query = corrected_text(request_.q, corrections);
    }
    typed_ = title_words(request_.q, resources_.analyzer);
    open_end_ = query.clauses.back().open_end;
    find_titles(query);
    auto completions = completed_words(query);
    add_following(completions);
    std::stable_sort(completions.begin(), completions.end(), [](const Suggestion& a, const Suggestion& b) {
      const bool is_phrase = a.kind == SuggestionKind::kPhrase;
      // What stands side by side belongs together, however many documents have both words somewhere.
      return a.kind != b.kind ? is_phrase : a.count > b.count;
    });
    response.suggestions = merged(completions);
    response.degraded = cut_off_;
    return response;
  }

 private:
  /// Documents with all words and phrases of a text.
  std::uint64_t count(const std::string& text) {
    const query::Query query = query::parse(text, resources_.analyzer);
    const auto ranking = backend::rank(snapshot_, query, MatchingStrategy::kAll,
                                       {.limit = 0, .count_exactly = kMaxCounted}, refinement_);
    cut_off_ = cut_off_ || ranking.cut_off;
    return ranking.total;
  }

  /// The typed text with its last word completed.
  std::vector<Suggestion> completed_words(const query::Query& query) {
    std::vector<Suggestion> suggestions;
    const query::Clause& last = query.clauses.back();
    if (!last.open_end) {
      return suggestions;
    }
    const std::string before = request_.q.substr(0, last.offset_bytes);
    const auto vocabulary = snapshot_.vocabulary();
    for (const auto& word : vocabulary->completions(last.words.front().surface, kMaxCandidates)) {
      if (analysis::is_function_word(word.text)) {
        continue;
      }
      const std::string text = before + std::string(word.text);
      const auto phrase = phrase_of(query, word.text);
      Suggestion suggestion{SuggestionKind::kPhrase, text, phrase ? count(*phrase) : 0};
      if (suggestion.count == 0) {
        suggestion = {SuggestionKind::kWord, text, count(before + quoted_word(word.text))};
      }
      if (suggestion.count > 0) {
        suggestions.push_back(std::move(suggestion));
      }
    }
    return suggestions;
  }

  /// The typed text in which `word` stands for the last word, in one phrase with the word before, if there is one.
  std::optional<std::string> phrase_of(const query::Query& query, std::string_view word) const {
    const auto& clauses = query.clauses;
    if (clauses.size() < 2 || !clauses[clauses.size() - 2].is_open_word()) {
      return std::nullopt;
    }
    const auto from = clauses[clauses.size() - 2].offset_bytes;
    const auto until = clauses.back().offset_bytes;
    return request_.q.substr(0, from) + '"' + request_.q.substr(from, until - from) + std::string(word) + '"';
  }

  void find_titles(const query::Query& query) {
    const std::string attribute = title_attribute(settings_);
    if (attribute.empty()) {
      return;
    }
    const auto ranking = rank_curated(snapshot_, query, MatchingStrategy::kLast, {.limit = kMaxTitles}, refinement_,
                                      curated(settings_.curations, request_.q));
    cut_off_ = cut_off_ || ranking.cut_off;
    for (const auto& document : ranking.documents) {
      const auto json = schema::parse_document(document.stored);
      const auto* title = schema::find_attribute(json, attribute);
      if (title != nullptr && title->is_string()) {
        const auto& text = title->get_ref<const std::string&>();
        titles_.push_back(
            {text, schema::document_id(json, snapshot_.stored().primary_key), title_words(text, resources_.analyzer)});
      }
    }
  }

  /// What follows the typed words in several titles.
  void add_following(std::vector<Suggestion>& suggestions) const {
    std::map<std::string, std::pair<std::string, std::uint64_t>> phrases;  // folded -> as written first, titles
    for (const auto& title : titles_) {
      const auto at = find_in_order(title.words, typed_, open_end_);
      if (!at) {
        continue;
      }
      const std::size_t typed_end = *at + typed_.size();
      const std::size_t end = std::min(typed_end + kMaxFollowing, title.words.size());
      for (std::size_t next = typed_end + 1; next <= end; ++next) {
        if (!analysis::is_function_word(title.words[next - 1].folded)) {
          add_phrase(phrases, title, *at, next);
        }
      }
    }
    for (const auto& [folded, phrase] : phrases) {
      if (phrase.second > 1) {
        suggestions.push_back({SuggestionKind::kPhrase, phrase.first, phrase.second});
      }
    }
  }

  static void add_phrase(std::map<std::string, std::pair<std::string, std::uint64_t>>& phrases, const Title& title,
                         std::size_t first, std::size_t end) {
    std::string folded;
    for (std::size_t n = first; n < end; ++n) {
      folded += title.words[n].folded + ' ';
    }
    const std::size_t begin = title.words[first].begin;
    const auto written = title.text.substr(begin, title.words[end - 1].end - begin);
    ++phrases.try_emplace(folded, written, 0).first->second.second;
  }

  /// Half of what is wanted are titles, as far as there are any.
  std::vector<Suggestion> merged(const std::vector<Suggestion>& completions) const {
    std::vector<Suggestion> titles;
    for (const auto& title : titles_) {
      if (has_words(title.words, typed_, open_end_)) {
        titles.push_back({SuggestionKind::kTitle, title.text, 1, title.id});
      }
    }
    const std::size_t limit = request_.limit;
    const std::size_t least = limit - std::min(limit / 2, titles.size());
    std::vector<Suggestion> suggestions;
    std::set<std::string> seen{text::fold_text(request_.q)};
    const auto add = [&](const std::vector<Suggestion>& more, std::size_t end) {
      for (const auto& one : more) {
        if (suggestions.size() < end && seen.insert(text::fold_text(one.text)).second) {
          suggestions.push_back(one);
        }
      }
    };
    add(completions, least);
    add(titles, limit);
    add(completions, limit);
    return suggestions;
  }

  const backend::Snapshot& snapshot_;
  const SuggestRequest& request_;
  const SearchResources& resources_;
  const Settings& settings_;
  const SearchRequest search_;
  backend::Refinement refinement_;
  std::vector<TitleWord> typed_;
  bool open_end_ = false;
  std::vector<Title> titles_;
  bool cut_off_ = false;  // whether a search was
};

}  // namespace

SuggestResponse run_suggest(const backend::Snapshot& snapshot, const SuggestRequest& request,
                            const SearchResources& resources) {
  const auto start = std::chrono::steady_clock::now();
  check_range("limit", request.limit, 1, kMaxSuggestions);
  SuggestResponse response = Suggester(snapshot, request, resources).run();
  resources.analyzer.forget();
  response.processing_time_ms = milliseconds_since(start);
  return response;
}

}  // namespace telusur::search
