#pragma once

#include <spdlog/logger.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "admission/cross_origin.hpp"
#include "admission/rate_limit.hpp"
#include "api/json.hpp"
#include "auth/authorizer.hpp"
#include "net/router.hpp"
#include "net/server.hpp"
#include "observe/metrics.hpp"
#include "observe/search_log.hpp"
#include "tasks/data_directory.hpp"
#include "telusur/search.hpp"

namespace telusur::server {

struct ApplicationOptions {
  std::filesystem::path data_dir;
  tasks::DataDirectoryOptions data;
  net::ServerOptions net;
  std::string master_key;                             ///< "": no keys, and everything is allowed
  std::size_t max_keys = 1'000;                       ///< API keys that may exist
  std::vector<std::string> origins{"*"};              ///< whose pages may read answers; see admission::CrossOrigin
  std::chrono::milliseconds slow{1'000};              ///< a request that took longer is logged as a warning
  bool log_queries = false;                           ///< searches are logged with what was typed
  std::size_t max_searches = 64;                      ///< searches worked on at once; one more gets 503
  std::size_t max_queries = 100;                      ///< of a multi-search
  std::size_t max_json_bytes = std::size_t{4} << 20;  ///< of a body that is no documents: parsed, thirty times that
  std::size_t max_document_bytes = std::size_t{16} << 20;  ///< of one document among others in a body
  std::size_t max_list_bytes = std::size_t{32} << 20;      ///< of several documents in one answer
  int max_json_depth = api::kMaxJsonDepth;  ///< levels of the JSON of a body, and of a document; no more than these
  admission::Rate rate_per_address;
  admission::Rate rate_per_key;  ///< tokens count for the key that signed them
};

/// The HTTP API and the search page over one data directory: routes, common headers, errors, log.
///
/// `handle` is thread-safe; the rest belongs to one thread. Serves from construction until `drain` or destruction.
class Application {
 public:
  /// Opens the data directory, made where it is missing, and listens.
  /// @throws Error when the directory cannot be read; std::invalid_argument for a short master key or a wrong origin;
  /// std::system_error when the address cannot be listened on.
  Application(const ApplicationOptions& options, std::shared_ptr<spdlog::logger> log);
  ~Application();

  /// The port that it listens on.
  int port() const noexcept;

  /// Stops listening and answers what has been received. True when that was done within `time`.
  bool drain(std::chrono::milliseconds time);

  /// Takes over what may change while it serves: origins, rates, slow, log_queries; the rest of `options` changes
  /// nothing. @throws std::invalid_argument for a wrong origin, and then nothing has changed.
  void reload(const ApplicationOptions& options);

  /// Every route that it answers.
  const net::Router& router() const noexcept { return router_; }

  /// Answers one request. Never throws but for memory.
  net::Response handle(const net::Request& request) const;

 private:
  net::BodyPlan plan_body(const net::Request& request) const;
  net::Response handled(const net::Request& request, const std::string& id) const;
  net::Response routed(const net::Request& request) const;
  net::Response answered(const net::Request& request, const net::RouteMatch& match) const;
  net::Response options_of(const net::Request& request) const;
  void note_search(const std::string& index, const SearchRequest& request, const SearchResponse& response,
                   std::chrono::microseconds duration) const;

  const std::shared_ptr<spdlog::logger> log_;
  const std::string id_prefix_;  ///< of the requests of this process
  mutable std::atomic<std::uint64_t> requests_{0};
  admission::CrossOrigin origins_;
  std::atomic<std::chrono::milliseconds> slow_;
  std::atomic<bool> log_queries_;
  const std::size_t max_searches_;
  const std::size_t max_json_bytes_;
  const int max_json_depth_;
  const std::size_t max_body_bytes_;
  mutable std::atomic<std::size_t> searches_{0};
  const std::unique_ptr<admission::RateLimit> rate_per_address_;
  const std::unique_ptr<admission::RateLimit> rate_per_key_;
  const tasks::DataDirectory data_;
  const std::unique_ptr<auth::KeyRing> keys_;  ///< nullptr without a master key
  const auth::Authorizer authorizer_;
  const std::unique_ptr<observe::Metrics> metrics_;
  const std::unique_ptr<observe::SearchLog> search_log_;
  net::Router router_;
  std::unique_ptr<net::Server> server_;
};

}  // namespace telusur::server
