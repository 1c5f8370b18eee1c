#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/compressed_lines.hpp"
#include "base/file.hpp"
#include "support/error.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

using telusur::DumpSummary;
using telusur::Engine;
using telusur::ErrorCode;
using telusur::test::code_of;
using telusur::test::error_of;
using telusur::test::TemporaryDirectory;

namespace {

/// Two indexes with settings and keys of their own, and one without documents.
void fill(Engine& engine) {
  telusur::Settings settings = telusur::Settings::articles();
  settings.synonyms = {{"gawai", {"telepon genggam"}}};
  auto articles = engine.create_index("articles", settings);
  articles.add_json(
      R"([{"id":"b","title":"Menulis API","body":"baris satu\nbaris dua"},{"id":"a","title":"Resep soto"}])");
  articles.commit();
  auto products = engine.create_index("products", {}, "sku");
  products.add_json(R"({"sku":7,"name":"Kopi <Gayo>"})");
  products.commit();
  engine.create_index("empty");
}

/// Sorted: a rebuild deals documents out to its threads.
std::vector<std::string> documents(const Engine& engine, const std::string& uid) {
  auto documents = engine.index(uid).documents({}).documents;
  std::sort(documents.begin(), documents.end());
  return documents;
}

void write_lines(const std::filesystem::path& file, const std::vector<std::string>& lines) {
  telusur::base::CompressedLineWriter writer(file);
  for (const auto& line : lines) {
    writer.write(line);
  }
  writer.finish();
}

}  // namespace

TEST_CASE("what was dumped is restored: documents, settings, primary keys") {
  const TemporaryDirectory directory;
  const auto file = directory.path() / "all.dump";
  Engine from(directory.path() / "from");
  fill(from);
  const DumpSummary dumped = from.dump(file);
  CHECK(dumped == DumpSummary{3, 3, std::filesystem::file_size(file)});
  Engine to(directory.path() / "to");
  CHECK(to.restore(file) == dumped);
  for (const std::string uid : {"articles", "products", "empty"}) {
    CAPTURE(uid);
    CHECK(documents(to, uid) == documents(from, uid));
    CHECK(to.index(uid).settings() == from.index(uid).settings());
    CHECK(to.index(uid).primary_key() == from.index(uid).primary_key());
  }
  CHECK(to.index("articles").search({.q = "gawai menulis"}).hits.front().id == "b");
}

TEST_CASE("some indexes are dumped, and some restored") {
  const TemporaryDirectory directory;
  const auto file = directory.path() / "some.dump";
  Engine from(directory.path() / "from");
  fill(from);
  CHECK(from.dump(file, {"products", "empty"}).indexes == 2);
  Engine to(directory.path() / "to");
  CHECK(to.restore(file, {.indexes = {"products"}}).documents == 1);
  CHECK(to.indexes().size() == 1);
  const auto error = error_of([&] { to.restore(file, {.indexes = {"empty", "articles"}}); });
  CHECK(error.code() == ErrorCode::kNotFound);
  CHECK(std::string(error.what()).find("'articles'") != std::string::npos);
  CHECK(to.indexes().size() == 1);
  CHECK(code_of([&] { from.dump(file, {"none"}); }) == ErrorCode::kNotFound);
  CHECK(code_of([&] { from.dump(directory.path() / "no" / "file"); }) == ErrorCode::kNotFound);
}

TEST_CASE("an index that is there is replaced only when that is asked for") {
  const TemporaryDirectory directory;
  const auto file = directory.path() / "all.dump";
  Engine engine(directory.path() / "data");
  fill(engine);
  engine.dump(file);
  auto articles = engine.index("articles");
  articles.add_json(R"({"id":"c","title":"Baru"})");
  articles.commit();
  engine.delete_index("empty");
  CHECK(code_of([&] { engine.restore(file); }) == ErrorCode::kAlreadyExists);
  CHECK(documents(engine, "articles").size() == 3);
  CHECK(engine.indexes().size() == 2);
  engine.restore(file, {.replace = true});
  CHECK(documents(engine, "articles").size() == 2);
  CHECK(engine.indexes().size() == 3);
}

