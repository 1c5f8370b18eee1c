#include "analysis/indonesian/alias_list.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "analysis/indonesian/text_lines.hpp"

namespace telusur::analysis {
namespace {

bool is_clean(std::string_view word) noexcept {
  return word.size() <= kLongestWord &&
         word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789'-") == std::string_view::npos;
}

// What is wrong with a line; empty when nothing is.
std::string fault_of(const Fields& fields) {
  if (fields.count < 2) {
    return "a word and what it stands for expected";
  }
  for (std::size_t i = 0; i < fields.count; ++i) {
    if (!is_clean(fields[i])) {
      return "'" + std::string(fields[i]) + "' has more than small letters, digits, ' and -, or more than 64 bytes";
    }
    if (i > 0 && fields[i] == fields[0]) {
      return "'" + std::string(fields[0]) + "' stands for itself";
    }
  }
  return fields.rest.empty() ? std::string() : "'" + std::string(fields[0]) + "' stands for more than seven words";
}

}  // namespace

void AliasList::add(std::string_view text, std::string_view list, std::vector<ListProblem>& problems) {
  for_each_entry_line(text, [&](std::size_t number, const Fields& fields) {
    std::string fault = fault_of(fields);
    if (fault.empty()) {
      const auto [entry, is_new] = entries_.try_emplace(std::string(fields[0]), Entry{{}, std::string(list), number});
      if (is_new) {
        entry->second.words.assign(fields.at.begin() + 1,
                                   fields.at.begin() + static_cast<std::ptrdiff_t>(fields.count));
        return;
      }
      fault =
          "'" + entry->first + "' is there already: " + entry->second.list + ":" + std::to_string(entry->second.line);
    }
    problems.push_back({std::string(list), number, std::move(fault)});
  });
}

void AliasList::check_chains(std::vector<ListProblem>& problems) const {
  const auto first = problems.size();
  for (const auto& [word, entry] : entries_) {
    for (const auto& target : entry.words) {
      if (entries_.contains(target)) {
        std::string what = "'";
        what.append(word).append("' stands for '").append(target).append("', which stands for another word");
        problems.push_back({entry.list, entry.line, std::move(what)});
      }
    }
  }
  // The same one comes first each time.
  std::sort(problems.begin() + static_cast<std::ptrdiff_t>(first), problems.end(),
            [](const ListProblem& a, const ListProblem& b) {
              return std::tie(a.list, a.line, a.what) < std::tie(b.list, b.line, b.what);
            });
}

const std::vector<std::string>& AliasList::find(std::string_view word) const noexcept {
  static const std::vector<std::string> kNone;
  const auto found = entries_.find(word);
  return found == entries_.end() ? kNone : found->second.words;
}

}  // namespace telusur::analysis
