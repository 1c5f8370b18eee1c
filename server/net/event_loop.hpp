#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <thread>
#include <unordered_map>

#include "net/codec.hpp"
#include "net/connection.hpp"
#include "net/head.hpp"
#include "net/limits.hpp"

namespace telusur::server::net {

/// One thread that accepts connections and holds those that wait for their client, so that neither an idle client nor
/// one that sends its head byte by byte holds a worker.
///
/// A connection whose next head is complete is handed to `submit` and comes back by `await_request` or `linger`; both
/// may be called by any thread that has the connection in hand. Overload, heads that are too large or too slow are
/// answered here.
class EventLoop {
 public:
  struct Hooks {
    /// Takes a connection with a complete head; false when there is no room.
    std::function<bool(std::shared_ptr<Connection>)> submit;
    /// The answer to a request that the loop refuses, ready to be sent.
    std::function<std::string(const Connection&, const Rejection&)> refuse;
  };

  /// Starts the thread. Takes over the listening socket. @throws std::system_error.
  EventLoop(Listener listener, const Limits& limits, Hooks hooks);
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;
  ~EventLoop();

  int port() const noexcept { return port_; }

  /// The answer has been sent; the client may send another request.
  void await_request(const std::shared_ptr<Connection>& connection);

  /// The last answer has been sent: waits for the client to close, which loses nothing of it, then closes.
  void linger(const std::shared_ptr<Connection>& connection);

  bool draining() const noexcept { return draining_.load(); }

  /// Stops listening, has what was received answered, and ends the thread: true when every connection was done with
  /// before `deadline`; else the rest is broken off. Called once.
  bool drain(Clock::time_point deadline);

 private:
  using ConnectionPtr = std::shared_ptr<Connection>;

  void run();
  void handle(std::uint64_t id);
  void accept_all();
  void admit(int socket, std::string remote_address);
  void advance(const ConnectionPtr& connection);
  void hand_over(const ConnectionPtr& connection);
  void refuse(const ConnectionPtr& connection, const Rejection& rejection);
  void discard(const ConnectionPtr& connection);
  void close(const ConnectionPtr& connection);
  void check_deadlines();
  void drain_step();
  void watch(int operation, int descriptor, std::uint32_t events, std::uint64_t id) const noexcept;
  void rearm(const Connection& connection) const noexcept;
  void wake() const noexcept;

  const Limits limits_;
  const Hooks hooks_;
  const int port_;
  const int epoll_;
  const int wakeup_;
  std::atomic<bool> draining_{false};
  std::atomic<Clock::rep> drain_deadline_{0};
  std::atomic<bool> drained_{false};

  // The loop's thread alone:
  Listener listener_;
  bool accept_paused_ = false;
  bool backlog_taken_ = false;
  std::uint64_t next_id_;
  std::unordered_map<std::uint64_t, ConnectionPtr> connections_;

  std::thread thread_;
};

}  // namespace telusur::server::net
