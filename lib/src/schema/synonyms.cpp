#include "schema/synonyms.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/blanks.hpp"
#include "base/utf8.hpp"
#include "telusur/error.hpp"
#include "telusur/settings.hpp"

namespace telusur {

using base::kBlanks;
using base::trimmed;
using schema::Json;
using schema::Synonyms;

namespace {

// The limits that the docstring of Settings::synonyms names.
constexpr std::size_t kMaxWords = 10'000;
constexpr std::size_t kMaxSynonyms = 100;
constexpr std::size_t kMaxSynonymsInAll = 50'000;
constexpr std::size_t kMaxTermBytes = 200;
constexpr std::size_t kMaxTermWords = 8;

/// Where a fault is, and so how a message begins: "settings field 'synonyms'" or "synonyms.txt line 7".
using Place = std::string;

[[noreturn]] void reject_at(const Place& place, const std::string& why, const char* subject) {
  throw Error(ErrorCode::kInvalidArgument, place + " " + why, subject);
}

std::string in_quotes(std::string_view term) { return "'" + base::shown(term) + "'"; }

std::size_t count_words(std::string_view term) {
  std::size_t words = 0;
  for (bool inside = false; const char c : term) {
    const bool blank = kBlanks.find(c) != std::string_view::npos;
    words += !blank && !inside ? 1 : 0;
    inside = !blank;
  }
  return words;
}

void check_term(std::string_view term, const Place& place, const char* subject) {
  if (term.size() > kMaxTermBytes) {
    reject_at(place,
              "has a term of " + std::to_string(term.size()) + " bytes, " + in_quotes(term) + "; at most " +
                  std::to_string(kMaxTermBytes) + " are allowed",
              subject);
  }
  const auto words = count_words(term);
  if (words == 0 || words > kMaxTermWords) {
    reject_at(place,
              "has a term of " + std::to_string(words) + " words, " + in_quotes(term) + "; 1 to " +
                  std::to_string(kMaxTermWords) + " are allowed",
              subject);
  }
}

void check_synonym_count(const std::string& word, std::size_t count, const Place& place, const char* subject) {
  if (count > kMaxSynonyms) {
    reject_at(place,
              "gives " + in_quotes(word) + " " + std::to_string(count) + " synonyms; at most " +
                  std::to_string(kMaxSynonyms) + " are allowed",
              subject);
  }
}

void check_word_count(std::size_t count, const Place& place, const char* subject) {
  if (count > kMaxWords) {
    reject_at(
        place,
        "gives synonyms to " + std::to_string(count) + " words; at most " + std::to_string(kMaxWords) + " are allowed",
        subject);
  }
}

void check_total(std::size_t count, const Place& place, const char* subject) {
  if (count > kMaxSynonymsInAll) {
    reject_at(place, "makes more than " + std::to_string(kMaxSynonymsInAll) + " synonyms in all", subject);
  }
}

/// Without a comment, which begins at a # that is no part of a word (C#).
std::string_view without_comment(std::string_view line) {
  for (auto at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    if (at == 0 || kBlanks.find(line[at - 1]) != std::string_view::npos) {
      return line.substr(0, at);
    }
  }
  return line;
}

/// One-way rules, of which no chain may come back to where it began.
class OneWayRules {
 public:
  void add(const std::string& from, const std::string& to, std::size_t line) { rules_[from].emplace(to, line); }

  /// A chain that comes back: the line of the last rule that it needs, and that rule.
  struct Cycle {
    std::size_t line;
    std::string from;
    std::string to;
  };

  /// Depth-first search with an explicit stack, since a chain may be as long as the file. O(rules).
  std::optional<Cycle> find_cycle() {
    for (const auto& [term, to] : rules_) {
      if (auto cycle = find_cycle_from(term)) {
        return cycle;
      }
    }
    return std::nullopt;
  }

 private:
  using Targets = std::map<std::string, std::size_t>;  // term -> line of the rule
  struct Step {
    std::map<std::string, Targets>::const_iterator from;
    Targets::const_iterator next;  // of its rules that are not followed yet
  };
  enum class State { kOpen, kDone };

  std::optional<Cycle> find_cycle_from(const std::string& first) {
    std::vector<Step> path;
    enter(path, first);
    while (!path.empty()) {
      auto& [from, next] = path.back();
      if (next == from->second.end()) {
        states_[from->first] = State::kDone;
        path.pop_back();
        continue;
      }
      const std::string& to = (next++)->first;
      const auto state = states_.find(to);
      if (state == states_.end()) {
        enter(path, to);
      } else if (state->second == State::kOpen) {
        return closing_rule(path, to);
      }
    }
    return std::nullopt;
  }

  void enter(std::vector<Step>& path, const std::string& term) {
    const auto from = rules_.find(term);
    if (from != rules_.end() && states_.emplace(term, State::kOpen).second) {
      path.push_back({from, from->second.begin()});
    }
  }

