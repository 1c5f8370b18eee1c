#include "net/server.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>
#include <vector>

#include "net/body.hpp"
#include "net/connection.hpp"
#include "net/event_loop.hpp"
#include "net/head.hpp"
#include "net/worker_pool.hpp"

namespace telusur::server::net {

namespace {

// While threads are idle, one stays with its client for so long: handing a connection over costs more than most
// answers.
constexpr auto kStayTime = std::chrono::milliseconds(20);

// For a body whose sender may be quick, while as many are received as may be slow.
constexpr auto kCrowdedTime = std::chrono::milliseconds(100);

std::vector<Codec> make_codecs(std::size_t count, const ServerHooks& hooks) {
  std::vector<Codec> codecs;
  for (std::size_t i = 0; i < count; ++i) {
    codecs.emplace_back(hooks.handler, hooks.reject);
  }
  return codecs;
}

/// One of the threads that receive a body. Some must be left for requests that are whole: who sends slowly would stop
/// the server.
class Receiving {
 public:
  explicit Receiving(std::atomic<std::size_t>& bodies) : bodies_(bodies), together_(++bodies) {}
  Receiving(const Receiving&) = delete;
  Receiving& operator=(const Receiving&) = delete;
  ~Receiving() { --bodies_; }

  std::size_t together() const noexcept { return together_; }

 private:
  std::atomic<std::size_t>& bodies_;
  const std::size_t together_;
};

}  // namespace

class Server::Impl {
 public:
  Impl(const ServerOptions& options, const ServerHooks& hooks)
      : limits_(options.limits),
        plan_body_(hooks.plan_body),
        log_(hooks.log),
        codecs_(make_codecs(limits_.threads, hooks)),
        refusals_(hooks.handler, hooks.reject),
        pool_(limits_.threads, limits_.thread_stack_bytes, limits_.queued_requests,
              [this](std::size_t worker, const auto& connection) { serve(codecs_[worker], connection); }),
        loop_(listen_on(options.host, options.port, limits_.backlog), limits_,
              {[this](std::shared_ptr<Connection> connection) { return pool_.submit(std::move(connection)); },
               [this](const Connection& connection, const Rejection& rejection) {
                 return refusal(connection, rejection);
               }}) {}

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    if (!drained_) {
      drain(std::chrono::milliseconds(0));
    }
  }

  int port() const noexcept { return loop_.port(); }

  bool drain(std::chrono::milliseconds time) {
    drained_ = true;
    const bool complete = loop_.drain(Clock::now() + time);
    pool_.stop(!complete);
    return complete;
  }

 private:
  void serve(Codec& codec, const std::shared_ptr<Connection>& connection) noexcept {
    try {
      while (answer(codec, *connection)) {
        if (!next_request(*connection)) {
          loop_.await_request(connection);
          return;
        }
      }
    } catch (...) {
      // Out of memory: this client loses its connection, the others keep theirs.
      connection->shut();
    }
    loop_.linger(connection);
  }

  /// Answers the request whose head has been read ahead. False when the connection has served its time.
  bool answer(Codec& codec, Connection& connection) {
    const auto begin = Clock::now();
    const std::size_t size = head_size(connection.input());
    Head head = parse_head(connection.input().substr(0, size), limits_);
    connection.take(size);
    head.request.remote_address = connection.remote_address();
    AccessRecord record{connection.remote_address(), head.request.method, head.request.path};
    Reply reply = reply_to(codec, connection, std::move(head));
    const bool sent = connection.send(reply.bytes, Clock::now() + limits_.send_time);
    if (!sent) {
      connection.shut();
    }
    record.status = reply.status;
    record.route = std::move(reply.route);
    record.request_id = std::move(reply.request_id);
    record.bytes = reply.bytes.size();
    record.duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
    log_(record);
    return sent && reply.keep_alive;
  }

