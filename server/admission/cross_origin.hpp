#pragma once

#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "net/http.hpp"

namespace telusur::server::admission {

/// Which pages of other origins a browser lets read answers: those listed, as in "https://example.org", or all for "*".
/// Thread-safe.
class CrossOrigin {
 public:
  /// @throws std::invalid_argument, one sentence, for what is neither "*" nor SCHEME://HOST[:PORT].
  explicit CrossOrigin(std::vector<std::string> origins = {"*"});

  /// From now on these hold. @throws as the constructor, and then nothing has changed.
  void replace(std::vector<std::string> origins);

  /// True when this very origin is listed; "*" lists none.
  bool lists(std::string_view origin) const;

  /// Adds the headers that tell the browser.
  void add_headers(std::string_view origin, net::Response& response) const;

 private:
  bool lists_any() const;

  mutable std::shared_mutex mutex_;
  std::vector<std::string> origins_;  // guarded by mutex_
};

}  // namespace telusur::server::admission
