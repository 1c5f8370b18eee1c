#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "net/body.hpp"
#include "net/codec.hpp"
#include "net/http.hpp"
#include "net/limits.hpp"

namespace telusur::server::net {

/// One answered or refused request, for the access log.
struct AccessRecord {
  std::string remote_address;
  std::string method;  ///< "" or "-" when the request did not get that far
  std::string path;    ///< without the query string; likewise
  int status = 0;
  std::size_t bytes = 0;                  ///< of the whole answer, head included
  std::chrono::microseconds duration{0};  ///< from the worker's taking it to the sent answer
  std::string route{};                    ///< the pattern that the path fitted; "" when none did
  std::string request_id{};
};

struct ServerOptions {
  std::string host = "127.0.0.1";  ///< name or address to listen on
  int port = 7700;                 ///< 0: a free one
  Limits limits;
};

struct ServerHooks {
  Handler handler;
  /// Decides where the body of a request goes of which there is the head alone, before anything of the body is read.
  /// What it throws is Request::failure when the handler is called, without a body.
  std::function<BodyPlan(const Request&)> plan_body;
  RejectionHandler reject;
  std::function<void(const AccessRecord&)> log;  ///< called from many threads; must not throw
};

/// An HTTP/1.1 server: accepts connections, answers requests by a handler, on threads of its own.
///
/// One thread creates, drains and destroys it. The destructor breaks off what is still open.
class Server {
 public:
  /// Listens and serves at once. @throws std::system_error when it cannot listen or start threads.
  Server(const ServerOptions& options, const ServerHooks& hooks);
  ~Server();

  /// The port that it listens on.
  int port() const noexcept;

  /// Stops listening, answers every request that has been received, closes, and ends all threads. True when everything
  /// was answered within `time`; else what is left is broken off.
  bool drain(std::chrono::milliseconds time);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace telusur::server::net
