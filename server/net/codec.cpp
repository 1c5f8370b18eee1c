#include "net/codec.hpp"

#include <fcntl.h>
#include <httplib.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <system_error>
#include <utility>

namespace telusur::server::net {

namespace {

/// The constructor of httplib::Server ignores SIGPIPE for the whole process; this puts back what was there.
class KeepSigpipe {
 public:
  KeepSigpipe() { ::sigaction(SIGPIPE, nullptr, &before_); }
  KeepSigpipe(const KeepSigpipe&) = delete;
  KeepSigpipe& operator=(const KeepSigpipe&) = delete;
  ~KeepSigpipe() { ::sigaction(SIGPIPE, &before_, nullptr); }

 private:
  struct sigaction before_ {};
};

/// The head that the library gets to see instead of the client's.
std::string head_for_library(const Head& head) {
  return head.request.method == "HEAD" ? "HEAD / HTTP/1.1\r\n\r\n" : "GET / HTTP/1.1\r\n\r\n";
}

std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
  return {text.data(), size};
}

/// What the library takes for a socket: our head; the answer is gathered.
class MemoryStream final : public httplib::Stream {
 public:
  explicit MemoryStream(std::string head) : head_(std::move(head)) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }

  ssize_t read(char* out, size_t size) override {
    const std::size_t count = std::min(size, head_.size() - taken_);
    std::memcpy(out, head_.data() + taken_, count);
    taken_ += count;
    return static_cast<ssize_t>(count);
  }

  ssize_t write(const char* bytes, size_t size) override {
    written_.append(bytes, size);
    return static_cast<ssize_t>(size);
  }

  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return INVALID_SOCKET; }

  std::string take_written() { return std::move(written_); }

 private:
  std::string head_;
  std::size_t taken_ = 0;
  std::string written_;
};

/// Opens a listening socket by the library's own means.
class ListeningServer final : public httplib::Server {
 public:
  Listener open(const std::string& host, int port, int backlog) {
    // SO_REUSEADDR alone: the library's default, SO_REUSEPORT, lets two servers share a port without noticing.
    set_socket_options([](socket_t socket) {
      const int on = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    });
    errno = 0;
    const int bound = port == 0 ? bind_to_any_port(host) : bind_to_port(host, port) ? port : -1;
    if (bound <= 0) {
      // Names that do not resolve leave no errno.
      throw std::system_error(errno != 0 ? errno : EADDRNOTAVAIL, std::generic_category());
    }
    Listener listener(svr_sock_.exchange(INVALID_SOCKET), bound);
    // The library listens with a backlog of 5; listening again replaces it.
    if (::listen(listener.socket(), backlog) != 0 || ::fcntl(listener.socket(), F_SETFL, O_NONBLOCK) != 0 ||
        ::fcntl(listener.socket(), F_SETFD, FD_CLOEXEC) != 0) {
      throw std::system_error(errno, std::generic_category());
    }
    return listener;
  }
};

}  // namespace

class Codec::Impl final : public httplib::Server {
 public:
  Impl(net::Handler handler, RejectionHandler reject) : handler_(std::move(handler)), reject_(std::move(reject)) {
    set_pre_routing_handler([this](const httplib::Request&, httplib::Response& response) {
      answer(response);
      return HandlerResponse::Handled;
    });
    set_post_routing_handler([this](const httplib::Request&, httplib::Response& response) { finish(response); });
  }

  Reply reply(Head head) {
    head_ = std::move(head);
    MemoryStream stream(head_for_library(head_));
    bool closed = false;
    process(&Impl::process_request, stream, closed);
    const bool keep_alive = head_.keep_alive;
    head_ = {};  // a body may be large, and the next request long in coming
    return {stream.take_written(), status_, keep_alive, std::move(route_), std::move(request_id_)};
  }

 private:
  using Setup = std::function<void(httplib::Request&)>;
  using Process = bool (httplib::Server::*)(httplib::Stream&, bool, bool&, const Setup&);
  /// As Debian 13 has it (0.18.7): with addresses, which nobody asks the library for.
  using ProcessWithAddresses = bool (httplib::Server::*)(httplib::Stream&, const std::string&, int, const std::string&,
                                                         int, bool, bool&, const Setup&);

  void process(Process call, MemoryStream& stream, bool& closed) {
    (this->*call)(stream, !head_.keep_alive, closed, {});
  }
  void process(ProcessWithAddresses call, MemoryStream& stream, bool& closed) {
    (this->*call)(stream, {}, 0, {}, 0, !head_.keep_alive, closed, {});
  }

  Response handled() {
    try {
      return head_.rejection ? rejected(*head_.rejection) : handler_(head_.request);
    } catch (...) {
      // What an exception says may hold paths or documents: it is not for clients.
      return internal_error();
    }
  }

  Response rejected(const Rejection& rejection) { return reject_(rejection, head_.request.header("Origin")); }

  Response internal_error() {
    try {
      return rejected({500, "internal", "The server failed to answer this request."});
    } catch (...) {
      return {.status = 500};
    }
  }

  void answer(httplib::Response& response) {
    Response made = handled();
    response.status = made.status;
    status_ = made.status;
    route_ = std::move(made.route);
    request_id_ = std::move(made.request_id);
    response.body = std::move(made.body);
    if (!made.content_type.empty()) {
      response.set_header("Content-Type", made.content_type);
    }
    for (const Header& header : made.headers) {
      response.set_header(header.name, header.value);
    }
    response.set_header("Date", http_date());
  }

  /// Called with all headers in place, just before they are written.
  void finish(httplib::Response& response) {
    response.headers.erase("Keep-Alive");
    response.headers.erase("Accept-Ranges");
    if (!head_.keep_alive) {
      response.headers.erase("Connection");
      response.set_header("Connection", "close");
    }
    if (response.status == 204 || response.status == 304) {
      response.headers.erase("Content-Length");
    }
  }

  const net::Handler handler_;
  const RejectionHandler reject_;
  Head head_;
  int status_ = 0;
  std::string route_;
  std::string request_id_;
};

Codec::Codec(Handler handler, RejectionHandler reject) {
  const KeepSigpipe guard;
  impl_ = std::make_unique<Impl>(std::move(handler), std::move(reject));
}

Codec::Codec(Codec&&) noexcept = default;
Codec::~Codec() = default;

Reply Codec::reply(Head head) { return impl_->reply(std::move(head)); }

Listener::Listener(Listener&& other) noexcept : socket_(std::exchange(other.socket_, -1)), port_(other.port_) {}

Listener::~Listener() { close(); }

void Listener::close() noexcept {
  if (socket_ >= 0) {
    ::close(std::exchange(socket_, -1));
  }
}

Listener listen_on(const std::string& host, int port, int backlog) {
  const KeepSigpipe guard;
  return ListeningServer().open(host, port, backlog);
}

}  // namespace telusur::server::net