TEST_CASE("a dump that is damaged or cut short changes nothing") {
  const TemporaryDirectory directory;
  const auto file = directory.path() / "all.dump";
  Engine engine(directory.path() / "data");
  fill(engine);
  engine.dump(file);
  const std::string whole = telusur::base::read_file(file);
  auto articles = engine.index("articles");
  articles.remove("a");
  articles.commit();
  for (const std::size_t size : {whole.size() - 1, whole.size() / 2, std::size_t{9}, std::size_t{0}}) {
    CAPTURE(size);
    telusur::base::replace_file(file, whole.substr(0, size));
    CHECK(code_of([&] { engine.restore(file, {.replace = true}); }) == ErrorCode::kCorrupt);
    CHECK(documents(engine, "articles").size() == 1);
  }
  telusur::base::replace_file(file, "no dump");
  CHECK(code_of([&] { engine.restore(file); }) == ErrorCode::kCorrupt);
  CHECK(code_of([&] { engine.restore(directory.path() / "none"); }) == ErrorCode::kNotFound);
}

TEST_CASE("lines that are no dump's are told") {
  const TemporaryDirectory directory;
  const auto file = directory.path() / "odd.dump";
  Engine engine(directory.path() / "data");
  const std::string head = R"({"telusur":"dump","version":1})";
  const std::string index = R"({"index":"a","primaryKey":"id","settings":{},"documents":1})";
  const std::string document = R"({"id":1})";
  struct Case {
    std::vector<std::string> lines;
    ErrorCode code;
  };
  const Case cases[] = {
      {{}, ErrorCode::kCorrupt},
      {{"hello"}, ErrorCode::kCorrupt},
      {{head, "hello"}, ErrorCode::kCorrupt},
      {{R"({"telusur":"something"})"}, ErrorCode::kCorrupt},
      {{R"({"telusur":"dump","version":"1"})"}, ErrorCode::kCorrupt},
      {{R"({"telusur":"dump","version":2})"}, ErrorCode::kWrongFormat},
      {{head}, ErrorCode::kCorrupt},
      {{head, index}, ErrorCode::kCorrupt},
      {{head, index, document}, ErrorCode::kCorrupt},
      {{head, R"({"index":"a"})"}, ErrorCode::kCorrupt},
      {{head, R"({"index":7,"primaryKey":"id","settings":{},"documents":1})"}, ErrorCode::kCorrupt},
      {{head, index, document, R"({"end":true,"indexes":1,"documents":2})"}, ErrorCode::kCorrupt},
      {{head, index, document, R"({"end":true,"indexes":1,"documents":1})", "{}"}, ErrorCode::kCorrupt},
      {{head, R"({"index":"a/b","primaryKey":"id","settings":{},"documents":0})"}, ErrorCode::kInvalidArgument},
  };
  for (const auto& [lines, code] : cases) {
    CAPTURE(lines.size());
    write_lines(file, lines);
    CHECK(code_of([&] { engine.restore(file); }) == code);
    CHECK(engine.indexes().empty());
  }
  write_lines(file, {head, index, document, R"({"end":true,"indexes":1,"documents":1})"});
  CHECK(engine.restore(file).documents == 1);
}

TEST_CASE("an index is dumped while others search it, and not while somebody writes to it") {
  const TemporaryDirectory directory;
  const auto file = directory.path() / "all.dump";
  Engine engine(directory.path() / "data", {.lock_wait = std::chrono::milliseconds(0)});
  fill(engine);
  auto articles = engine.index("articles");
  articles.remove("a");
  CHECK(code_of([&] { engine.dump(file); }) == ErrorCode::kBusy);
  CHECK_FALSE(std::filesystem::exists(file));
  // Who may only read dumps what is committed.
  CHECK(Engine(directory.path() / "data", {.read_only = true}).dump(file).documents == 3);
  articles.commit();
  CHECK(engine.dump(file).documents == 2);
}