  /// Of the rules of the path from `term` on, the one that stands last in the file.
  static Cycle closing_rule(const std::vector<Step>& path, const std::string& term) {
    Cycle last{0, {}, {}};
    for (auto step = path.rbegin(); step != path.rend(); ++step) {
      const auto& [to, line] = *std::prev(step->next);
      if (line > last.line) {
        last = {line, step->from->first, to};
      }
      if (step->from->first == term) {
        break;
      }
    }
    return last;
  }

  std::map<std::string, Targets> rules_;
  std::map<std::string, State, std::less<>> states_;  // of the terms that the search has met
};

/// Reads the rules of a text, line by line.
class RuleReader {
 public:
  explicit RuleReader(std::string_view name) : name_(name) {}

  void read(std::string_view line, std::size_t number) {
    place_ = name_ + " line " + std::to_string(number);
    if (base::valid_utf8(line) != line) {
      reject_at(place_, "is not UTF-8", kSubject);
    }
    line = trimmed(without_comment(line));
    if (line.empty()) {
      return;
    }
    if (const auto arrow = line.find("=>"); arrow != std::string_view::npos) {
      const auto from = terms(line.substr(0, arrow));
      const auto to = terms(line.substr(arrow + 2));
      if (line.find("=>", arrow + 2) != std::string_view::npos) {
        reject_at(place_, "has '=>' more than once", kSubject);
      }
      if (from.size() != 1) {
        reject_at(place_, "has " + std::to_string(from.size()) + " terms before '=>'; a one-way rule has one",
                  kSubject);
      }
      for (const auto& term : to) {
        one_way_.add(from.front(), term, number);
        add(from.front(), term);
      }
    } else {
      const auto group = terms(line);
      if (group.size() < 2) {
        reject_at(place_, "has one term, " + in_quotes(line) + "; write 'a, b' or 'a => b'", kSubject);
      }
      for (const auto& word : group) {
        std::for_each(group.begin(), group.end(), [&](const std::string& term) { add(word, term); });
      }
    }
    check_word_count(synonyms_.size(), place_, kSubject);
  }

  /// What all the rules make. @throws Error when one-way rules make a cycle.
  Synonyms finish() {
    if (const auto cycle = one_way_.find_cycle()) {
      reject_at(name_ + " line " + std::to_string(cycle->line),
                "closes a cycle of one-way rules with " + in_quotes(cycle->from + " => " + cycle->to) +
                    "; write words that mean the same as one line 'a, b'",
                kSubject);
    }
    return std::move(synonyms_);
  }

 private:
  static constexpr const char* kSubject = "synonyms";

  std::vector<std::string> terms(std::string_view list) const {
    std::vector<std::string> found;
    for (bool more = true; more;) {
      const auto comma = list.find(',');
      more = comma != std::string_view::npos;
      const auto term = trimmed(list.substr(0, comma));
      list.remove_prefix(more ? comma + 1 : list.size());
      check_term(term, place_, kSubject);
      found.emplace_back(term);
    }
    return found;
  }

  void add(const std::string& word, const std::string& term) {
    auto& list = synonyms_[word];
    if (word != term && std::find(list.begin(), list.end(), term) == list.end()) {
      list.push_back(term);
      check_synonym_count(word, list.size(), place_, kSubject);
      check_total(++total_, place_, kSubject);
    }
  }

  std::string name_;
  Place place_;
  Synonyms synonyms_;
  std::size_t total_ = 0;
  OneWayRules one_way_;
};

}  // namespace

std::map<std::string, std::vector<std::string>> synonyms_from_text(std::string_view text, std::string_view name) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  text.remove_prefix(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
  RuleReader reader(name);
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    reader.read(text.substr(0, end), number);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return reader.finish();
}

namespace schema {

Synonyms read_synonyms(const Json& value) {
  constexpr const char* kSubject = "settings";
  const Place place = "settings field 'synonyms'";
  if (!value.is_object()) {
    reject_at(place, "must be an object of arrays, not " + std::string(type_name(value)), kSubject);
  }
  check_word_count(value.size(), place, kSubject);
  Synonyms synonyms;
  std::size_t total = 0;
  for (const auto& [word, list] : value.items()) {
    check_term(word, place, kSubject);
    if (!list.is_array()) {
      reject_at(place, "must give " + in_quotes(word) + " an array of strings, not " + std::string(type_name(list)),
                kSubject);
    }
    check_synonym_count(word, list.size(), place, kSubject);
    check_total(total += list.size(), place, kSubject);
    auto& terms = synonyms[word];
    for (const auto& term : list) {
      if (!term.is_string()) {
        reject_at(place, "must give " + in_quotes(word) + " strings, not " + schema::shown(term), kSubject);
      }
      check_term(term.get_ref<const std::string&>(), place, kSubject);
      terms.push_back(term.get<std::string>());
    }
  }
  return synonyms;
}

}  // namespace schema

}  // namespace telusur
