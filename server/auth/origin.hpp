#pragma once

#include "admission/cross_origin.hpp"
#include "net/http.hpp"

namespace telusur::server::auth {

/// Refuses a request that a page of another machine made a browser send: without keys, nothing else tells it from
/// the owner's. Programs send no Origin header; the name in Host says nothing, since it is the page's to choose.
/// Origins that the owner has listed may. @throws api::RequestError origin_not_allowed (403).
void require_own_origin(const net::Request& request, const admission::CrossOrigin& origins);

}  // namespace telusur::server::auth
