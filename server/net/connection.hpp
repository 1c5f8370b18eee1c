#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace telusur::server::net {

using Clock = std::chrono::steady_clock;

/// Who has a connection in hand, and what is awaited from its client.
enum class ConnectionState {
  kIdle,       ///< the event loop; the first byte of a request
  kHead,       ///< the event loop; the rest of a head
  kBusy,       ///< a worker, or the queue of requests
  kLingering,  ///< the event loop; the client's end of stream, everything before it is thrown away
};

/// One client's socket with what has been read ahead from it.
///
/// Threads: state and deadline may be read by any; all else belongs to whoever has the connection in hand (see
/// ConnectionState). The destructor closes the socket.
class Connection {
 public:
  enum class Read { kData, kNothing, kEnd };  ///< kNothing: none at the moment; kEnd: end of stream or an error

  /// Takes over `socket`, which must be non-blocking.
  Connection(int socket, std::uint64_t id, std::string remote_address);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  int socket() const noexcept { return socket_; }
  std::uint64_t id() const noexcept { return id_; }
  const std::string& remote_address() const noexcept { return remote_address_; }

  ConnectionState state() const noexcept { return state_.load(std::memory_order_acquire); }
  Clock::time_point deadline() const noexcept { return Clock::time_point(Clock::duration(deadline_.load())); }
  void set_state(ConnectionState state, Clock::time_point deadline) noexcept;

  /// Appends to the read-ahead what the socket holds, up to `limit` bytes in all. Does not wait.
  Read fill(std::size_t limit);

  /// Throws away what the socket holds. Does not wait.
  Read discard();

  /// What has been read and not been taken.
  std::string_view input() const noexcept { return std::string_view(input_).substr(taken_); }
  void take(std::size_t bytes) noexcept;

  /// Reads body bytes: read-ahead first, then from the socket. Returns 0 at the end of the stream, on an error, and
  /// when `deadline` has passed.
  std::size_t read(char* out, std::size_t size, Clock::time_point deadline);

  /// Sends everything. False when the client has gone, or `deadline` has passed.
  bool send(std::string_view bytes, Clock::time_point deadline);

  /// Waits until there is something to read. False when `deadline` has passed.
  bool wait_readable(Clock::time_point deadline) const;

  /// Tells the client that nothing more will come.
  void shut_sending() const noexcept;
  /// Breaks the connection off; whoever waits on it wakes up.
  void shut() const noexcept;

 private:
  bool wait(short events, Clock::time_point deadline) const;

  const int socket_;
  const std::uint64_t id_;
  const std::string remote_address_;
  std::atomic<ConnectionState> state_{ConnectionState::kIdle};
  std::atomic<Clock::rep> deadline_{0};
  std::string input_;
  std::size_t taken_ = 0;
};

}  // namespace telusur::server::net
