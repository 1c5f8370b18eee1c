#include <string>

#include "api/parameters.hpp"
#include "api/payload.hpp"
#include "auth/visible_index.hpp"
#include "routes/observed_search.hpp"
#include "routes/request_body.hpp"
#include "routes/routes.hpp"

namespace telusur::server::routes {

namespace {

net::Response search(const auth::VisibleIndex& index, const std::string& uid, const std::string& body,
                     const SearchObserver& observer) {
  const SearchRequest request = request_from(body, search_request_from_json);
  return api::json_response(to_json(observed_search(index, uid, request, observer), request));
}

net::Response search_facet(const auth::VisibleIndex& index, const std::string& body) {
  return api::json_response(to_json(index.search_facet(request_from(body, facet_search_request_from_json))));
}

}  // namespace

SearchResponse observed_search(const auth::VisibleIndex& index, const std::string& uid, const SearchRequest& request,
                               const SearchObserver& observer) {
  const auto begin = std::chrono::steady_clock::now();
  SearchResponse response = index.search(request);
  observer(uid, request, response,
           std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin));
  return response;
}

void add_search_routes(net::Router& router, const Engine& engine, const SearchObserver& observer) {
  add_question(
      router, "/indexes/{uid}/search",
      [&engine, observer](const std::string& body, const net::PathParameters& path, const auth::Access& access) {
        return search({engine, path[0], access}, path[0], body, observer);
      });
  router.add("POST", "/indexes/{uid}/facet-search",
             [&engine](const net::Request& request, const net::PathParameters& path, const auth::Access& access) {
               api::require_json(request);
               return search_facet({engine, path[0], access}, request.body);
             });
}

}  // namespace telusur::server::routes
