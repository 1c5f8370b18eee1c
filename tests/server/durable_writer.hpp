#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <exception>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "client.hpp"
#include "running_server.hpp"

namespace telusur::test {

/// A client that writes in every way while its server is killed, about documents and indexes of its own, and knows what
/// must be there in the end, when each task was applied once, and in the order in which they were acknowledged.
class DurableWriter {
 public:
  explicit DurableWriter(int number) : name_("w" + std::to_string(number)) {}

  /// Makes its indexes, before the first kill: two to be swapped, of which the left one has a document; one that is
  /// changed; one that is replaced.
  void prepare(const RunningServer& server) {
    write(server.port, "POST", "/indexes/" + left() + "/documents?primaryKey=id", R"({"id":"marker"})");
    write(server.port, "POST", "/indexes", json{{"uid", right()}}.dump());
    write(server.port, "PATCH", "/indexes/" + changed() + "/settings", settings("none").dump());
    write(server.port, "POST", "/indexes", json{{"uid", replaced()}, {"primaryKey", "id"}}.dump());
  }

  /// Writes until the server is gone.
  void run(int port, const std::atomic<bool>& dead) {
    try {
      while (!dead) {
        step(port);
      }
    } catch (const std::exception&) {
      // Nobody knows what became of the request under way: its document or index is not used again.
      ++next_;
    }
  }

  std::size_t acknowledged() const { return acknowledged_.size(); }

  /// What must be there once every task has ended.
  void check(const RunningServer& server) const {
    INFO(name_);
    for (const std::int64_t uid : acknowledged_) {
      const json task = server.get("/tasks/" + std::to_string(uid));
      INFO(task.dump());
      CHECK(task["status"] == "succeeded");
      // Applied twice, or after an addition that was lost, it would have found nothing.
      CHECK((!deletions_.contains(uid) || task["details"]["deletedDocuments"] == 1));
    }
    for (const std::string& id : documents_) {
      CHECK(has(server, kShared, id));
    }
    check_swaps(server);
    check_settings(server);
    CHECK((last_addition_.empty() || has(server, replaced(), last_addition_)));
    CHECK((replaced_addition_.empty() || !has(server, replaced(), replaced_addition_)));
  }

 private:
  using json = nlohmann::json;

  static constexpr const char* kShared = "shared";

  std::string left() const { return name_ + "-left"; }
  std::string right() const { return name_ + "-right"; }
  std::string changed() const { return name_ + "-changed"; }
  std::string replaced() const { return name_ + "-replaced"; }

  /// Attributes that are filterable are in the index: it is written anew.
  static json settings(const std::string& id) {
    return {{"filterableAttributes", {"group", id}}, {"stopWords", json::array({id})}};
  }

  static bool has(const RunningServer& server, const std::string& index, const std::string& id) {
    return fetch(server.port, "GET", "/indexes/" + index + "/documents/" + id).status == 200;
  }

  void step(int port) {
    using Step = void (DurableWriter::*)(int, const std::string&);
    constexpr std::array<Step, 6> kSteps{
        &DurableWriter::add_and_delete,  &DurableWriter::create_and_delete_index, &DurableWriter::swap,
        &DurableWriter::change_settings, &DurableWriter::delete_by_filter,        &DurableWriter::replace};
    const int number = next_++;
    (this->*kSteps[static_cast<std::size_t>(number) % kSteps.size()])(port, name_ + "-" + std::to_string(number));
  }

  void add_and_delete(int port, const std::string& id) {
    for (const std::string& one : {id, id + "-deleted"}) {
      write(port, "POST", std::string("/indexes/") + kShared + "/documents?primaryKey=id", json{{"id", one}}.dump());
    }
    documents_.insert(id);
    deletions_.insert(write(port, "DELETE", std::string("/indexes/") + kShared + "/documents/" + id + "-deleted"));
  }

  /// Made twice, it would be there already.
  void create_and_delete_index(int port, const std::string& id) {
    write(port, "POST", "/indexes", json{{"uid", id}}.dump());
    write(port, "PATCH", "/indexes/" + id, R"({"primaryKey":"id"})");
    write(port, "DELETE", "/indexes/" + id);
  }

  void swap(int port, const std::string&) {
    write(port, "POST", "/swap-indexes", json::array({{{"indexes", {left(), right()}}}}).dump());
  }

  void change_settings(int port, const std::string& id) {
    last_settings_ = write(port, "PATCH", "/indexes/" + changed() + "/settings", settings(id).dump());
  }

  void delete_by_filter(int port, const std::string& id) {
    write(port, "POST", "/indexes/" + changed() + "/documents?primaryKey=id", json{{"id", id}, {"group", id}}.dump());
    deletions_.insert(
        write(port, "POST", "/indexes/" + changed() + "/documents/delete", json{{"filter", "group = " + id}}.dump()));
  }

  /// An empty index replaces the one that it stands for: what is written meanwhile is in both, what was there before in
  /// none. Swapped twice, the old one would be back.
  void replace(int port, const std::string& id) {
    write(port, "POST", "/indexes", json{{"uid", id}, {"primaryKey", "id"}, {"replaces", replaced()}}.dump());
    const std::string before = last_addition_;
    write(port, "POST", "/indexes/" + replaced() + "/documents", json{{"id", id}}.dump());
    last_addition_ = id;
    write(port, "POST", "/swap-indexes", json::array({{{"indexes", {replaced(), id}}}}).dump());
    replaced_addition_ = before;
    write(port, "DELETE", "/indexes/" + id);
  }

  std::int64_t write(int port, std::string_view method, const std::string& target, const std::string& body = "") {
    const Answer answer = fetch(port, method, target, "Content-Type: application/json\r\n", body);
    CHECK_MESSAGE(answer.status == 202, answer.body);
    acknowledged_.push_back(json::parse(answer.body)["taskUid"]);
    return acknowledged_.back();
  }

  /// Swaps that were stored, though their sender was not told, count, too.
  void check_swaps(const RunningServer& server) const {
    const json tasks = server.get("/tasks?types=indexSwap&limit=100000")["results"];
    const auto swaps = std::count_if(tasks.begin(), tasks.end(), [&](const json& task) {
      return task["details"]["swaps"][0]["indexes"][0] == left();
    });
    CHECK(has(server, swaps % 2 == 0 ? left() : right(), "marker"));
    CHECK_FALSE(has(server, swaps % 2 == 0 ? right() : left(), "marker"));
  }

  void check_settings(const RunningServer& server) const {
    const json newest = server.get("/tasks?types=settingsUpdate&limit=1&indexUids=" + changed())["results"][0];
    CHECK(newest["uid"] >= last_settings_);
    const json settings = server.get("/indexes/" + changed() + "/settings");
    for (const auto& [name, value] : newest["details"].items()) {
      CHECK(settings[name] == value);
    }
  }

  const std::string name_;
  int next_ = 0;
  std::vector<std::int64_t> acknowledged_;
  std::set<std::string> documents_;   // added, and never deleted
  std::set<std::int64_t> deletions_;  // each of one document that was there
  std::int64_t last_settings_ = 0;
  std::string last_addition_;      // to the index that is replaced
  std::string replaced_addition_;  // one that is not in the index that replaced it
};

}  // namespace telusur::test
