#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <string>

namespace telusur::indexer {

/// How long it may take to connect.
inline constexpr long kConnectSeconds = 10;

/// How long a wait for the network lasts until a signal of the user is looked at.
inline constexpr std::chrono::milliseconds kLook{100};

/// How politely, and within which limits, a site is asked.
struct FetchOptions {
  std::size_t connections = 4;                            ///< requests at once, 1 to 16
  std::chrono::milliseconds delay{100};                   ///< from the beginning of one request to that of the next
  std::chrono::seconds timeout{30};                       ///< for one answer
  std::size_t max_bytes = std::size_t{64} * 1024 * 1024;  ///< of one answer, decompressed
};

/// One GET. With `etag` or `last_modified` of an earlier answer, 304 says that it still holds.
struct FetchRequest {
  std::string url;
  std::string etag = {};
  std::string last_modified = {};
};

/// What came of it.
struct FetchAnswer {
  std::string url = {};      ///< after redirects
  int status = 0;            ///< 0: there was no answer, see `problem`
  std::string problem = {};  ///< why there was none, in words that follow the URL
  std::string body = {};
  std::string content_type = {};
  std::string etag = {};
  std::string last_modified = {};
};

/// Gets pages of one host over HTTP and HTTPS, several at once, and yields the answers in the order of the requests. At
/// most five redirects are followed, none of them to another host. One thread at a time.
class Fetcher {
 public:
  explicit Fetcher(const FetchOptions& options);
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;
  ~Fetcher();

  /// Raises the delay to what the site asks for.
  void slow_down(std::chrono::milliseconds delay);

  void add(FetchRequest request);

  /// The answer to the oldest request that was not taken yet. @throws Interrupted.
  FetchAnswer take();

 private:
  struct Transfer;
  struct Connections;

  void begin_more();
  void begin(Transfer& transfer);
  void finish(Transfer& transfer, int result);
  void collect();

  FetchOptions options_;
  std::unique_ptr<Connections> connections_;
  std::deque<std::unique_ptr<Transfer>> transfers_;
  std::size_t running_ = 0;
  std::chrono::steady_clock::time_point next_begin_;
};

/// The host of an http or https URL, with its port, in lower case; "" when it is none.
std::string host_of(const std::string& url);

/// `reference` as a link on the page at `base` means it; "" when it cannot be resolved.
std::string resolved_url(const std::string& base, const std::string& reference);

}  // namespace telusur::indexer
