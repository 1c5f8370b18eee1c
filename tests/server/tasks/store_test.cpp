#include "tasks/store.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/error.hpp"
#include "support/temporary_directory.hpp"

using nlohmann::json;
using namespace telusur::server::tasks;

namespace {

class Fixture {
 public:
  std::int64_t add(std::string_view type, const std::string& index, const std::string& arguments = "{}",
                   const std::optional<std::string>& payload = std::nullopt) {
    NewTask task{.type = type, .index_uid = index, .arguments = arguments};
    if (payload) {
      task.payload.emplace(*payload);
    }
    const NewTask* one[] = {&task};
    return store.add(one).front().uid;
  }
  std::int64_t document(const std::string& index, std::size_t bytes = 2) {
    return add(type::kDocumentAddition, index, "{}", std::string(bytes, ' '));
  }
  void end(std::int64_t uid, std::string_view how = status::kSucceeded) {
    const Outcome outcome{uid, how, "{}"};
    store.finish({&outcome, 1});
  }
  std::vector<std::int64_t> next(const BatchLimits& limits = {}) const {
    std::vector<std::int64_t> uids;
    for (const PendingTask& task : store.next_batch(limits)) {
      uids.push_back(task.task.uid);
    }
    return uids;
  }
  std::vector<std::int64_t> listed(const std::vector<telusur::server::net::QueryParameter>& query,
                                   const TaskRange& range = {}) const {
    std::vector<std::int64_t> uids;
    for (const Task& task : store.list(TaskFilter::parse(query), range).tasks) {
      uids.push_back(task.uid);
    }
    return uids;
  }

  telusur::test::TemporaryDirectory directory;
  TaskStore store{directory.path() / "server.db"};
};

using Uids = std::vector<std::int64_t>;

}  // namespace

TEST_CASE_FIXTURE(Fixture, "a batch holds neighbours that change documents of one index") {
  document("a");
  document("a");
  add(type::kDocumentDeletion, "a", R"({"ids":["1"]})");
  document("b");
  CHECK(next() == Uids{1, 2, 3});
  CHECK(next({.tasks = 2}) == Uids{1, 2});
  CHECK(next({.payload_bytes = 5}) == Uids{1});
  end(1), end(2), end(3);
  CHECK(next() == Uids{4});
  add(type::kDocumentDeletion, "b", R"({"filter":"x = 1"})");
  document("b");
  CHECK(next() == Uids{4});
  end(4);
  CHECK(next() == Uids{5});
  end(5), end(6);
  CHECK(next().empty());
  document("c", 50);
  document("c");
  CHECK(next({.payload_bytes_of_each = 20}) == Uids{7});
}

TEST_CASE_FIXTURE(Fixture, "the room of a task is given back with its end, whichever way it ends, and once") {
  const std::int64_t arguments = 2;  // of each
  for (int n = 0; n < 4; ++n) {
    document("a", 100);
  }
  CHECK(store.waiting_bytes() == 4 * (100 + arguments));
  const Outcome noted[] = {{1, status::kFailed, "{}"}, {2, status::kSucceeded, "{}"}};
  store.note(noted);
  CHECK(store.waiting_bytes() == 3 * (100 + arguments));
  store.finish(noted);
  CHECK(store.waiting_bytes() == 2 * (100 + arguments));
  add(type::kTaskCancelation, "a", R"({"uids":[3]})");
  store.cancel(store.next_batch().front());
  CHECK(store.waiting_bytes() == 100 + arguments);
  CHECK(store.waiting_bytes() == store.backlog().payload_bytes);
  CHECK(TaskStore(directory.path() / "server.db").waiting_bytes() == 100 + arguments);
}

TEST_CASE_FIXTURE(Fixture, "tasks about tasks go first") {
  document("a");
  add(type::kTaskDeletion, "a");
  add(type::kTaskCancelation, "a");
  CHECK(next() == Uids{3});
  end(3);
  CHECK(next() == Uids{2});
}

