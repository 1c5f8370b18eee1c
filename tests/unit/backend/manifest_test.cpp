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

TEST_CASE("every table of a built database is under its checksum") {
  for (const char* name : {"docdata.glass", "postlist.glass", "termlist.glass", "position.glass"}) {
    CAPTURE(name);
    const TemporaryDirectory directory;
    telusur::test::build_database(directory.path(), directory / "db", {{"a", "b"}});
    const backend::ManifestCheck sound = backend::check_manifest(directory / "db");
    CHECK(sound.current);
    CHECK(sound.findings.empty());
    const fs::path file = directory / "db" / name;
    REQUIRE(fs::exists(file));
    damage(file);
    const auto findings = backend::check_manifest(directory / "db").findings;
    REQUIRE(findings.size() == 1);
    CHECK(findings[0] == file.string() + " does not match its checksum: rebuild the index with telusur-indexer build");
  }
}

TEST_CASE("a file that is missing is named") {
  const TemporaryDirectory directory;
  telusur::test::build_database(directory.path(), directory / "db", {{"a"}});
  fs::remove(directory / "db/position.glass");
  const auto findings = backend::check_manifest(directory / "db").findings;
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].find("position.glass is missing") != std::string::npos);
}

TEST_CASE("a manifest is gone after the first write, even of a batch that was abandoned") {
  const TemporaryDirectory directory;
  telusur::test::build_database(directory.path(), directory / "db", {{"a"}});
  REQUIRE(fs::exists(directory / "db/manifest"));
  { const backend::Writer abandoned(directory / "db", std::chrono::milliseconds(0)); }
  CHECK_FALSE(fs::exists(directory / "db/manifest"));
  const backend::ManifestCheck check = backend::check_manifest(directory / "db");
  CHECK_FALSE(check.current);
  CHECK(check.findings.empty());
}
