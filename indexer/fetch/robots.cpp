#include "fetch/robots.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "lower_case.hpp"
#include "sources/article.hpp"

namespace telusur::indexer {

namespace {

constexpr std::string_view kAgent = "telusur-indexer";
constexpr double kMaxDelaySeconds = 30;

/// What of a file is read, as search engines do.
constexpr std::size_t kMaxBytes = std::size_t{500} * 1024;

/// Whether a pattern, in which * stands for anything and a last $ for the end, matches the beginning of a path.
bool matches(std::string_view pattern, std::string_view path) {
  const bool to_end = pattern.ends_with('$');
  pattern.remove_suffix(to_end ? 1 : 0);
  std::size_t at = 0;
  for (bool first = true;; first = false) {
    const std::size_t star = pattern.find('*');
    const std::string_view part = pattern.substr(0, star);
    const bool last = star == std::string_view::npos;
    if (last && to_end && !first) {
      return path.size() >= at + part.size() && path.ends_with(part);
    }
    const std::size_t found = first ? (path.starts_with(part) ? 0 : std::string_view::npos) : path.find(part, at);
    if (found == std::string_view::npos) {
      return false;
    }
    at = found + part.size();
    if (last) {
      return !to_end || at == path.size();
    }
    pattern.remove_prefix(star + 1);
  }
}

/// A line of a robots.txt: its name in lower case, and its value without a comment.
struct Line {
  std::string name;
  std::string_view value;
};

Line split(std::string_view line) {
  line = line.substr(0, line.find('#'));
  const std::size_t colon = line.find(':');
  return colon == std::string_view::npos ? Line{}
                                         : Line{lower_case(trim(line.substr(0, colon))), trim(line.substr(colon + 1))};
}

/// What is no number is no delay.
std::chrono::milliseconds delay_of(std::string_view value) {
  const double seconds = std::strtod(std::string(value).c_str(), nullptr);
  return std::chrono::milliseconds(seconds > 0 ? static_cast<std::int64_t>(std::min(seconds, kMaxDelaySeconds) * 1000)
                                               : 0);
}

}  // namespace

Robots::Robots(std::string_view text) {
  text = text.substr(0, kMaxBytes);
  Robots others;
  bool named = false;  // there are rules for this program
  bool in_agents = false;
  bool ours = false;
  bool everyone = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const Line line = split(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.name == "user-agent") {
      ours = (in_agents && ours) || lower_case(line.value) == kAgent;
      everyone = (in_agents && everyone) || line.value == "*";
      named = named || ours;
      in_agents = true;
      continue;
    }
    in_agents = in_agents && line.name.empty();
    for (Robots* robots : {ours ? this : nullptr, everyone ? &others : nullptr}) {
      if (robots == nullptr || line.value.empty()) {
        continue;
      }
      if (line.name == "allow" || line.name == "disallow") {
        robots->rules_.push_back({std::string(line.value), line.name == "allow"});
      } else if (line.name == "crawl-delay") {
        robots->delay_ = delay_of(line.value);
      }
    }
  }
  if (!named) {
    *this = std::move(others);
  }
}

bool Robots::allows(std::string_view path) const {
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    const bool longer = best == nullptr || rule.pattern.size() > best->pattern.size() ||
                        (rule.pattern.size() == best->pattern.size() && rule.allow);
    if (longer && matches(rule.pattern, path)) {
      best = &rule;
    }
  }
  return best == nullptr || best->allow;
}

}  // namespace telusur::indexer
