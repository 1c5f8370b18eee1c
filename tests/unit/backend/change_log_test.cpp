#include "backend/change_log.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "backend/writer.hpp"
#include "database.hpp"
#include "support/temporary_directory.hpp"

using telusur::backend::read_changes;
using telusur::backend::Snapshot;
using telusur::backend::Writer;
using telusur::test::TemporaryDirectory;

namespace {

using Changes = std::vector<std::string>;

/// Commits a batch with these changes.
void commit(const TemporaryDirectory& directory, const std::string& rebuild, const Changes& changes,
            bool from_here = true) {
  Writer writer(directory / "db", std::chrono::milliseconds(0));
  writer.keep_changes({rebuild, from_here});
  for (const std::string& change : changes) {
    writer.keep(change);
  }
  writer.commit();
}

Changes kept(const TemporaryDirectory& directory, const std::string& rebuild, std::uint64_t first = 0) {
  return read_changes(Snapshot(directory / "db"), rebuild, first);
}

}  // namespace

TEST_CASE("changes are kept for a rebuild in their order, and committed with their batch") {
  const TemporaryDirectory directory;
  telusur::test::create_database(directory / "db", {"soto"});
  CHECK(kept(directory, "one").empty());
  commit(directory, "one", {"a", "b"});
  {
    Writer abandoned(directory / "db", std::chrono::milliseconds(0));
    abandoned.keep_changes({"one"});
    abandoned.keep("lost");
  }
  commit(directory, "one", {"c"});
  CHECK(kept(directory, "one") == Changes{"a", "b", "c"});
  CHECK(kept(directory, "one", 2) == Changes{"c"});
  CHECK(kept(directory, "one", 3).empty());
  CHECK(kept(directory, "two").empty());
}

TEST_CASE("a batch under another rebuild, or under none, forgets what was kept") {
  const TemporaryDirectory directory;
  telusur::test::create_database(directory / "db", {"soto"});
  commit(directory, "one", {"a", "b"});
  commit(directory, "two", {"c"});
  CHECK(kept(directory, "one").empty());
  CHECK(kept(directory, "two") == Changes{"c"});
  commit(directory, "", {"d"});
  CHECK(kept(directory, "two").empty());
  CHECK(kept(directory, "").empty());
}

TEST_CASE("who does not begin a log goes on with one, and has none behind a gap") {
  const TemporaryDirectory directory;
  telusur::test::create_database(directory / "db", {"soto"});
  const auto log_of = [&] { return telusur::backend::read_change_log(Snapshot(directory / "db").database()).rebuild; };
  commit(directory, "one", {"a"}, false);
  CHECK(log_of().empty());
  commit(directory, "one", {});
  CHECK(log_of() == "one");
  commit(directory, "one", {"b"}, false);
  CHECK(kept(directory, "one") == Changes{"b"});
  commit(directory, "two", {"c"});
  commit(directory, "one", {"d"}, false);
  CHECK(kept(directory, "one").empty());
  CHECK(log_of().empty());
}

TEST_CASE("of many changes some are read, and one that is large is read whole") {
  const TemporaryDirectory directory;
  telusur::test::create_database(directory / "db", {"soto"});
  const std::string large(5 << 20, 'x');
  commit(directory, "one", {"a", large, "b"});
  CHECK(kept(directory, "one").size() == 2);
  CHECK(kept(directory, "one").back() == large);
  CHECK(kept(directory, "one", 2) == Changes{"b"});
}
