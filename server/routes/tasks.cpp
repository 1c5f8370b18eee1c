#include <algorithm>
#include <charconv>
#include <string>

#include "api/error.hpp"
#include "api/json.hpp"
#include "api/parameters.hpp"
#include "api/payload.hpp"
#include "auth/access.hpp"
#include "routes/routes.hpp"
#include "routes/write.hpp"
#include "tasks/task_json.hpp"

namespace telusur::server::routes {

namespace {

using nlohmann::ordered_json;

/// Refuses parameters that neither a filter nor `more` names, and those given twice.
api::Parameters parameters_of(const net::Request& request, std::initializer_list<std::string_view> more) {
  std::vector<std::string_view> known = tasks::TaskFilter::names();
  known.insert(known.end(), more.begin(), more.end());
  return {request.query, known};
}

/// What the parameters say, of the tasks that the access sees.
tasks::TaskFilter filter_of(const net::Request& request, const auth::Access& access) {
  tasks::TaskFilter filter = tasks::TaskFilter::parse(request.query);
  filter.restrict_to(access.visible_indexes());
  return filter;
}

net::Response list_tasks(const tasks::TaskStore& store, const net::Request& request, const auth::Access& access) {
  const api::Parameters parameters = parameters_of(request, {"limit", "from", "reverse"});
  tasks::TaskRange range;
  range.limit = parameters.number("limit", "invalid_task_limit").value_or(api::kDefaultListLimit);
  if (const auto from = parameters.number("from", "invalid_task_from")) {
    range.from = static_cast<std::int64_t>(std::min<std::uint64_t>(*from, INT64_MAX));
  }
  const std::string reverse = parameters.text("reverse").value_or("false");
  if (reverse != "true" && reverse != "false") {
    throw api::RequestError(400, "invalid_task_reverse",
                            "The parameter 'reverse' is '" + reverse + "' but must be true or false.");
  }
  range.reverse = reverse == "true";
  return api::json_response(api::dump_json(tasks::page_json(store.list(filter_of(request, access), range), range)));
}

bool is_visible(const tasks::Task& task, const auth::Access& access) {
  return access.sees_every_index() || (task.index_uid && access.sees(*task.index_uid));
}

net::Response get_task(const tasks::TaskStore& store, const std::string& text, const auth::Access& access) {
  std::int64_t uid = -1;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), uid);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || uid < 0) {
    throw api::RequestError(400, "invalid_task_uid", "Task uid `" + text + "` must be a whole number from 0.");
  }
  const auto task = store.find(uid);
  if (!task || !is_visible(*task, access)) {
    throw api::RequestError(404, "task_not_found", "Task `" + text + "` not found.");
  }
  return api::json_response(api::dump_json(tasks::task_json(*task)));
}

/// A task about other tasks.
tasks::NewTask about_tasks(std::string_view type, const char* counter, const net::Request& request,
                           const auth::Access& access) {
  parameters_of(request, {});
  const tasks::TaskFilter filter = filter_of(request, access);
  if (filter.empty()) {
    throw api::RequestError(
        400, "missing_task_filters",
        "Name the tasks by at least one of the parameters uids, batchUids, statuses, types, indexUids, "
        "canceledBy, and before and after EnqueuedAt, StartedAt, FinishedAt.");
  }
  std::string original;
  for (const net::QueryParameter& parameter : request.query) {
    original += (original.empty() ? '?' : '&') + parameter.name + '=' + parameter.value;
  }
  const ordered_json details{{"matchedTasks", nullptr}, {counter, nullptr}, {"originalFilter", original}};
  return {.type = type,
          .details = details.dump(-1, ' ', false, ordered_json::error_handler_t::replace),
          .arguments = filter.json()};
}

}  // namespace

void add_task_routes(net::Router& router, const tasks::DataDirectory& data) {
  router.add("GET", "/tasks",
             [&data](const net::Request& request, const net::PathParameters&, const auth::Access& access) {
               return list_tasks(data.queue().store(), request, access);
             });
  router.add("GET", "/tasks/{uid}",
             [&data](const net::Request&, const net::PathParameters& path, const auth::Access& access) {
               return get_task(data.queue().store(), path[0], access);
             });
  add_named_write(router, "POST", "/tasks/cancel", data,
                  [](const net::Request& request, const net::PathParameters&, const auth::Access& access) {
                    return about_tasks(tasks::type::kTaskCancelation, "canceledTasks", request, access);
                  });
  add_named_write(router, "DELETE", "/tasks", data,
                  [](const net::Request& request, const net::PathParameters&, const auth::Access& access) {
                    return about_tasks(tasks::type::kTaskDeletion, "deletedTasks", request, access);
                  });
}

}  // namespace telusur::server::routes
