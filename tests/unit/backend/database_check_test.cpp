#include "backend/database_check.hpp"

#include <doctest/doctest.h>
#include <xapian.h>

#include <fstream>
#include <string>

#include "backend/layout.hpp"
#include "database.hpp"
#include "support/temporary_directory.hpp"

namespace backend = telusur::backend;
namespace layout = telusur::backend::layout;
namespace fs = std::filesystem;

using telusur::test::TemporaryDirectory;

namespace {

bool names(const std::vector<std::string>& findings, const std::string& part) {
  for (const auto& finding : findings) {
    if (finding.find(part) != std::string::npos && finding.find("rebuild the index") != std::string::npos) {
      return true;
    }
  }
  return false;
}

/// Writes to a database past our own writer.
void tamper(const fs::path& directory, const auto& change) {
  Xapian::WritableDatabase database(directory.string(), Xapian::DB_OPEN);
  change(database);
  database.commit();
}

}  // namespace

TEST_CASE("a sound database has no findings, built or written") {
  const TemporaryDirectory directory;
  telusur::test::build_database(directory.path(), directory / "built", {{"a", "b"}, {"c"}});
  CHECK(backend::check_database(directory / "built").empty());
  backend::Writer writer(directory / "built", std::chrono::milliseconds(0));
  writer.put(telusur::test::document("d", "lain"));
  writer.commit();
  CHECK(backend::check_database(directory / "built").empty());
}

TEST_CASE("documents that cannot be read, or are not found by their id, are named") {
  const TemporaryDirectory directory;
  telusur::test::build_database(directory.path(), directory / "db", {{"a", "b", "c"}});
  tamper(directory / "db", [](Xapian::WritableDatabase& database) {
    auto broken = database.get_document(1);
    broken.set_data("{");
    database.replace_document(1, broken);
    auto lost = database.get_document(2);
    lost.remove_term(layout::id_term("b"));
    database.replace_document(2, lost);
  });
  const auto findings = backend::check_database(directory / "db");
  CHECK(findings.size() == 2);
  CHECK(names(findings, "document number 1 is damaged (malformed JSON"));
  CHECK(names(findings, "document number 2 is not found by its id 'b'"));
}

TEST_CASE("a damaged table is found without a checksum, too") {
  const TemporaryDirectory directory;
  telusur::test::build_database(directory.path(), directory / "db", {{"a", "b", "c"}});
  // Opening reads the head of a table's block, and nothing but the structural check what is in a block of positions.
  const fs::path table = directory / "db/position.glass";
  std::string bytes = telusur::test::read_file(table);
  constexpr std::size_t kBlockBytes = 8192;
  constexpr std::size_t kDamagedBytes = 40;
  bytes.replace(kBlockBytes - kDamagedBytes, kDamagedBytes, kDamagedBytes, '\x55');
  std::ofstream(table, std::ios::binary) << bytes;
  fs::remove(directory / "db/manifest");
  CHECK_FALSE(backend::check_database(directory / "db").empty());
}

TEST_CASE("a database of another format or without its files is named with the way out") {
  const TemporaryDirectory directory;
  telusur::test::build_database(directory.path(), directory / "db", {{"a"}});
  tamper(directory / "db",
         [](Xapian::WritableDatabase& database) { database.set_metadata(layout::kFormatKey, "999"); });
  CHECK(backend::check_database(directory / "db").front() == "the index has format '999', this version reads '" +
                                                                 std::string(layout::kFormatVersion) +
                                                                 "': rebuild it with telusur-indexer build");
  CHECK_FALSE(backend::check_database(directory / "none").empty());
}
