#include "jobs/remote_server.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

#include "telusur/error.hpp"

namespace telusur::indexer {

namespace {

using nlohmann::json;

constexpr std::chrono::milliseconds kFirstLook{10};
constexpr std::chrono::milliseconds kLaterLooks{500};
constexpr std::uint64_t kPage = 1000;
constexpr int kMostSwaps = 5;
constexpr char kLines[] = "application/x-ndjson";

std::string path_of(const std::string& uid, std::string_view rest = "") {
  return "/indexes/" + uid + std::string(rest);
}

/// The JSON of an answer. @throws Error where a proxy or another program has answered.
json parsed(const ApiAnswer& answer, const std::string& url) {
  json value = json::parse(answer.body, nullptr, false);
  if (!value.is_object()) {
    throw Error(ErrorCode::kIo, "what answers at " + url + " is not a telusur server: it sent " +
                                    std::to_string(answer.status) + " and no JSON object");
  }
  return value;
}

/// Reads an answer by `read()`. @throws Error where another program has answered, in JSON of its own.
template <typename Read>
auto understood(const std::string& url, Read&& read) {
  try {
    return read();
  } catch (const json::exception&) {
    throw Error(ErrorCode::kIo, "what answers at " + url +
                                    " is not a telusur server: members of its answer are missing, or of another type");
  }
}

[[noreturn]] void refuse(const ApiAnswer& answer, const ApiRequest& request, const std::string& url) {
  const std::string message = understood(url, [&] { return parsed(answer, url).value("message", "no reason"); });
  const std::string what = "the server " + url + " refuses " + request.method + " " + request.path + " (" +
                           std::to_string(answer.status) + "): " + message;
  if (answer.status == 401 || answer.status == 403) {
    throw Error(ErrorCode::kPermission, what + "; the environment variable TELUSUR_API_KEY holds the key");
  }
  throw Error(ErrorCode::kIo, what);
}

bool is_success(const ApiAnswer& answer) { return answer.status >= 200 && answer.status < 300; }

bool has_code(const json& error, std::string_view code) { return error.is_object() && error.value("code", "") == code; }

std::uint64_t task_of(const ApiAnswer& answer, const std::string& url) {
  return understood(url, [&] { return parsed(answer, url).at("taskUid").get<std::uint64_t>(); });
}

/// A task, as far as it tells how it went.
struct TaskState {
  std::string status;
  std::string type;
  std::string message;  ///< of its error
  std::string code;     ///< of its error

