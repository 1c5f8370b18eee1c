#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace telusur::indexer {

/// A server that speaks the HTTP API, and how patiently it is asked.
struct ServerOptions {
  std::string url;                      ///< http or https, with a path where a proxy has one
  std::string key = {};                 ///< an API key; "": none
  std::chrono::seconds retry_for{300};  ///< how long a request is tried again while the server is not able to answer
  std::chrono::seconds answer_timeout{60};  ///< for one answer
};

/// One request. `path` begins with a slash and is percent-encoded.
struct ApiRequest {
  std::string method;
  std::string path;
  std::string body = {};
  std::string content_type = "application/json";
  /// Whether it may be sent again after it may have arrived. Where the server said that it did not take it, it always
  /// is.
  bool may_repeat = true;
};

struct ApiAnswer {
  int status = 0;  ///< 0: nobody knows whether the request arrived (`ApiRequest::may_repeat` is false)
  std::string body = {};
};

/// Sends requests to a server, one at a time over one connection. Tries again, after the time that `Retry-After` says
/// or 0.2 s to 10 s, where the server cannot be reached, breaks off, or answers 408, 429, 502, 503 or 504. One thread
/// at a time.
class ApiClient {
 public:
  using Report = std::function<void(std::string_view line)>;

  /// @param report  is told, once a request, that it is tried again.
  /// @throws Error kInvalidArgument for a URL that is none.
  ApiClient(ServerOptions options, Report report);
  ApiClient(const ApiClient&) = delete;
  ApiClient& operator=(const ApiClient&) = delete;
  ~ApiClient();

  /// @throws Error kIo when the patience is at its end; Interrupted.
  ApiAnswer send(const ApiRequest& request);

  /// From now on signals of the user break nothing off, and the patience is at most this.
  void be_undisturbed(std::chrono::seconds retry_for);

  /// The URL as it was given, for messages.
  const std::string& url() const noexcept { return options_.url; }

 private:
  struct Attempt;

  Attempt attempt(const ApiRequest& request);
  void wait(std::chrono::milliseconds time) const;

  ServerOptions options_;
  Report report_;
  struct Handle;
  std::unique_ptr<Handle> handle_;
  bool heeds_interrupts_ = true;
};

}  // namespace telusur::indexer
