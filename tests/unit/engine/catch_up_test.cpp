// Changes that are committed to an index while a rebuild of it is under way are in what the rebuild publishes.
#include "engine/catch_up.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "support/error.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

using telusur::Engine;
using telusur::ErrorCode;
using telusur::Index;
using telusur::IndexBuilder;
using telusur::test::code_of;
using telusur::test::error_of;
using telusur::test::TemporaryDirectory;

namespace {

using Documents = std::vector<std::string>;

const telusur::Settings kSettings{.filterable_attributes = {"n"}};

/// An index with the documents 1 and 2, and a rebuild of it under way to which 1, 2 and 3 were added as the source has
/// them now.
struct Rebuilt {
  explicit Rebuilt(const telusur::Settings& settings = kSettings,
                   std::chrono::milliseconds patience = std::chrono::milliseconds(50))
      : engine(data.path(), {.lock_wait = patience}) {
    index.add_json(R"([{"id":1,"n":1,"from":"old"},{"id":2,"n":2,"from":"old"}])");
    index.commit(5);
    builder = std::make_unique<IndexBuilder>(engine.rebuild("a", {.settings = settings, .threads = 1}));
    for (const char* id : {"1", "2", "3"}) {
      builder->add_json(std::string(R"({"id":)") + id + R"(,"n":)" + id + R"(,"from":"source"})");
    }
  }

  Documents published() {
    builder->publish();
    return index.documents({}).documents;
  }

  TemporaryDirectory data;
  Engine engine;
  Index index = engine.create_index("a", kSettings, "id");
  std::unique_ptr<IndexBuilder> builder;
};

std::string deepest(const std::string& id) {
  return R"({"id":)" + id + R"(,"a":)" + std::string(99, '[') + std::string(99, ']') + "}";
}

const Documents kSource{R"({"id":1,"n":1,"from":"source"})", R"({"id":2,"n":2,"from":"source"})",
                        R"({"id":3,"n":3,"from":"source"})"};

}  // namespace

TEST_CASE("what nobody changed is as the source has it, and as it was published byte for byte") {
  Rebuilt rebuilt;
  CHECK(rebuilt.published() == kSource);
  CHECK(rebuilt.index.last_task() == 5);
  CHECK(rebuilt.index.check().empty());
}

