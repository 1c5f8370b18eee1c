#include "net/event_loop.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace telusur::server::net {

namespace {

constexpr std::uint64_t kListenerId = 0;
constexpr std::uint64_t kWakeupId = 1;
constexpr std::uint64_t kFirstConnectionId = 2;

// How often deadlines are looked at: they may be overrun by as much.
constexpr auto kTick = std::chrono::milliseconds(100);
constexpr auto kDrainTick = std::chrono::milliseconds(10);

// At most so many reads for one client before the others get their turn.
constexpr int kReadsPerTurn = 8;

std::string address_text(const sockaddr_storage& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = address.ss_family == AF_INET6
                          ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in6&>(address).sin6_addr)
                          : static_cast<const void*>(&reinterpret_cast<const sockaddr_in&>(address).sin_addr);
  return ::inet_ntop(address.ss_family, bytes, text.data(), text.size()) == nullptr ? "?" : text.data();
}

/// Empty lines before a request line are allowed, and sent by some clients after a body.
void skip_empty_lines(Connection& connection) {
  while (connection.input().starts_with("\r\n")) {
    connection.take(2);
  }
}

int checked(int descriptor) {
  if (descriptor < 0) {
    throw std::system_error(errno, std::generic_category(), "cannot watch sockets");
  }
  return descriptor;
}

}  // namespace

EventLoop::EventLoop(Listener listener, const Limits& limits, Hooks hooks)
    : limits_(limits),
      hooks_(std::move(hooks)),
      port_(listener.port()),
      epoll_(checked(::epoll_create1(EPOLL_CLOEXEC))),
      wakeup_(checked(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))),
      listener_(std::move(listener)),
      next_id_(kFirstConnectionId) {
  watch(EPOLL_CTL_ADD, listener_.socket(), EPOLLIN, kListenerId);
  watch(EPOLL_CTL_ADD, wakeup_, EPOLLIN, kWakeupId);
  thread_ = std::thread([this] { run(); });
}

EventLoop::~EventLoop() {
  if (thread_.joinable()) {
    drain(Clock::now());
  }
  ::close(wakeup_);
  ::close(epoll_);
}

void EventLoop::await_request(const ConnectionPtr& connection) {
  const bool begun = !connection->input().empty();
  connection->set_state(begun ? ConnectionState::kHead : ConnectionState::kIdle,
                        Clock::now() + (begun ? limits_.head_time : limits_.idle_time));
  rearm(*connection);
}

void EventLoop::linger(const ConnectionPtr& connection) {
  connection->shut_sending();
  connection->set_state(ConnectionState::kLingering, Clock::now() + limits_.linger_time);
  rearm(*connection);
}

bool EventLoop::drain(Clock::time_point deadline) {
  drain_deadline_.store(deadline.time_since_epoch().count());
  draining_.store(true);
  wake();
  thread_.join();
  return drained_.load();
}

void EventLoop::run() {
  std::array<epoll_event, 128> events;
  auto next_check = Clock::now() + kTick;
  while (!(draining() && connections_.empty() && backlog_taken_)) {
    const auto tick = draining() ? kDrainTick : kTick;
    const int count =
        ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), static_cast<int>(tick.count()));
    for (int i = 0; i < count; ++i) {
      handle(events[static_cast<std::size_t>(i)].data.u64);
    }
    if (draining() || Clock::now() >= next_check) {
      check_deadlines();
      next_check = Clock::now() + kTick;
    }
    if (draining()) {
      drain_step();
    }
  }
  drained_.store(Clock::now().time_since_epoch().count() <= drain_deadline_.load());
}

void EventLoop::handle(std::uint64_t id) {
  if (id == kListenerId) {
    accept_all();
    return;
  }
  if (id == kWakeupId) {
    std::uint64_t ignored = 0;
    static_cast<void>(!::read(wakeup_, &ignored, sizeof ignored));
    return;
  }
  const auto found = connections_.find(id);
  if (found == connections_.end()) {
    return;
  }
  const ConnectionPtr connection = found->second;
  const ConnectionState state = connection->state();
  if (state == ConnectionState::kLingering) {
    discard(connection);
  } else if (state != ConnectionState::kBusy) {
    advance(connection);
  }
}

void EventLoop::accept_all() {
  for (;;) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    const int socket =
        ::accept4(listener_.socket(), reinterpret_cast<sockaddr*>(&address), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket >= 0) {
      admit(socket, address_text(address));
    } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      // Asking again at once would only spin; the next tick asks again.
      accept_paused_ = true;
      watch(EPOLL_CTL_MOD, listener_.socket(), 0, kListenerId);
      return;
    } else if (errno != ECONNABORTED && errno != EINTR && errno != EPROTO) {
      return;
    }
  }
}

