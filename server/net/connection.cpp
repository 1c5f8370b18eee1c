#include "net/connection.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace telusur::server::net {

namespace {

constexpr std::size_t kReadBytes = std::size_t{16} * 1024;

bool would_block() noexcept { return errno == EAGAIN || errno == EWOULDBLOCK; }

/// Milliseconds until `deadline`, rounded up, for poll.
int remaining_ms(Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::clamp<decltype(left)>(left, 0, 3'600'000));
}

}  // namespace

Connection::Connection(int socket, std::uint64_t id, std::string remote_address)
    : socket_(socket), id_(id), remote_address_(std::move(remote_address)) {}

Connection::~Connection() { ::close(socket_); }

void Connection::set_state(ConnectionState state, Clock::time_point deadline) noexcept {
  deadline_.store(deadline.time_since_epoch().count());
  state_.store(state, std::memory_order_release);
}

Connection::Read Connection::fill(std::size_t limit) {
  std::array<char, kReadBytes> buffer;
  const std::size_t room = limit > input().size() ? limit - input().size() : 0;
  const ssize_t got = ::recv(socket_, buffer.data(), std::min(room, buffer.size()), 0);
  if (got <= 0) {
    return got < 0 && (would_block() || errno == EINTR) ? Read::kNothing : Read::kEnd;
  }
  input_.append(buffer.data(), static_cast<std::size_t>(got));
  return Read::kData;
}

Connection::Read Connection::discard() {
  std::array<char, kReadBytes> buffer;
  const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (got > 0) {
    return Read::kData;
  }
  return got < 0 && (would_block() || errno == EINTR) ? Read::kNothing : Read::kEnd;
}

void Connection::take(std::size_t bytes) noexcept {
  taken_ += bytes;
  if (taken_ >= input_.size()) {
    input_.clear();
    taken_ = 0;
  } else if (taken_ > kReadBytes) {
    input_.erase(0, taken_);
    taken_ = 0;
  }
}

std::size_t Connection::read(char* out, std::size_t size, Clock::time_point deadline) {
  if (const std::string_view ahead = input(); !ahead.empty()) {
    const std::size_t count = std::min(size, ahead.size());
    std::memcpy(out, ahead.data(), count);
    take(count);
    return count;
  }
  while (wait(POLLIN, deadline)) {
    const ssize_t got = ::recv(socket_, out, size, 0);
    if (got >= 0) {
      return static_cast<std::size_t>(got);
    }
    if (!would_block() && errno != EINTR) {
      return 0;
    }
  }
  return 0;
}

bool Connection::send(std::string_view bytes, Clock::time_point deadline) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (would_block()) {
      if (!wait(POLLOUT, deadline)) {
        return false;
      }
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

bool Connection::wait_readable(Clock::time_point deadline) const { return wait(POLLIN, deadline); }

void Connection::shut_sending() const noexcept { ::shutdown(socket_, SHUT_WR); }

void Connection::shut() const noexcept { ::shutdown(socket_, SHUT_RDWR); }

bool Connection::wait(short events, Clock::time_point deadline) const {
  for (;;) {
    pollfd entry{socket_, events, 0};
    const int ready = ::poll(&entry, 1, remaining_ms(deadline));
    if (ready != 0 && !(ready < 0 && errno == EINTR)) {
      return ready > 0;
    }
    if (ready == 0 || Clock::now() >= deadline) {
      return false;
    }
  }
}

}  // namespace telusur::server::net