TEST_CASE_FIXTURE(Fixture, "the list is filtered, and cut into pages from both ends") {
  for (const char* index : {"a", "b", "a"}) {
    document(index);
  }
  add(type::kIndexCreation, "c");
  end(1);
  end(2, status::kFailed);
  CHECK(listed({}) == Uids{4, 3, 2, 1});
  CHECK(listed({{"uids", "1,3,9"}}) == Uids{3, 1});
  CHECK(listed({{"statuses", "failed,enqueued"}}) == Uids{4, 3, 2});
  CHECK(listed({{"types", "indexCreation"}}) == Uids{4});
  CHECK(listed({{"indexUids", "a"}, {"statuses", "succeeded"}}) == Uids{1});
  CHECK(listed({{"statuses", "*"}, {"indexUids", "c"}}) == Uids{4});
  CHECK(listed({{"beforeEnqueuedAt", "2001-01-01"}}).empty());
  CHECK(listed({{"afterEnqueuedAt", "2001-01-01T00:00:00+07:00"}}).size() == 4);
  CHECK(listed({{"afterFinishedAt", "2001-01-01"}}) == Uids{2, 1});
  CHECK(listed({}, {.limit = 2}) == Uids{4, 3});
  CHECK(listed({}, {.limit = 2, .from = 2}) == Uids{2, 1});
  CHECK(listed({}, {.limit = 2, .reverse = true}) == Uids{1, 2});
  CHECK(listed({}, {.from = 3, .reverse = true}) == Uids{3, 4});
  const TaskPage page = store.list({}, {.limit = 3});
  CHECK(page.total == 4);
  CHECK(page.next == 1);
  CHECK_FALSE(store.list({}, {.limit = 4}).next.has_value());
}

TEST_CASE("what is wrong with a filter is named by its code") {
  const struct {
    const char* name;
    const char* value;
    const char* code;
  } cases[] = {
      {"uids", "x", "invalid_task_uids"},
      {"uids", "", "invalid_task_uids"},
      {"uids", "-1", "invalid_task_uids"},
      {"statuses", "done", "invalid_task_statuses"},
      {"types", "documentAddition", "invalid_task_types"},
      {"canceledBy", "a", "invalid_task_canceled_by"},
      {"afterEnqueuedAt", "yesterday", "invalid_task_after_enqueued_at"},
      {"beforeFinishedAt", "2024-13-01", "invalid_task_before_finished_at"},
  };
  for (const auto& test : cases) {
    CAPTURE(test.value);
    try {
      TaskFilter::parse({{test.name, test.value}});
      FAIL_CHECK("taken");
    } catch (const telusur::server::api::RequestError& error) {
      CHECK(error.code() == test.code);
    }
  }
}

TEST_CASE_FIXTURE(Fixture, "canceling ends what waits and nothing else, and forgets its documents") {
  document("a");
  document("a");
  document("b");
  end(1);
  add(type::kTaskCancelation, "", R"({"indexUids":["a"]})");
  store.cancel(store.next_batch().front());
  CHECK(store.find(1)->status == "succeeded");
  CHECK(store.find(2)->status == "canceled");
  CHECK(store.find(2)->canceled_by == 4);
  CHECK_FALSE(store.payload_part(2, 0).has_value());
  CHECK(store.find(3)->status == "enqueued");
  CHECK(json::parse(store.find(4)->details) == json{{"matchedTasks", 2}, {"canceledTasks", 1}});
  CHECK(next() == Uids{3});
}

TEST_CASE_FIXTURE(Fixture, "deleting forgets what has ended, and its numbers are not given again") {
  document("a");
  document("a");
  end(2);
  add(type::kTaskDeletion, "", "{}");
  store.remove(store.next_batch().front());
  CHECK_FALSE(store.find(2).has_value());
  CHECK(store.find(1)->status == "enqueued");
  CHECK(json::parse(store.find(3)->details) == json{{"matchedTasks", 2}, {"deletedTasks", 1}});
  end(1);
  add(type::kTaskDeletion, "", "{}");
  store.remove(store.next_batch().front());
  CHECK(document("a") == 5);
}

TEST_CASE_FIXTURE(Fixture, "what waits is counted") {
  CHECK(store.backlog().tasks == 0);
  document("a", 10);
  document("a", 5);
  const Backlog backlog = store.backlog();
  CHECK(backlog.tasks == 2);
  CHECK(backlog.payload_bytes == 10 + 5 + 2 * 2);
  CHECK(backlog.oldest == store.find(1)->enqueued_at);
  store.skip_to(100);
  CHECK(document("a") == 101);
  store.skip_to(50);
  CHECK(document("a") == 102);
}