TEST_CASE("every kind of change wins over the source, in the order of the commits") {
  struct Case {
    const char* what;
    std::function<void(Index&)> change;
    Documents expected;
  };
  const Case cases[] = {
      {"a new document",
       [](Index& index) { index.add_json(R"({"id":4,"n":9})"); },
       {kSource[0], kSource[1], kSource[2], R"({"id":4,"n":9})"}},
      {"a replaced document",
       [](Index& index) { index.add_json(R"({"id":2,"n":9})"); },
       {kSource[0], R"({"id":2,"n":9})", kSource[2]}},
      {"attributes of a document, which keeps those of the source",
       [](Index& index) { index.add_json(R"({"id":2,"n":9})", {.merge = true}); },
       {kSource[0], R"({"id":2,"n":9,"from":"source"})", kSource[2]}},
      {"attributes of a document that only the source has",
       [](Index& index) { index.add_json(R"({"id":3,"n":9})", {.merge = true}); },
       {kSource[0], kSource[1], R"({"id":3,"n":9,"from":"source"})"}},
      {"a removed document", [](Index& index) { index.remove("2"); }, {kSource[0], kSource[2]}},
      {"a removed document that only the source has",
       [](Index& index) { index.remove("3"); },
       {kSource[0], kSource[1]}},
      {"a removal by a filter", [](Index& index) { index.remove_matching("n > 1"); }, {kSource[0]}},
      {"a removal of all, and a document after it",
       [](Index& index) {
         index.remove_matching("");
         index.commit();
         index.add_json(R"({"id":1,"n":9})");
       },
       {R"({"id":1,"n":9})"}},
      {"a document, and a removal by a filter that it passes",
       [](Index& index) {
         index.add_json(R"({"id":7,"n":7})");
         index.commit();
         index.remove_matching("n = 7");
       },
       kSource},
      {"a change that was rolled back",
       [](Index& index) {
         index.add_json(R"({"id":2,"n":9})");
         index.rollback();
       },
       kSource},
      {"a document that was refused",
       [](Index& index) {
         index.add_json(R"({"id":4,"n":9})");
         CHECK(code_of([&] { index.add_json(R"([{"id":5},{"id":"b c"}])"); }) == ErrorCode::kInvalidArgument);
       },
       {kSource[0], kSource[1], kSource[2], R"({"id":4,"n":9})"}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    Rebuilt rebuilt;
    one.change(rebuilt.index);
    rebuilt.index.commit(9);
    CHECK(rebuilt.published() == one.expected);
    CHECK(rebuilt.index.last_task() == 9);
    CHECK(rebuilt.index.check().empty());
    // The rebuild is over: nothing is kept, and nothing comes back.
    rebuilt.builder.reset();
    CHECK_FALSE(rebuilt.index.is_being_rebuilt());
    rebuilt.index.add_json(R"({"id":2,"n":0})");
    rebuilt.index.commit();
    CHECK(rebuilt.engine.rebuild("a").publish() == 0);
    CHECK(rebuilt.index.documents({}).total == 0);
  }
}

TEST_CASE("settings that were changed meanwhile win one by one, and documents are indexed by them") {
  telusur::Settings wanted = kSettings;
  wanted.stop_words = {"yang"};
  Rebuilt rebuilt(wanted);
  telusur::Settings changed = kSettings;
  changed.filterable_attributes = {"n", "from"};
  rebuilt.index.add_json(R"({"id":4,"n":4,"from":"server"})");
  rebuilt.index.commit(6);
  rebuilt.index.update_settings(changed, 7);
  rebuilt.index.add_json(R"({"id":5,"n":5,"from":"server"})");
  rebuilt.index.commit(8);
  rebuilt.builder->publish();
  CHECK(rebuilt.index.settings().stop_words == Documents{"yang"});
  CHECK(rebuilt.index.settings().filterable_attributes == Documents{"n", "from"});
  CHECK(rebuilt.index.documents({.filter = "from = source"}).total == 3);
  CHECK(rebuilt.index.documents({.filter = "from = server"}).total == 2);
  CHECK(rebuilt.index.last_task() == 8);
}

TEST_CASE("a commit without a change is known by its number") {
  Rebuilt rebuilt;
  rebuilt.index.commit(6);
  CHECK(rebuilt.published() == kSource);
  CHECK(rebuilt.index.last_task() == 6);
  CHECK(rebuilt.index.check().empty());
}

TEST_CASE("what was kept for a rebuild that was given up is not done again by the next one") {
  Rebuilt rebuilt;
  rebuilt.index.add_json(R"({"id":2,"n":9})");
  rebuilt.index.commit();
  rebuilt.builder.reset();
  auto next = rebuilt.engine.rebuild("a", {.settings = kSettings, .threads = 1});
  next.add_json(kSource[0]);
  rebuilt.index.add_json(R"({"id":3,"n":3})");
  rebuilt.index.commit();
  next.publish();
  CHECK(rebuilt.index.documents({}).documents == Documents{kSource[0], R"({"id":3,"n":3})"});
}

TEST_CASE("more changes than are read at once, from a thread that goes on until they are published") {
  Rebuilt rebuilt(kSettings, std::chrono::seconds(30));
  const std::string text(100'000, 'x');
  for (int id = 10; id < 110; ++id) {
    rebuilt.index.add_json(R"({"id":)" + std::to_string(id) + R"(,"text":")" + text + "\"}");
  }
  rebuilt.index.commit();
  std::atomic<bool> published{false};
  int last = 1000;
  std::jthread writer([&] {
    Index index = Engine(rebuilt.data.path()).index("a");
    for (; !published; ++last) {
      index.add_json(R"({"id":)" + std::to_string(last) + "}");
      index.commit(static_cast<std::uint64_t>(last));
    }
  });
  rebuilt.builder->publish();
  published = true;
  writer.join();
  CHECK(rebuilt.index.documents({.limit = 0}).total == static_cast<std::uint64_t>(3 + 100 + last - 1000));
  CHECK(rebuilt.index.last_task() == static_cast<std::uint64_t>(last - 1));
}

TEST_CASE("a change that the new generation cannot take publishes nothing, and says why") {
  Rebuilt rebuilt(telusur::Settings{});
  rebuilt.index.remove_matching("n = 2");
  rebuilt.index.commit();
  const auto error = error_of([&] { rebuilt.builder->publish(); });
  CHECK(error.code() == ErrorCode::kBusy);
  CHECK(std::string(error.what()).find("filter") != std::string::npos);
  CHECK(std::string(error.what()).find("nothing was published: build again") != std::string::npos);
  CHECK(rebuilt.index.documents({}).total == 1);
}

TEST_CASE("an index that was deleted, swapped or created meanwhile is left as it is") {
  struct Case {
    const char* what;
    std::function<void(Engine&)> change;
    std::uint64_t documents_of_a;
  };
  const Case cases[] = {
      {"deleted, and created anew",
       [](Engine& engine) {
         engine.delete_index("a");
         engine.create_index("a");
       },
       0},
      {"swapped",
       [](Engine& engine) {
         engine.create_index("b");
         engine.swap_indexes({{"a", "b"}});
       },
       0},
      {"swapped there and back, and written to meanwhile",
       [](Engine& engine) {
         engine.create_index("b");
         engine.swap_indexes({{"a", "b"}});
         auto moved = engine.index("b");
         moved.add_json(R"({"id":4})");
         moved.commit();
         engine.swap_indexes({{"a", "b"}});
       },
       4},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    Rebuilt rebuilt;
    one.change(rebuilt.engine);
    const bool refused = one.documents_of_a != 4;
    if (refused) {
      const auto error = error_of([&] { rebuilt.builder->publish(); });
      CHECK(error.code() == ErrorCode::kBusy);
      CHECK(std::string(error.what()).find("build again") != std::string::npos);
    } else {
      rebuilt.builder->publish();
    }
    CHECK(rebuilt.engine.index("a").documents({}).total == one.documents_of_a);
  }
  Rebuilt rebuilt;
  rebuilt.engine.delete_index("a");
  CHECK(code_of([&] { rebuilt.builder->publish(); }) == ErrorCode::kBusy);
  CHECK(rebuilt.engine.indexes().empty());

  auto first = rebuilt.engine.rebuild("c");
  rebuilt.engine.create_index("c");
  CHECK(code_of([&] { first.publish(); }) == ErrorCode::kBusy);
}

TEST_CASE("one rebuild of an index at a time: the other waits, then gives up") {
  Rebuilt rebuilt;
  CHECK(rebuilt.index.is_being_rebuilt());
  const auto error = error_of([&] { rebuilt.engine.rebuild("a"); });
  CHECK(error.code() == ErrorCode::kBusy);
  CHECK(std::string(error.what()).find("is being built by another process (waited 50 ms)") != std::string::npos);
  CHECK(rebuilt.engine.rebuild("other").publish() == 0);
  rebuilt.builder.reset();
  CHECK_FALSE(rebuilt.index.is_being_rebuilt());
  CHECK(rebuilt.engine.rebuild("a").publish() == 0);
}

TEST_CASE("a rebuild waits for the batch under way, whose changes it would miss") {
  const TemporaryDirectory data;
  Engine engine(data.path(), {.lock_wait = std::chrono::milliseconds(0)});
  auto index = engine.create_index("a");
  index.add_json(R"({"id":1})");
  CHECK(code_of([&] { engine.rebuild("a"); }) == ErrorCode::kBusy);
  index.commit();
  CHECK(engine.rebuild("a").publish() == 0);
}

TEST_CASE("documents as deep as they may be are kept, too") {
  Rebuilt rebuilt;
  rebuilt.index.add_json("[" + deepest("7") + "," + deepest("8") + "]");
  rebuilt.index.commit();
  CHECK(rebuilt.published().size() == 5);
  CHECK(rebuilt.index.document("8") == deepest("8"));
}
