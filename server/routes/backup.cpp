#include "routes/routes.hpp"
#include "routes/write.hpp"

namespace telusur::server::routes {

void add_backup_routes(net::Router& router, const tasks::DataDirectory& data) {
  add_write(router, "POST", "/dumps", data, [](const net::Request&, const net::PathParameters&) {
    return tasks::NewTask{.type = tasks::type::kDumpCreation, .details = R"({"dumpUid":null})"};
  });
  add_write(router, "POST", "/snapshots", data, [](const net::Request&, const net::PathParameters&) {
    return tasks::NewTask{.type = tasks::type::kSnapshotCreation};
  });
}

}  // namespace telusur::server::routes