  bool has_ended() const { return status != "enqueued" && status != "processing"; }
};

TaskState state_of(const json& task) {
  const json error = task.value("error", json());
  TaskState state{task.at("status"), task.value("type", ""), "it was " + task.value("status", ""), ""};
  if (error.is_object()) {
    state.message = error.value("message", "");
    state.code = error.value("code", "");
  }
  return state;
}

}  // namespace

std::string RemoteServer::get(const std::string& path) {
  const ApiRequest request{.method = "GET", .path = path};
  ApiAnswer answer = client_.send(request);
  if (!is_success(answer)) {
    refuse(answer, request, url());
  }
  return std::move(answer.body);
}

std::vector<std::string> RemoteServer::indexes() {
  std::vector<std::string> uids;
  for (std::uint64_t offset = 0;; offset += kPage) {
    const json page =
        parsed({200, get("/indexes?limit=" + std::to_string(kPage) + "&offset=" + std::to_string(offset))}, url());
    const auto total = understood(url(), [&] {
      for (const json& index : page.at("results")) {
        uids.push_back(index.at("uid"));
      }
      return page.at("total").get<std::uint64_t>();
    });
    if (offset + kPage >= total) {
      return uids;
    }
  }
}

std::optional<RemoteIndex> RemoteServer::find(const std::string& uid) {
  const ApiRequest request{.method = "GET", .path = path_of(uid)};
  const ApiAnswer answer = client_.send(request);
  if (answer.status == 404 && understood(url(), [&] { return has_code(parsed(answer, url()), "index_not_found"); })) {
    return std::nullopt;
  }
  if (!is_success(answer)) {
    refuse(answer, request, url());
  }
  const json key = parsed(answer, url()).value("primaryKey", json());
  return RemoteIndex{key.is_string() ? key.get<std::string>() : "", stats(uid).documents};
}

std::string RemoteServer::settings(const std::string& uid) { return get(path_of(uid, "/settings")); }

IndexStats RemoteServer::stats(const std::string& uid) {
  const json answer = parsed({200, get(path_of(uid, "/stats"))}, url());
  return understood(url(), [&] {
    IndexStats stats;
    stats.documents = answer.at("numberOfDocuments");
    stats.disk_bytes = answer.value("indexSize", std::uint64_t{0});
    stats.languages = answer.value("languageDistribution", stats.languages);
    return stats;
  });
}

std::uint64_t RemoteServer::enqueue(const ApiRequest& request) {
  const ApiAnswer answer = client_.send(request);
  if (!is_success(answer)) {
    refuse(answer, request, url());
  }
  return task_of(answer, url());
}

/// Has a task done. A task that fails with the harmless code says that an earlier try of the request did arrive.
void RemoteServer::change(const ApiRequest& request, std::string_view harmless_code) {
  try {
    wait_for(enqueue(request));
  } catch (const Error& error) {
    if (error.subject() != harmless_code) {
      throw;
    }
  }
}

void RemoteServer::create(const std::string& uid, const std::string& primary_key, const std::string& replaces) {
  json index{{"uid", uid}, {"primaryKey", primary_key}};
  if (!replaces.empty()) {
    index["replaces"] = replaces;
  }
  change({.method = "POST", .path = "/indexes", .body = index.dump()}, "index_already_exists");
}

void RemoteServer::change_settings(const std::string& uid, const std::string& settings) {
  wait_for(enqueue({.method = "PATCH", .path = path_of(uid, "/settings"), .body = settings}));
}

std::vector<std::uint64_t> RemoteServer::add(const std::string& uid, std::string_view lines) {
  const ApiRequest request{
      .method = "POST", .path = path_of(uid, "/documents"), .body = std::string(lines), .content_type = kLines};
  const ApiAnswer answer = client_.send(request);
  if (is_success(answer)) {
    return {task_of(answer, url())};
  }
  if (answer.status != 413) {
    refuse(answer, request, url());
  }
  const std::size_t middle = lines.find('\n', lines.size() / 2);
  const std::size_t end = middle == std::string_view::npos || middle + 1 == lines.size()
                              ? lines.substr(0, lines.size() - 1).rfind('\n')
                              : middle;
  if (end == std::string_view::npos) {
    throw Error(ErrorCode::kInvalidArgument,
                "the server does not take " + std::to_string(lines.size()) + " bytes at once: see its --max-body-mib",
                "document");
  }
  std::vector<std::uint64_t> tasks = add(uid, lines.substr(0, end + 1));
  const std::vector<std::uint64_t> more = add(uid, lines.substr(end + 1));
  tasks.insert(tasks.end(), more.begin(), more.end());
  return tasks;
}

void RemoteServer::wait_for(std::uint64_t uid) {
  for (std::chrono::milliseconds pause = kFirstLook;; pause = std::min(2 * pause, kLaterLooks)) {
    const json answer = parsed({200, get("/tasks/" + std::to_string(uid))}, url());
    const TaskState task = understood(url(), [&] { return state_of(answer); });
    if (task.status == "succeeded") {
      return;
    }
    if (task.has_ended()) {
      throw Error(
          ErrorCode::kIo,
          "the server " + url() + " did not do task " + std::to_string(uid) + " (" + task.type + "): " + task.message,
          task.code);
    }
    std::this_thread::sleep_for(pause);
  }
}

/// The tasks that exchange this index, done or not.
std::vector<std::uint64_t> RemoteServer::swaps_of(const std::string& uid) {
  const json page = parsed({200, get("/tasks?types=indexSwap&limit=" + std::to_string(kPage))}, url());
  return understood(url(), [&] {
    std::vector<std::uint64_t> tasks;
    for (const json& task : page.at("results")) {
      for (const json& swap : task.at("details").at("swaps")) {
        const json& uids = swap.at("indexes");
        if (std::find(uids.begin(), uids.end(), uid) != uids.end()) {
          tasks.push_back(task.at("uid"));
        }
      }
    }
    return tasks;
  });
}

void RemoteServer::swap(const std::string& uid, const std::string& other) {
  const ApiRequest request{
      .method = "POST", .path = "/swap-indexes", .body = json{{{"indexes", {uid, other}}}}.dump(), .may_repeat = false};
  // A second swap would undo the first. So where no answer came, the list of tasks tells whether it arrived.
  for (int tries = 0; tries < kMostSwaps; ++tries) {
    const ApiAnswer answer = client_.send(request);
    if (answer.status != 0 && !is_success(answer)) {
      refuse(answer, request, url());
    }
    const std::vector<std::uint64_t> tasks = swaps_of(other);
    for (const std::uint64_t task : tasks) {
      wait_for(task);
    }
    if (tasks.size() % 2 == 1) {
      return;
    }
  }
  throw Error(ErrorCode::kIo, "the server " + url() + " does not take " + request.path);
}

void RemoteServer::remove(const std::string& uid) {
  change({.method = "DELETE", .path = path_of(uid)}, "index_not_found");
}

}  // namespace telusur::indexer
