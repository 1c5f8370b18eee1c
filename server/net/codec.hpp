#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "net/head.hpp"
#include "net/http.hpp"

namespace telusur::server::net {

/// Makes the answer to a refused request. `origin` is its Origin header, or "" where none was read.
using RejectionHandler = std::function<Response(const Rejection&, std::string_view origin)>;

/// An answer ready to be sent.
struct Reply {
  std::string bytes;
  int status = 0;
  bool keep_alive = false;  ///< the next request begins where this one's body ended
  std::string route{};      ///< of the answer, as is the next
  std::string request_id{};
};

/// Writes answers as HTTP/1.1, by cpp-httplib. With `listen_on` all that knows that library, of which it takes 0.11.4
/// and 0.18.7: see tests/server/net/other_httplib.sh.
///
/// One thread at a time: each worker has one. The library gets to see a head that we wrote ourselves, GET or HEAD, and
/// nothing of the client's: what it does with Range, Accept-Encoding, Content-Type, paths, bodies and REMOTE_ADDR
/// cannot be reached. Construction takes some 100 µs and keeps the process's handling of SIGPIPE.
class Codec {
 public:
  /// Both handlers may throw.
  Codec(Handler handler, RejectionHandler reject);
  Codec(Codec&&) noexcept;
  ~Codec();

  /// Answers the request of `head`: calls the handler, or answers its rejection, and writes the answer. A head that
  /// does not want to keep the connection alive gets "Connection: close". What handlers throw becomes an answer with
  /// status 500.
  Reply reply(Head head);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// A listening socket and its port. The destructor closes it.
class Listener {
 public:
  Listener(int socket, int port) noexcept : socket_(socket), port_(port) {}
  Listener(Listener&& other) noexcept;
  ~Listener();

  int socket() const noexcept { return socket_; }  ///< -1 once closed
  int port() const noexcept { return port_; }
  void close() noexcept;

 private:
  int socket_;
  int port_;
};

/// Listens on a host (name or address) and port; 0 takes a free port. A port that another program listens on is an
/// error, never shared. The socket is non-blocking and closed on exec.
/// @throws std::system_error whose code is the reason.
Listener listen_on(const std::string& host, int port, int backlog);

}  // namespace telusur::server::net