void EventLoop::admit(int socket, std::string remote_address) {
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const std::uint64_t id = next_id_++;
  const auto connection = std::make_shared<Connection>(socket, id, std::move(remote_address));
  if (connections_.size() >= 2 * limits_.connections) {
    return;  // so many that even the refused ones are too many: closed without a word
  }
  const bool full = connections_.size() >= limits_.connections;
  connections_.emplace(id, connection);
  connection->set_state(ConnectionState::kIdle, Clock::now() + limits_.head_time);
  watch(EPOLL_CTL_ADD, socket, EPOLLIN | EPOLLONESHOT, id);
  if (full) {
    refuse(connection, {503, "overloaded", "The server holds as many connections as it may; try again later."});
  }
}

void EventLoop::advance(const ConnectionPtr& connection) {
  for (int reads = 0; reads < kReadsPerTurn; ++reads) {
    skip_empty_lines(*connection);
    if (head_size(connection->input()) > 0) {
      hand_over(connection);
      return;
    }
    if (connection->input().size() >= limits_.head_bytes) {
      refuse(connection,
             {431, "headers_too_large",
              "The request line and headers take more than " + std::to_string(limits_.head_bytes) + " bytes."});
      return;
    }
    const Connection::Read read = connection->fill(limits_.head_bytes);
    if (read == Connection::Read::kEnd) {
      close(connection);
      return;
    }
    if (read == Connection::Read::kNothing) {
      break;
    }
  }
  if (!connection->input().empty() && connection->state() == ConnectionState::kIdle) {
    connection->set_state(ConnectionState::kHead, Clock::now() + limits_.head_time);
  }
  rearm(*connection);
}

void EventLoop::hand_over(const ConnectionPtr& connection) {
  connection->set_state(ConnectionState::kBusy, {});
  if (!hooks_.submit(connection)) {
    refuse(connection, {503, "overloaded", "The server has more requests waiting than it may; try again later."});
  }
}

void EventLoop::refuse(const ConnectionPtr& connection, const Rejection& rejection) {
  // One attempt that does not wait: the answer is far smaller than any socket's buffer.
  connection->send(hooks_.refuse(*connection, rejection), Clock::now());
  linger(connection);
}

void EventLoop::discard(const ConnectionPtr& connection) {
  for (int reads = 0; reads < kReadsPerTurn; ++reads) {
    const Connection::Read read = connection->discard();
    if (read == Connection::Read::kEnd) {
      close(connection);
      return;
    }
    if (read == Connection::Read::kNothing) {
      break;
    }
  }
  rearm(*connection);
}

void EventLoop::close(const ConnectionPtr& connection) {
  // A worker may hold the last reference for a moment, so the descriptor is taken out by hand.
  watch(EPOLL_CTL_DEL, connection->socket(), 0, connection->id());
  connections_.erase(connection->id());
}

void EventLoop::check_deadlines() {
  const auto now = Clock::now();
  std::vector<ConnectionPtr> late;
  for (const auto& [id, connection] : connections_) {
    if (connection->state() != ConnectionState::kBusy && connection->deadline() <= now) {
      late.push_back(connection);
    }
  }
  for (const ConnectionPtr& connection : late) {
    if (connection->state() == ConnectionState::kHead) {
      refuse(connection,
             {408, "request_timeout",
              "The head of the request did not arrive within " + std::to_string(limits_.head_time.count()) + " ms."});
    } else {
      connection->shut();
      close(connection);
    }
  }
  if (accept_paused_ && listener_.socket() >= 0) {
    accept_paused_ = false;
    watch(EPOLL_CTL_MOD, listener_.socket(), EPOLLIN, kListenerId);
  }
}

void EventLoop::drain_step() {
  if (listener_.socket() >= 0) {
    accept_all();
    watch(EPOLL_CTL_DEL, listener_.socket(), 0, kListenerId);
    listener_.close();
  }
  backlog_taken_ = true;
  const bool late = Clock::now().time_since_epoch().count() > drain_deadline_.load();
  std::vector<ConnectionPtr> waiting;
  for (const auto& [id, connection] : connections_) {
    if (late) {
      connection->shut();
    }
    if (late || connection->state() == ConnectionState::kIdle) {
      waiting.push_back(connection);
    }
  }
  for (const ConnectionPtr& connection : waiting) {
    if (!late) {
      advance(connection);  // what has just arrived is still answered
    }
    if (late || connection->state() == ConnectionState::kIdle) {
      close(connection);
    }
  }
}

void EventLoop::watch(int operation, int descriptor, std::uint32_t events, std::uint64_t id) const noexcept {
  epoll_event event{};
  event.events = events;
  event.data.u64 = id;
  ::epoll_ctl(epoll_, operation, descriptor, &event);
}

void EventLoop::rearm(const Connection& connection) const noexcept {
  watch(EPOLL_CTL_MOD, connection.socket(), EPOLLIN | EPOLLONESHOT, connection.id());
}

void EventLoop::wake() const noexcept {
  const std::uint64_t one = 1;
  static_cast<void>(!::write(wakeup_, &one, sizeof one));
}

}  // namespace telusur::server::net
