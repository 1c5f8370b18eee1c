#include "application.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/error.hpp"
#include "api/parameters.hpp"
#include "auth/crypto.hpp"
#include "auth/sql_key_table.hpp"
#include "observe/log_lines.hpp"
#include "openapi/operations.hpp"
#include "routes/routes.hpp"

namespace telusur::server {

namespace {

constexpr std::string_view kAllMethods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
// What the clients of the API send from browsers, for those that ask without saying which.
constexpr std::string_view kClientHeaders = "Authorization, Content-Type, X-Meilisearch-Client";

/// Documents of a request that are held in memory.
constexpr std::size_t kSpoolMemoryBytes = std::size_t{256} << 10;

/// How much larger than a body its documents may be as JSON: names stand once in CSV, and in each document of JSON.
constexpr std::uint64_t kMostGrowth = 10;

/// Reads the word lists and the dictionaries, for which the first person to write or search would wait.
void warm_up(const Engine& engine) {
  try {
    engine.warm_up();
  } catch (const Error&) {
    // Whoever writes or searches is told.
  }
  for (const IndexInfo& info : engine.indexes()) {
    try {
      engine.index(info.uid).search({.q = "a", .limit = 0});
    } catch (const Error&) {
      // Whoever searches this index is told.
    }
  }
}

std::unique_ptr<auth::KeyRing> make_keys(const ApplicationOptions& options) {
  if (options.master_key.empty()) {
    return nullptr;
  }
  return std::make_unique<auth::KeyRing>(
      options.master_key, std::make_unique<auth::SqlKeyTable>(options.data_dir / "server.db"), options.max_keys);
}

/// The length that a request says its body has; 0 when it does not say.
std::uint64_t declared_bytes(const net::Request& request) {
  const std::string_view text = request.header("Content-Length");
  std::uint64_t bytes = 0;
  std::from_chars(text.data(), text.data() + text.size(), bytes);
  return bytes;
}

/// One of the searches that are worked on at once.
class SearchPlace {
 public:
  SearchPlace(std::atomic<std::size_t>& taken, std::size_t places) : taken_(taken) {
    if (++taken_ > places) {
      --taken_;
      throw api::RequestError(503, "overloaded", "The server works on as many searches as it may; try again later.");
    }
  }
  SearchPlace(const SearchPlace&) = delete;
  SearchPlace& operator=(const SearchPlace&) = delete;
  ~SearchPlace() { --taken_; }

