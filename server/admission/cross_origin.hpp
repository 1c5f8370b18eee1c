#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "net/http.hpp"

namespace telusur::server::admission {

/// Which pages of other origins a browser lets read answers: those listed, as in "https://example.org", or all for "*".
/// Immutable.
class CrossOrigin {
 public:
  /// @throws std::invalid_argument, one sentence, for what is neither "*" nor SCHEME://HOST[:PORT].
  explicit CrossOrigin(std::vector<std::string> origins = {"*"});

  /// True when this very origin is listed; "*" lists none.
  bool lists(std::string_view origin) const noexcept;

  /// Adds the headers that tell the browser.
  void add_headers(std::string_view origin, net::Response& response) const;

 private:
  std::vector<std::string> origins_;
  bool any_;
};

}  // namespace telusur::server::admission