  Reply reply_to(Codec& codec, Connection& connection, Head head) const {
    if (!head.rejection && head.framing != BodyFraming::kNone) {
      try {
        head.rejection = read_body(connection, head);
      } catch (...) {
        head.request.failure = std::current_exception();
      }
      if (head.rejection || head.request.failure) {
        head.keep_alive = false;  // what is left of the body would be taken for the next request
      }
    }
    head.keep_alive = head.keep_alive && !loop_.draining();
    return codec.reply(std::move(head));
  }

  std::optional<Rejection> read_body(Connection& connection, Head& head) const {
    const BodyPlan plan = plan_body_(head.request);
    if (head.content_length > plan.bytes) {
      return body_too_large(plan.bytes);
    }
    const Receiving receiving(bodies_);
    const bool crowded = receiving.together() > std::max<std::size_t>(limits_.threads / 2, 1);
    auto deadline = Clock::now() + (crowded ? kCrowdedTime : limits_.body_time);
    if (head.expects_continue) {
      connection.send("HTTP/1.1 100 Continue\r\n\r\n", deadline);
    }
    const BodySource socket = [&](char* out, std::size_t size) {
      const std::size_t got = connection.read(out, size, deadline);
      if (plan.spool && !crowded) {
        deadline += std::chrono::nanoseconds(std::chrono::seconds(1)) * static_cast<std::int64_t>(got) /
                    limits_.spool_bytes_per_second;
      }
      return got;
    };
    head.request.spool = plan.spool;
    std::optional<Rejection> rejection = net::read_body(head, socket, plan.bytes, [&](std::string_view bytes) {
      plan.spool ? plan.spool->append(bytes) : static_cast<void>(head.request.body.append(bytes));
    });
    if (crowded && rejection && rejection->status == 408) {
      return Rejection{503, "overloaded", "The server receives as many slow bodies as it may; try again later."};
    }
    return rejection;
  }

  /// True when the next head has been read ahead, maybe after a short wait for it.
  bool next_request(Connection& connection) {
    // One wait for all of it: a client that sends byte by byte goes back to the loop, whose deadline then holds.
    const auto until = Clock::now() + kStayTime;
    for (;;) {
      while (connection.input().starts_with("\r\n")) {
        connection.take(2);
      }
      if (head_size(connection.input()) > 0) {
        return true;
      }
      if (loop_.draining() || !pool_.has_idle_thread() || !connection.wait_readable(until) ||
          connection.input().size() >= limits_.head_bytes ||
          connection.fill(limits_.head_bytes) != Connection::Read::kData) {
        return false;
      }
    }
  }

  /// Called by the loop's thread alone.
  std::string refusal(const Connection& connection, const Rejection& rejection) {
    const std::string_view input = connection.input();
    const std::size_t size = head_size(input);
    Head head = parse_head(size > 0 ? input.substr(0, size) : input, limits_);
    head.keep_alive = false;
    head.rejection = rejection;
    Reply reply = refusals_.reply(std::move(head));
    log_({connection.remote_address(), "-", "-", reply.status, reply.bytes.size(), {}});
    return std::move(reply.bytes);
  }

  const Limits limits_;
  const std::function<BodyPlan(const Request&)> plan_body_;
  mutable std::atomic<std::size_t> bodies_{0};  // that are received
  const std::function<void(const AccessRecord&)> log_;
  std::vector<Codec> codecs_;
  Codec refusals_;
  bool drained_ = false;
  // Workers call the loop only with a connection that it has handed out, so never before it exists; both are ended by
  // hand, the loop's thread first.
  WorkerPool pool_;
  EventLoop loop_;
};

Server::Server(const ServerOptions& options, const ServerHooks& hooks)
    : impl_(std::make_unique<Impl>(options, hooks)) {}

Server::~Server() = default;

int Server::port() const noexcept { return impl_->port(); }

bool Server::drain(std::chrono::milliseconds time) { return impl_->drain(time); }

}  // namespace telusur::server::net