 private:
  std::atomic<std::size_t>& taken_;
};

net::Router make_router(const ApplicationOptions& options, const tasks::DataDirectory& data, auth::KeyRing* keys,
                        const observe::Metrics& metrics, const observe::SearchLog& searches,
                        const routes::SearchObserver& observer) {
  const Engine& engine = data.engine();
  net::Router router;
  routes::add_system_routes(router, data);
  routes::add_search_routes(router, engine, observer);
  routes::add_multi_search_routes(router, engine, observer, options.max_queries);
  routes::add_similar_routes(router, engine);
  routes::add_suggest_routes(router, engine);
  routes::add_analytics_route(router, engine, searches);
  routes::add_index_routes(router, data);
  routes::add_index_write_routes(router, data);
  routes::add_settings_routes(router, data);
  routes::add_document_list_routes(router, engine, options.max_list_bytes);
  routes::add_document_routes(router, engine);
  routes::add_document_write_routes(
      router, data,
      {options.max_document_bytes, options.max_json_depth, kMostGrowth * std::uint64_t{options.net.limits.body_bytes}});
  routes::add_task_routes(router, data);
  routes::add_backup_routes(router, data);
  routes::add_key_routes(router, keys);
  routes::add_metrics_route(router, data, metrics);
  routes::add_unavailable_routes(router);
  routes::add_web_routes(router);
  routes::add_openapi_route(router);
  return router;
}

std::string joined(const std::vector<std::string>& methods) {
  std::string out;
  for (const std::string& method : methods) {
    out += method + ", ";
  }
  return out + "OPTIONS";
}

net::Response with_common_headers(std::string_view origin, const admission::CrossOrigin& origins,
                                  net::Response response) {
  origins.add_headers(origin, response);
  response.headers.push_back({"X-Content-Type-Options", "nosniff"});
  return response;
}

/// The answer to a browser that asks whether a page of another origin may send a request.
net::Response preflight(const net::Request& request) {
  const std::string_view asked = request.header("Access-Control-Request-Headers");
  net::Response response{.status = 204};
  response.headers = {{"Access-Control-Allow-Methods", std::string(kAllMethods)},
                      {"Access-Control-Allow-Headers", std::string(asked.empty() ? kClientHeaders : asked)},
                      {"Access-Control-Max-Age", "86400"},
                      {"Vary", "Access-Control-Request-Headers"}};
  return response;
}

/// The method that a route has been added with.
std::string_view method_of(const net::Request& request) {
  return request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
}

const auth::RouteRule& rule_of(const net::Request& request, const net::RouteMatch& match) {
  const auth::RouteRule* rule = auth::rule_of(method_of(request), match.pattern);
  if (rule == nullptr) {
    throw std::logic_error("the route " + std::string(match.pattern) + " has no rule in auth/route_rules.cpp");
  }
  return *rule;
}

/// Refuses parameters for a route that takes none; the others look at theirs themselves.
void refuse_parameters(const net::Request& request, const net::RouteMatch& match) {
  const openapi::Operation* operation = openapi::find_operation(method_of(request), match.pattern);
  if (operation != nullptr && operation->parameters.empty()) {
    const api::Parameters none(request.query, {});
  }
}

/// The sender has to wait.
struct TooManyRequests {
  std::chrono::seconds wait;
};

void take(admission::RateLimit& limit, std::string_view whose) {
  if (const auto wait = limit.take(whose, admission::RateLimit::Clock::now())) {
    throw TooManyRequests{*wait};
  }
}

net::Response too_many_requests(std::chrono::seconds wait) {
  net::Response response = api::error_response(
      429, "too_many_requests", "Too many requests in too short a time; try again later, as Retry-After says.");
  response.headers.push_back({"Retry-After", std::to_string(wait.count())});
  return response;
}

net::Response not_found(const net::Request& request) {
  return api::error_response(404, "not_found", "There is no route " + request.path + ".");
}

net::Response method_not_allowed(const net::Request& request, const std::vector<std::string>& allowed) {
  const std::string methods = joined(allowed);
  net::Response response = api::error_response(
      405, "method_not_allowed", request.path + " does not take " + request.method + " but " + methods + ".");
  response.headers.push_back({"Allow", methods});
  return response;
}

}  // namespace

Application::Application(const ApplicationOptions& options, std::shared_ptr<spdlog::logger> log)
    : log_(std::move(log)),
      id_prefix_(auth::hex(auth::random_bytes(4)) + "-"),
      origins_(options.origins),
      slow_(options.slow),
      log_queries_(options.log_queries),
      max_searches_(options.max_searches),
      max_json_bytes_(options.max_json_bytes),
      max_json_depth_(options.max_json_depth),
      max_body_bytes_(options.net.limits.body_bytes),
      rate_per_address_(std::make_unique<admission::RateLimit>(options.rate_per_address)),
      rate_per_key_(std::make_unique<admission::RateLimit>(options.rate_per_key)),
      data_(options.data_dir, log_, options.data),
      keys_(make_keys(options)),
      authorizer_(keys_.get(), origins_),
      metrics_(std::make_unique<observe::Metrics>()),
      search_log_(std::make_unique<observe::SearchLog>()),
      router_(make_router(options, data_, keys_.get(), *metrics_, *search_log_,
                          [this](const auto&... searched) { note_search(searched...); })) {
  warm_up(data_.engine());
  net::ServerHooks hooks;
  hooks.handler = [this](const net::Request& request) { return handle(request); };
  hooks.plan_body = [this](const net::Request& request) { return plan_body(request); };
  hooks.reject = [this](const net::Rejection& rejection, std::string_view origin) {
    return with_common_headers(origin, origins_, api::error_response(rejection));
  };
  hooks.log = [this](const net::AccessRecord& record) {
    metrics_->record(record.method, record.route, record.status, record.duration);
    const auto level = record.duration >= slow_.load() ? spdlog::level::warn : spdlog::level::info;
    if (log_->should_log(level)) {
      log_->log(level, observe::request_json(record));
    }
  };
  server_ = std::make_unique<net::Server>(options.net, hooks);
}

Application::~Application() = default;

int Application::port() const noexcept { return server_->port(); }

bool Application::drain(std::chrono::milliseconds time) { return server_->drain(time); }

void Application::reload(const ApplicationOptions& options) {
  origins_.replace(options.origins);
  rate_per_address_->set_rate(options.rate_per_address);
  rate_per_key_->set_rate(options.rate_per_key);
  slow_ = options.slow;
  log_queries_ = options.log_queries;
}

void Application::note_search(const std::string& index, const SearchRequest& request, const SearchResponse& response,
                              std::chrono::microseconds duration) const {
  if (request.offset == 0 && request.page.value_or(1) == 1) {
    search_log_->record(index, request.q, response.total_hits, duration);
  }
  const bool slow = duration >= slow_.load();
  if (slow || log_queries_) {
    const auto level = slow ? spdlog::level::warn : spdlog::level::info;
    log_->log(level, observe::search_json(index, log_queries_ ? &request.q : nullptr, response.total_hits, duration));
  }
}

net::Response Application::handle(const net::Request& request) const {
  const std::string id = id_prefix_ + std::to_string(++requests_);
  net::Response response = with_common_headers(request.header("Origin"), origins_, handled(request, id));
  response.route = router_.find(request.method, request.segments).pattern;
  response.headers.push_back({"X-Request-Id", id});
  response.request_id = id;
  return response;
}

net::BodyPlan Application::plan_body(const net::Request& request) const {
  const net::RouteMatch match = router_.find(request.method, request.segments);
  if (match.handler == nullptr || !routes::takes_documents(request.method, match.pattern)) {
    return {.bytes = std::min(max_json_bytes_, max_body_bytes_)};
  }
  // Who may not write puts nothing on the disk either, nor does what the queue would not take. Before the key is looked
  // at: who guesses keys pays, too.
  take(*rate_per_address_, request.remote_address);
  authorizer_.authorize(request, rule_of(request, match), match);
  const std::uint64_t bytes = declared_bytes(request);
  if (const tasks::Queue* queue = data_.queue_or_null(); queue != nullptr && bytes <= max_body_bytes_) {
    queue->require_room(static_cast<std::int64_t>(std::max<std::uint64_t>(bytes, 1)));
  }
  return {.bytes = max_body_bytes_,
          .spool = std::make_shared<storage::Spool>(data_.engine().data_dir(), kSpoolMemoryBytes)};
}

net::Response Application::handled(const net::Request& request, const std::string& id) const {
  try {
    if (request.failure) {
      std::rethrow_exception(request.failure);
    }
    return routed(request);
  } catch (const TooManyRequests& many) {
    return too_many_requests(many.wait);
  } catch (const api::RequestError& error) {
    return api::error_response(error.status(), error.code(), error.what());
  } catch (const Error& error) {
    net::Response response = api::error_response(error);
    if (response.status >= 500) {
      log_->error("{}: {} ({})", id, error.what(), to_string(error.code()));
    }
    return response;
  } catch (const std::exception& error) {
    log_->error("{}: {}", id, error.what());
    return api::error_response(500, "internal", "The server failed to answer this request.");
  }
}

net::Response Application::routed(const net::Request& request) const {
  if (request.method == "OPTIONS") {
    return options_of(request);
  }
  const net::RouteMatch match = router_.find(request.method, request.segments);
  if (match.handler != nullptr) {
    return answered(request, match);
  }
  return match.allowed.empty() ? not_found(request) : method_not_allowed(request, match.allowed);
}

net::Response Application::answered(const net::Request& request, const net::RouteMatch& match) const {
  const auth::RouteRule& rule = rule_of(request, match);
  const bool is_counted = request.spool != nullptr;  // by plan_body
  if (rule.scope != auth::Scope::kNothing && !is_counted) {
    take(*rate_per_address_, request.remote_address);
  }
  const auth::Access access = authorizer_.authorize(request, rule, match);
  if (!access.key_uid().empty()) {
    take(*rate_per_key_, access.key_uid());
  }
  if (rule.scope != auth::Scope::kNothing) {  // pages, and what probes ask with marks of their own
    refuse_parameters(request, match);
  }
  if (api::nests_deeper(request.body, max_json_depth_)) {
    throw api::RequestError(400, "malformed_payload",
                            "The payload nests deeper than " + std::to_string(max_json_depth_) + " levels.");
  }
  if (rule.action != "search") {
    return (*match.handler)(request, match.parameters, access);
  }
  const SearchPlace place(searches_, max_searches_);
  return (*match.handler)(request, match.parameters, access);
}

net::Response Application::options_of(const net::Request& request) const {
  if (request.has_header("Access-Control-Request-Method")) {
    return preflight(request);
  }
  const std::vector<std::string> methods = router_.methods(request.segments);
  if (methods.empty() && request.path != "*") {
    return not_found(request);
  }
  net::Response response{.status = 204};
  response.headers = {{"Allow", methods.empty() ? std::string(kAllMethods) : joined(methods)}};
  return response;
}

}  // namespace telusur::server
