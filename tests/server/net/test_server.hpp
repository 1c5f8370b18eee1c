#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "client.hpp"
#include "net/server.hpp"
#include "storage/spool.hpp"
#include "support/temporary_directory.hpp"

namespace telusur::test {

/// A server on a free port whose handler echoes, throws, or waits until it is released. Refusals have their code as
/// body. Bodies for /spool go to a file, and their size is told.
class TestServer {
 public:
  explicit TestServer(const server::net::Limits& limits = {}) : limits_(limits), server_(options(limits), hooks()) {}
  ~TestServer() { release(); }

  int port() const { return server_.port(); }
  server::net::Server& get() { return server_; }

  /// Lets every request to /wait, present and future, have its answer.
  void release() {
    {
      const std::lock_guard lock(mutex_);
      released_ = true;
    }
    changed_.notify_all();
  }

  /// Requests that wait to be released.
  int waiting() const { return waiting_.load(); }

  std::vector<server::net::AccessRecord> records() const {
    const std::lock_guard lock(mutex_);
    return records_;
  }

  server::net::ServerHooks hooks() {
    server::net::ServerHooks out;
    out.handler = [this](const server::net::Request& request) { return handle(request); };
    out.plan_body = [this](const server::net::Request& request) {
      server::net::BodyPlan plan{.bytes = limits_.body_bytes};
      if (request.path == "/spool") {
        plan.spool = std::make_shared<server::storage::Spool>(directory_.path(), 1000);
      }
      if (request.path == "/unplanned") {
        throw std::runtime_error("no plan");
      }
      return plan;
    };
    out.reject = [](const server::net::Rejection& rejection, std::string_view origin) {
      server::net::Response response{rejection.status, "text/plain", std::string(rejection.code), {}};
      if (!origin.empty()) {
        response.headers.push_back({"X-Origin", std::string(origin)});
      }
      return response;
    };
    out.log = [this](const server::net::AccessRecord& record) {
      const std::lock_guard lock(mutex_);
      records_.push_back(record);
    };
    return out;
  }

 private:
  static server::net::ServerOptions options(const server::net::Limits& limits) {
    server::net::ServerOptions out;
    out.port = 0;
    out.limits = limits;
    return out;
  }

  server::net::Response handle(const server::net::Request& request) {
    if (request.failure) {
      return {403, "text/plain", request.body, {}};
    }
    if (request.spool) {
      return {200, "text/plain", std::to_string(request.spool->size()), {}};
    }
    if (request.path == "/throw") {
      throw std::runtime_error("secret");
    }
    if (request.path == "/throw-int") {
      throw 1;
    }
    if (request.path == "/204" || request.path == "/304") {
      return {request.path == "/204" ? 204 : 304, "", "", {}};
    }
    if (request.path == "/split") {
      return {200, "text/plain", "", {{"X-Answer", "a\r\nInjected: b"}}};
    }
    if (request.path == "/large") {
      return {200, "text/plain", std::string(20 << 20, 'x'), {}};
    }
    if (request.path == "/wait") {
      std::unique_lock lock(mutex_);
      ++waiting_;
      changed_.wait(lock, [this] { return released_; });
      --waiting_;
    }
    return {200, "text/plain", request.method + " " + request.path + " " + request.body, {{"X-Answer", "yes"}}};
  }

  const server::net::Limits limits_;
  const TemporaryDirectory directory_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool released_ = false;
  std::vector<server::net::AccessRecord> records_;
  std::atomic<int> waiting_{0};
  server::net::Server server_;
};

}  // namespace telusur::test
