#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace telusur::server::net {

/// What one client, and all of them together, may take. Constant while a server runs.
struct Limits {
  std::size_t target_bytes = std::size_t{16} * 1024;  ///< path and query string; more: 414
  std::size_t head_bytes = std::size_t{32} * 1024;    ///< request line and headers; more: 431
  std::size_t header_count = 100;                     ///< more: 431
  std::size_t body_bytes = std::size_t{100} << 20;    ///< of a request in any transfer form; more: 413
  std::size_t connections = 4096;                     ///< open at once; one more gets 503
  std::size_t threads = 64;                           ///< requests worked on at once
  std::size_t queued_requests = 256;                  ///< complete heads that wait for a thread; one more gets 503
  std::size_t thread_stack_bytes = 16u << 20;         ///< reserved, not used, by each thread
  int backlog = 1024;                                 ///< connections that the kernel holds for us

  std::chrono::milliseconds head_time{5'000};       ///< from a head's first byte to its last; longer: 408
  std::chrono::milliseconds body_time{10'000};      ///< to read a whole body; longer: 408
  std::int64_t spool_bytes_per_second = 256 << 10;  ///< of a spooled body: as much longer as these take
  std::chrono::milliseconds send_time{10'000};      ///< to send a whole answer; longer: the connection is dropped
  std::chrono::milliseconds idle_time{60'000};      ///< between two requests of a connection
  std::chrono::milliseconds linger_time{1'000};  ///< for a client to read the last answer before its socket is closed
};

}  // namespace telusur::server::net
