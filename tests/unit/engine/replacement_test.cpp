// An index that is built to replace another one gets what that was changed by meanwhile.
#include "engine/replacement.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/error.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

using telusur::Engine;
using telusur::ErrorCode;
using telusur::Index;
using telusur::test::code_of;
using telusur::test::error_of;
using telusur::test::TemporaryDirectory;

namespace {

using Documents = std::vector<std::string>;

const telusur::Settings kSettings{.filterable_attributes = {"n"}};

void add(Index index, const std::string& json) {
  index.add_json(json);
  index.commit();
}

/// The index "a" with the documents 1 and 2, and "b" that is to replace it, with 1 and 3 as their source has them now.
struct Replacing {
  Replacing() {
    add(engine.create_index("a", kSettings, "id"), R"([{"id":1,"from":"old"},{"id":2,"n":2,"from":"old"}])");
    add(engine.create_replacement("b", "a", kSettings, "id"), R"([{"id":1,"from":"source"},{"id":3,"n":2}])");
  }

  void swap() { engine.swap_indexes({{"a", "b"}}); }
  Documents documents(const std::string& uid) const { return engine.index(uid).documents({}).documents; }

  TemporaryDirectory data;
  Engine engine{data.path(), {.lock_wait = std::chrono::milliseconds(50)}};
};

const Documents kSource{R"({"id":1,"from":"source"})", R"({"id":3,"n":2})"};

}  // namespace

TEST_CASE("what was changed in an index since its replacement was created is in that when the two are swapped") {
  Replacing replacing;
  Engine& engine = replacing.engine;
  add(engine.index("a"), R"({"id":4,"from":"writer"})");
  {
    Index a = engine.index("a");
    a.remove_matching("n = 2");
    a.commit();
    a.remove("1");
    a.commit(7);
  }
  telusur::Settings changed = engine.index("a").settings();
  changed.synonyms["raja buah"] = {"durian"};
  engine.index("a").update_settings(changed);
  CHECK(replacing.documents("b") == kSource);  // nothing is done before the swap
  replacing.swap();
  CHECK(replacing.documents("a") == Documents{R"({"id":4,"from":"writer"})"});
  CHECK(engine.index("a").settings() == changed);
  CHECK(engine.index("a").search({.q = "writer"}).hits.size() == 1);
  CHECK(engine.index("a").last_task() == 7);
  CHECK(engine.index("a").check().empty());
  CHECK(engine.index("b").check().empty());
  // The replacement is over: what comes later is not carried back.
  add(engine.index("a"), R"({"id":5})");
  replacing.swap();
  CHECK(replacing.documents("a") == Documents{R"({"id":4,"from":"writer"})"});
}

TEST_CASE("without a change the replacement is as it was built, whichever of the two is named first") {
  for (const bool first : {true, false}) {
    Replacing replacing;
    replacing.engine.swap_indexes({first ? std::pair("a", "b") : std::pair("b", "a")});
    CHECK(replacing.documents("a") == kSource);
    replacing.engine.delete_index("b");
    CHECK(replacing.documents("a") == kSource);
  }
}

TEST_CASE("changes are kept when the engine is opened anew, and by whoever writes") {
  Replacing replacing;
  add(Engine(replacing.data.path()).index("a"), R"({"id":4})");
  Engine again(replacing.data.path());
  add(again.index("a"), R"({"id":5})");
  again.swap_indexes({{"b", "a"}});
  CHECK(Engine(replacing.data.path()).index("a").documents({}).total == 4);
}

TEST_CASE("a number of the replacement's that is later than that of the index stays") {
  Replacing replacing;
  Index b = replacing.engine.index("b");
  b.add_json(R"({"id":9})");
  b.commit(20);
  Index a = replacing.engine.index("a");
  a.add_json(R"({"id":4})");
  a.commit(7);
  replacing.swap();
  CHECK(replacing.engine.index("a").last_task() == 20);
  CHECK(replacing.engine.index("a").documents({}).total == 4);
}

TEST_CASE("of several replacements the last one gets the changes, and one that is deleted leaves none behind") {
  Replacing replacing;
  Engine& engine = replacing.engine;
  add(engine.create_replacement("c", "a", kSettings, "id"), R"({"id":8})");
  add(engine.index("a"), R"({"id":4})");
  replacing.swap();  // an ordinary one
  CHECK(replacing.documents("a") == kSource);
  replacing.swap();
  engine.swap_indexes({{"a", "c"}});
  CHECK(replacing.documents("a") == Documents{R"({"id":8})", R"({"id":4})"});

  engine.create_replacement("d", "a");
  engine.delete_index("d");
  add(engine.index("a"), R"({"id":6})");
  CHECK(engine.index("a").documents({}).total == 3);
}

TEST_CASE("where changes are lost, or cannot be taken, nothing is swapped") {
  {
    Replacing built;
    auto builder = built.engine.rebuild("a");
    builder.add_json(R"({"id":7})");
    CHECK(code_of([&] { built.engine.create_replacement("c", "a"); }) == ErrorCode::kAlreadyExists);
    builder.publish();
    CHECK(code_of([&] { built.swap(); }) == ErrorCode::kAlreadyExists);
    add(built.engine.index("a"), R"({"id":8})");
    const auto error = error_of([&] { built.swap(); });
    CHECK(error.code() == ErrorCode::kAlreadyExists);
    CHECK(std::string(error.what()).find("built by somebody else") != std::string::npos);
    CHECK(built.documents("a") == Documents{R"({"id":7})", R"({"id":8})"});
  }
  {
    Replacing abandoned;
    {
      const auto builder = abandoned.engine.rebuild("a");
      add(abandoned.engine.index("a"), R"({"id":4})");  // kept for that build alone
    }
    add(abandoned.engine.index("a"), R"({"id":5})");
    CHECK(code_of([&] { abandoned.swap(); }) == ErrorCode::kAlreadyExists);
  }
  {
    Replacing other;
    add(other.engine.create_replacement("c", "a", kSettings, "url"), R"({"url":"x"})");
    add(other.engine.index("a"), R"({"id":4})");
    CHECK(code_of([&] { other.engine.swap_indexes({{"c", "a"}}); }) == ErrorCode::kAlreadyExists);
    CHECK(other.engine.index("a").documents({}).total == 3);
  }
}

TEST_CASE("an index that is not there cannot be replaced, and its replacement is not made") {
  Replacing replacing;
  CHECK(code_of([&] { replacing.engine.create_replacement("c", "z"); }) == ErrorCode::kNotFound);
  CHECK(code_of([&] { replacing.engine.index("c"); }) == ErrorCode::kNotFound);
  CHECK(code_of([&] { replacing.engine.create_replacement("b", "a"); }) == ErrorCode::kAlreadyExists);
  add(replacing.engine.index("a"), R"({"id":4})");
  replacing.swap();
  CHECK(replacing.engine.index("a").documents({}).total == 3);
}
