#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace telusur::indexer {

/// What a robots.txt (RFC 9309) allows this program: the rules for "telusur-indexer", else those for "*". Immutable.
class Robots {
 public:
  /// Without a file everything is allowed.
  Robots() = default;
  explicit Robots(std::string_view text);

  /// Whether a path with its query may be fetched: the longest rule that matches decides, and Allow where two are as
  /// long.
  bool allows(std::string_view path) const;

  /// Crawl-delay, at most 30 s; zero when there is none.
  std::chrono::milliseconds delay() const noexcept { return delay_; }

 private:
  struct Rule {
    std::string pattern;
    bool allow;
  };

  std::vector<Rule> rules_;
  std::chrono::milliseconds delay_{0};
};

}  // namespace telusur::indexer
