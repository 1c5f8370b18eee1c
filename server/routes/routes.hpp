#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "auth/key_ring.hpp"
#include "net/router.hpp"
#include "observe/metrics.hpp"
#include "observe/search_log.hpp"
#include "tasks/data_directory.hpp"
#include "telusur/engine.hpp"
#include "telusur/search.hpp"

namespace telusur::server::routes {

// Each adds the routes of one resource. The engine and the data directory must outlive the router. What a handler
// throws (telusur::Error, api::RequestError) is answered by the application.

/// Told of every search of documents that was answered, with the time that the library took. Called from many threads.
using SearchObserver = std::function<void(const std::string& index, const SearchRequest& request,
                                          const SearchResponse& response, std::chrono::microseconds duration)>;

void add_search_routes(net::Router& router, const Engine& engine, const SearchObserver& observer);
void add_similar_routes(net::Router& router, const Engine& engine);
void add_suggest_routes(net::Router& router, const Engine& engine);
void add_document_routes(net::Router& router, const Engine& engine);
/// @param max_bytes of several documents of an answer together: all are in memory until it is sent.
void add_document_list_routes(net::Router& router, const Engine& engine, std::uint64_t max_bytes);
void add_multi_search_routes(net::Router& router, const Engine& engine, const SearchObserver& observer,
                             std::size_t max_queries);
/// What people search an index for. `log` must outlive the router.
void add_analytics_route(net::Router& router, const Engine& engine, const observe::SearchLog& log);
void add_index_routes(net::Router& router, const tasks::DataDirectory& data);
void add_index_write_routes(net::Router& router, const tasks::DataDirectory& data);
void add_settings_routes(net::Router& router, const tasks::DataDirectory& data);
struct DocumentWriteLimits {
  std::size_t document_bytes;  ///< of one document
  int depth;                   ///< levels of its JSON
  std::uint64_t total_bytes;   ///< of all documents of a request as JSON
};

/// Bodies of the routes that `takes_documents` names must come spooled.
void add_document_write_routes(net::Router& router, const tasks::DataDirectory& data, const DocumentWriteLimits& most);
bool takes_documents(std::string_view method, std::string_view pattern) noexcept;
void add_task_routes(net::Router& router, const tasks::DataDirectory& data);
void add_backup_routes(net::Router& router, const tasks::DataDirectory& data);
void add_system_routes(net::Router& router, const tasks::DataDirectory& data);

/// `ring` is nullptr without a master key.
void add_key_routes(net::Router& router, auth::KeyRing* ring);

/// What Prometheus reads. `metrics` must outlive the router.
void add_metrics_route(net::Router& router, const tasks::DataDirectory& data, const observe::Metrics& metrics);

/// The search page and its files.
void add_web_routes(net::Router& router);

/// The routes of the API that this version does not offer: each says so, instead of being "not found".
void add_unavailable_routes(net::Router& router);

/// Method and pattern of each of those.
std::vector<std::pair<std::string_view, std::string_view>> unavailable_routes();

/// The description of all routes by OpenAPI; to be added last. @throws std::logic_error as openapi::document.
void add_openapi_route(net::Router& router);

}  // namespace telusur::server::routes
