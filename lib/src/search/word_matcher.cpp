#include "search/word_matcher.hpp"

#include <algorithm>
#include <unordered_map>

namespace telusur::search {

namespace {

/// Calls `visit` with each form that a document's word is found by.
template <typename Visit>
void for_each_form(const analysis::Word& word, const analysis::WordForm* joined, Visit&& visit) {
  const auto visit_form = [&](const analysis::WordForm& form) {
    visit(form.surface);
    std::for_each(form.keys.begin(), form.keys.end(), visit);
  };
  visit_form(word);
  std::for_each(word.aliases.begin(), word.aliases.end(), visit_form);
  std::for_each(word.parts.begin(), word.parts.end(), visit_form);
  if (joined != nullptr) {
    visit_form(*joined);
  }
}

bool has_form(const analysis::WordToken& token, const auto& forms) {
  bool found = false;
  for_each_form(*token.word, token.joined, [&](const auto& form) { found = found || forms.contains(form); });
  return found;
}

/// Where words that say something are asked for, those that only hold a sentence together are not marked.
bool asks_for_content(const query::Query& query) {
  return std::any_of(query.clauses.begin(), query.clauses.end(), [](const query::Clause& clause) {
    return !clause.excluded && (clause.kind != query::Clause::Kind::kWord || !clause.words.front().function_word);
  });
}

}  // namespace

WordMatcher::WordMatcher(const query::Query& query) {
  const bool content = asks_for_content(query);
  for (const auto& clause : query.clauses) {
    for (const auto& word : clause.words) {
      const bool filler = content && word.function_word && clause.kind == query::Clause::Kind::kWord;
      if (!clause.excluded && !filler) {
        ++words_;
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

void WordMatcher::add_alternative(const query::Alternative& alternative) {
  std::vector<Forms> phrase;
  for (const auto& word : alternative.words) {
    phrase.emplace_back(word.keys.begin(), word.keys.end()).insert(word.surface);
  }
  if (phrase.size() == 1) {
    forms_.merge(phrase.front());
    return;
  }
  for (const std::string& form : phrase.front()) {
    phrases_by_form_.emplace(form, phrases_.size());
  }
  phrases_.push_back(std::move(phrase));
}

WordMatcher::Role WordMatcher::role_of(const analysis::WordToken& token) const {
  Role role{has_form(token, forms_)};
  for_each_form(*token.word, token.joined,
                [&](const auto& form) { role.begins_phrase = role.begins_phrase || phrases_by_form_.contains(form); });
  return role;
}

std::vector<bool> WordMatcher::match(const std::vector<analysis::WordToken>& tokens) const {
  std::vector<bool> matched(tokens.size());
  // A long text has most of its words many times.
  std::unordered_map<const analysis::Word*, Role> known;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    Role role;
    if (tokens[at].joined != nullptr) {
      role = role_of(tokens[at]);
    } else {
      const auto [entry, is_new] = known.try_emplace(tokens[at].word);
      entry->second = is_new ? role_of(tokens[at]) : entry->second;
      role = entry->second;
    }
    matched[at] = matched[at] || role.matches;
    if (!role.begins_phrase) {
      continue;
    }
    for_each_form(*tokens[at].word, tokens[at].joined, [&](const auto& form) {
      const auto [first, last] = phrases_by_form_.equal_range(form);
      for (auto phrase = first; phrase != last; ++phrase) {
        const auto& words = phrases_[phrase->second];
        const bool whole = words.size() <= tokens.size() - at &&
                           std::equal(words.begin(), words.end(), tokens.begin() + static_cast<std::ptrdiff_t>(at),
                                      [](const Forms& forms, const auto& token) { return has_form(token, forms); });
        if (whole) {
          std::fill_n(matched.begin() + static_cast<std::ptrdiff_t>(at), words.size(), true);
        }
      }
    });
  }
  return matched;
}

}  // namespace telusur::search
