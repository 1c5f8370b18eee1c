#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "net/router.hpp"
#include "tasks/data_directory.hpp"

namespace telusur::server::routes {

/// Makes a task of a request to write.
using TaskMaker = std::function<tasks::NewTask(const net::Request&, const net::PathParameters&)>;

/// Adds a route that writes: it stores the task and answers 202 with a summary of it.
/// `data` must outlive the router.
void add_write(net::Router& router, std::string_view method, std::string_view pattern, const tasks::DataDirectory& data,
               TaskMaker maker);

/// As TaskMaker, for requests that name indexes in their bodies, of which it checks that the access sees each, and for
/// those that may create an index.
using NamedTaskMaker =
    std::function<tasks::NewTask(const net::Request&, const net::PathParameters&, const auth::Access&)>;

/// As add_write.
void add_named_write(net::Router& router, std::string_view method, std::string_view pattern,
                     const tasks::DataDirectory& data, NamedTaskMaker maker);

/// The uid of an index as a path names it. @throws RequestError invalid_index_uid.
std::string index_uid(const std::string& text);

}  // namespace telusur::server::routes
