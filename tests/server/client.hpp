#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace telusur::test {

/// One answer as it came over the wire.
struct Answer {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names as they were sent
  std::string body;

  std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
  }
};

/// A bare socket to a server on 127.0.0.1: sends any bytes, well-formed or not. Every wait ends after 20 s.
class Client {
 public:
  /// `from` is the address of this machine's that the server sees.
  explicit Client(int port, int receive_buffer_bytes = 0, const char* from = "127.0.0.1")
      : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (receive_buffer_bytes > 0) {
      ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
    }
    // Without it, each would take a port that no other connection may have.
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    const sockaddr_in own = address_of(from, 0);
    const sockaddr_in server = address_of("127.0.0.1", port);
    if (::bind(socket_, reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0 ||
        ::connect(socket_, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0) {
      const int reason = errno;
      ::close(socket_);
      throw std::system_error(reason, std::generic_category(), "connect");
    }
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  Client(Client&& other) noexcept : socket_(std::exchange(other.socket_, -1)), input_(std::move(other.input_)) {}
  ~Client() {
    if (socket_ >= 0) {
      ::close(socket_);
    }
  }

  /// Sends all bytes; false when the server has closed.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) {
        return false;
      }
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  void shut_sending() { ::shutdown(socket_, SHUT_WR); }

  /// True when the server has sent something, or closed, within `time`.
  bool readable(std::chrono::milliseconds time) {
    pollfd entry{socket_, POLLIN, 0};
    return !input_.empty() || ::poll(&entry, 1, static_cast<int>(time.count())) > 0;
  }

  /// The next answer. `with_body` is false for the answer to HEAD. @throws std::runtime_error when none comes.
  Answer answer(bool with_body = true) {
    while (input_.find("\r\n\r\n") == std::string::npos) {
      if (!receive()) {
        throw std::runtime_error("the server closed before an answer; sent so far: '" + input_ + "'");
      }
    }
    const std::size_t end = input_.find("\r\n\r\n") + 4;
    Answer out = parse(input_.substr(0, end));
    input_.erase(0, end);
    const std::size_t length = with_body ? std::strtoul(out.header("Content-Length").c_str(), nullptr, 10) : 0;
    while (input_.size() < length) {
      if (!receive()) {
        throw std::runtime_error("the server closed amid a body");
      }
    }
    out.body = input_.substr(0, length);
    input_.erase(0, length);
    return out;
  }

  /// True when the server has closed, with nothing more to read.
  bool closed() {
    while (receive()) {
    }
    return input_.empty();
  }

 private:
  static sockaddr_in address_of(const char* host, int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    ::inet_pton(AF_INET, host, &address.sin_addr);
    return address;
  }

  static Answer parse(const std::string& head) {
    Answer out;
    out.status = static_cast<int>(std::strtol(head.c_str() + std::string_view("HTTP/1.1 ").size(), nullptr, 10));
    for (std::size_t at = head.find("\r\n") + 2; head.compare(at, 2, "\r\n") != 0; at = head.find("\r\n", at) + 2) {
      const std::size_t colon = head.find(": ", at);
      out.headers[head.substr(at, colon - at)] = head.substr(colon + 2, head.find("\r\n", at) - colon - 2);
    }
    return out;
  }

  bool receive() {
    if (pollfd entry{socket_, POLLIN, 0}; ::poll(&entry, 1, 20'000) <= 0) {
      throw std::runtime_error("the server sent nothing for 20 s");
    }
    char buffer[16384];
    const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
    if (got > 0) {
      input_.append(buffer, static_cast<std::size_t>(got));
    }
    return got > 0;
  }

  int socket_;
  std::string input_;
};

/// A request with a Host header, and a body where one is given.
inline std::string request(std::string_view method, std::string_view target, std::string_view headers = "",
                           std::string_view body = "") {
  std::string text = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n";
  text += headers;
  if (!body.empty()) {
    text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  }
  return text + "\r\n" + std::string(body);
}

/// One request on a connection of its own.
inline Answer fetch(int port, std::string_view method, std::string_view target, std::string_view headers = "",
                    std::string_view body = "") {
  Client client(port);
  client.send(request(method, target, headers, body));
  return client.answer(method != "HEAD");
}

}  // namespace telusur::test
