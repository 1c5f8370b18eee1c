#include "backend/manifest.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "database.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/error.hpp"

namespace backend = telusur::backend;
namespace fs = std::filesystem;

using telusur::test::TemporaryDirectory;

namespace {

/// Inverts one byte in the middle of a file.
void damage(const fs::path& file) {
  std::string bytes = telusur::test::read_file(file);
  bytes[bytes.size() / 2] = static_cast<char>(~bytes[bytes.size() / 2]);
  std::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace

TEST_CASE("every file of a built database is under its checksum") {
  int files = 0;
  for (const char* name : {"docdata.glass", "postlist.glass", "termlist.glass", "position.glass"}) {
    const TemporaryDirectory directory;
    telusur::test::build_database(directory.path(), directory / "db", {{"a", "b"}});
    CHECK(backend::check_manifest(directory / "db").empty());
    const fs::path file = directory / "db" / name;
    REQUIRE(fs::exists(file));
    damage(file);
    const auto findings = backend::check_manifest(directory / "db");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0] == file.string() + " does not match its checksum: rebuild the index with telusur-indexer build");
    ++files;
  }
  CHECK(files == 4);
}

TEST_CASE("a file that is missing is named") {
  const TemporaryDirectory directory;
  telusur::test::build_database(directory.path(), directory / "db", {{"a"}});
  fs::remove(directory / "db/position.glass");
  const auto findings = backend::check_manifest(directory / "db");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].find("position.glass is missing") != std::string::npos);
}

TEST_CASE("a manifest says nothing any more after the first write") {
  const TemporaryDirectory directory;
  telusur::test::build_database(directory.path(), directory / "db", {{"a"}});
  backend::Writer writer(directory / "db", std::chrono::milliseconds(0));
  writer.put(telusur::test::document("b", "lain"));
  writer.commit();
  CHECK(backend::check_manifest(directory / "db").empty());
}
