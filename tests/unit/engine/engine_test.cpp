#include "telusur/engine.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "base/file.hpp"
#include "support/error.hpp"
#include "support/hits.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/error.hpp"

using telusur::Engine;
using telusur::Error;
using telusur::ErrorCode;
using telusur::test::code_of;

namespace {

std::vector<std::string> found(const telusur::Index& index, const std::string& q) {
  std::vector<std::string> ids;
  for (const auto& hit : index.search({.q = q}).hits) {
    ids.push_back(hit.id);
  }
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a batch is seen after its commit, whole") {
  const telusur::test::TemporaryDirectory directory;
  Engine engine(directory.path());
  auto index = engine.create_index("artikel");
  CHECK(index.add_json(R"([{"id":1,"title":"Menulis API"},{"id":2,"title":"Resep soto"}])") == 2);
  CHECK(found(index, "soto").empty());
  index.commit();
  CHECK(found(index, "soto") == Ids{"2"});
  CHECK(index.primary_key() == "id");
  CHECK(telusur::Document().set("id", 7).json() == R"({"id":7})");
  CHECK(index.remove("2"));
  CHECK_FALSE(index.remove("3"));
  index.rollback();
  CHECK(found(index, "soto") == Ids{"2"});
  CHECK(Engine(directory.path()).index("artikel").document("2").value() == R"({"id":2,"title":"Resep soto"})");
}

TEST_CASE("phrases, exclusions and the title's weight") {
  const telusur::test::TemporaryDirectory directory;
  auto index = Engine(directory.path()).create_index("a", telusur::Settings::articles());
  index.add_json(R"([{"id":"body","title":"Lain","body":"kata sandi yang kuat"},
                     {"id":"title","title":"Sandi kata","body":"tentang hal lain yang kuat"}])");
  index.commit();
  CHECK(found(index, "\"kata sandi\"") == Ids{"body"});
  CHECK(found(index, "sandi").front() == "title");
  CHECK(found(index, "sandi -hal") == Ids{"body"});
  CHECK(found(index, "").size() == 2);
}

TEST_CASE("a bad document leaves the batch as it was") {
  const telusur::test::TemporaryDirectory directory;
  auto index = Engine(directory.path()).create_index("a", {}, "id");
  CHECK(code_of([&] { index.add_json(R"([{"id":"a"},{"id":"b c"}])"); }) == ErrorCode::kInvalidArgument);
  CHECK(code_of([&] { index.add_json(R"({"title":"x"})"); }) == ErrorCode::kInvalidArgument);
  CHECK(code_of([&] { index.add_json("{"); }) == ErrorCode::kInvalidArgument);
  index.add_json(R"({"id":"c"})");
  index.commit();
  CHECK(found(index, "") == Ids{"c"});
}

TEST_CASE("a second writer is told to wait, the reader is not") {
  const telusur::test::TemporaryDirectory directory;
  Engine engine(directory.path(), {.lock_wait = std::chrono::milliseconds(0)});
  auto writer = engine.create_index("a");
  writer.add_json(R"({"id":1})");
  auto other = engine.index("a");
  CHECK(code_of([&] { other.add_json(R"({"id":2})"); }) == ErrorCode::kBusy);
  CHECK(found(other, "").empty());
}

TEST_CASE("indexes are created, listed and deleted by name") {
  const telusur::test::TemporaryDirectory directory;
  Engine engine(directory.path());
  engine.create_index("a");
  CHECK(code_of([&] { engine.create_index("a"); }) == ErrorCode::kAlreadyExists);
  CHECK(code_of([&] { engine.create_index("a b"); }) == ErrorCode::kInvalidArgument);
  CHECK(code_of([&] { engine.index("b"); }) == ErrorCode::kNotFound);
  REQUIRE(engine.indexes().size() == 1);
  CHECK(engine.indexes().front().generation == 1);
  engine.delete_index("a");
  CHECK(engine.indexes().empty());
}

TEST_CASE("a rebuild replaces the index in one step and under searching threads") {
  const telusur::test::TemporaryDirectory directory;
  Engine engine(directory.path());
  const auto build = [&](const std::string& word) {
    auto builder = engine.rebuild("a");
    for (int id = 0; id < 20; ++id) {
      builder.add_json(R"({"id":)" + std::to_string(id) + R"(,"title":")" + word + R"("})");
    }
    CHECK(code_of([&] { builder.add_json(R"({"id":0})"); }) == ErrorCode::kAlreadyExists);
    CHECK(builder.publish() == 20);
  };
  build("genap");
  const auto index = engine.index("a");
  // Each generation holds one title alone: an answer with two was mixed from two generations.
  const auto is_whole = [&] {
    const auto hits = index.search({.q = "genap ganjil", .limit = 50}).hits;
    return hits.size() == 20 && std::all_of(hits.begin(), hits.end(), [&](const telusur::Hit& hit) {
             return hit.text("title") == hits.front().text("title");
           });
  };
  std::atomic<bool> stop{false};
  std::atomic<int> wrong{0};
  std::vector<std::jthread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      while (!stop) {
        wrong += is_whole() ? 0 : 1;
      }
    });
  }
  for (int round = 0; round < 6; ++round) {
    build(round % 2 == 0 ? "ganjil" : "genap");
  }
  stop = true;
  readers.clear();
  CHECK(wrong == 0);
  CHECK(index.check().empty());
  CHECK(engine.indexes().front().generation == 7);
}

TEST_CASE("settings change the stored documents' index") {
  const telusur::test::TemporaryDirectory directory;
  auto index = Engine(directory.path()).create_index("a");
  index.add_json(R"({"id":1,"title":"soto","body":"rendang"})");
  index.commit();
  index.update_settings({.searchable_attributes = {"title"}});
  CHECK(found(index, "rendang").empty());
  CHECK(found(index, "soto") == Ids{"1"});
}

TEST_CASE("settings made in C++ are held to the limits, and bad ones change nothing") {
  const telusur::test::TemporaryDirectory directory;
  Engine engine(directory.path());
  auto index = engine.create_index("a");
  telusur::Settings too_many;
  for (int i = 0; i <= 1000; ++i) {
    too_many.filterable_attributes.push_back("a" + std::to_string(i));
  }
  CHECK(code_of([&] { index.update_settings(too_many); }) == ErrorCode::kInvalidArgument);
  CHECK(code_of([&] { engine.create_index("b", too_many); }) == ErrorCode::kInvalidArgument);
  CHECK(code_of([&] { engine.rebuild("a", {.settings = too_many}); }) == ErrorCode::kInvalidArgument);
  CHECK(index.settings() == telusur::Settings{});
  CHECK(engine.indexes().size() == 1);
  too_many.filterable_attributes.pop_back();
  index.update_settings(too_many);
  CHECK(index.settings() == too_many);
}

TEST_CASE("an index that other word lists made is found by a check, and a rebuild mends it") {
  const telusur::test::TemporaryDirectory directory;
  const telusur::test::TemporaryDirectory lists;
  lists.write("roots-id.txt", "blorgo\n");
  {
    Engine engine(directory / "data");
    auto index = engine.create_index("a");
    index.add_json(R"({"id":1,"title":"blorgonya"})");
    index.commit();
    for (const auto& finding : index.check()) {
      FAIL_CHECK(finding);
    }
  }
  Engine engine(directory / "data", {.word_lists_dir = lists.path()});
  const auto findings = engine.index("a").check();
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().find("telusur-indexer build") != std::string::npos);
  auto builder = engine.rebuild("a");
  builder.publish();
  CHECK(engine.index("a").check().empty());
}

TEST_CASE("bad word lists are refused when the directory is opened") {
  const telusur::test::TemporaryDirectory directory;
  const telusur::test::TemporaryDirectory lists;
  lists.write("derived-id.txt", "sendirian\n");
  CHECK(code_of([&] { Engine(directory.path(), {.word_lists_dir = lists.path()}); }) == ErrorCode::kInvalidArgument);
}

TEST_CASE("without hunspell's word lists documents are stemmed by rules, and somebody is told") {
  const telusur::test::TemporaryDirectory directory;
  std::vector<std::string> lines;
  Engine engine(directory / "data", {.lexicon_dir = directory / "none",
                                     .report = [&](std::string_view line) { lines.emplace_back(line); }});
  auto index = engine.create_index("a");
  index.add_json(R"({"id":1,"title":"bukunya"})");
  index.commit();
  CHECK(found(index, "buku") == Ids{"1"});
  CHECK_FALSE(lines.empty());
}

TEST_CASE("without its dictionary the glossary translates, and somebody is told once") {
  const telusur::test::TemporaryDirectory directory;
  std::vector<std::string> lines;
  for (const char* data : {"one", "two"}) {
    Engine engine(directory / data, {.dictionary_dir = directory / "none", .report = [&](std::string_view line) {
                                       if (line.find("glossary") != std::string_view::npos) {
                                         lines.emplace_back(line);
                                       }
                                     }});
    auto index = engine.create_index("a");
    index.add_json(R"({"id":1,"title":"salary"})");
    index.commit();
    CHECK(found(index, "gaji") == Ids{"1"});
    CHECK(found(index, "gaji") == Ids{"1"});
  }
  REQUIRE(lines.size() == 1);
  CHECK(lines.front().find((directory / "none" / "freedict-eng-ind.index").string()) != std::string::npos);
  CHECK(lines.front().find("install dict-freedict-eng-ind") != std::string::npos);
}

TEST_CASE("what a crash left between moving and publishing a generation does not stop the next rebuild") {
  const telusur::test::TemporaryDirectory directory;
  Engine engine(directory.path());
  const auto build = [&] {
    auto builder = engine.rebuild("a");
    builder.add_json(R"({"id":1,"title":"soto"})");
    return builder.publish();
  };
  CHECK(build() == 1);
  for (const auto& index : std::filesystem::directory_iterator(directory / "indexes")) {
    std::filesystem::create_directory(index.path() / "2");
    std::ofstream(index.path() / "2" / "lease").flush();
  }
  CHECK(build() == 1);
  CHECK(engine.indexes().front().generation == 2);
}

TEST_CASE("a document that the memory of a build does not suffice for is refused, and the build goes on") {
  const telusur::test::TemporaryDirectory directory;
  Engine engine(directory.path());
  auto builder = engine.rebuild("a", {.memory_bytes = std::size_t{128} << 20U});
  const auto with_text = [](const std::string& id, std::size_t bytes) {
    std::string text = "soto ";
    text.resize(bytes, ' ');
    return R"({"id":")" + id + R"(","title":")" + text + "\"}";
  };
  const auto error =
      telusur::test::error_of([&] { builder.add_json(with_text("1", 20 * builder.max_document_bytes())); });
  CHECK(error.code() == ErrorCode::kInvalidArgument);
  CHECK(error.subject() == "document");
  CHECK(std::string(error.what()).find("give the build more than its 134217728") != std::string::npos);
  builder.add_json(with_text("1", builder.max_document_bytes() - 100));
  CHECK(builder.publish() == 1);
  CHECK(found(engine.index("a"), "soto") == Ids{"1"});
  CHECK(code_of([&] { engine.rebuild("a", {.memory_bytes = 1000}); }) == ErrorCode::kInvalidArgument);
}

TEST_CASE("a document of very many words is found by the first and the last of them") {
  const telusur::test::TemporaryDirectory directory;
  Engine engine(directory.path());
  auto builder = engine.rebuild("a", {.threads = 2});
  for (int id = 1; id <= 4; ++id) {
    std::string words = "awalan" + std::to_string(id);
    for (int word = 0; word < 20'000; ++word) {
      words += " kata" + std::to_string(word * id);
    }
    builder.add_json(R"({"id":)" + std::to_string(id) + R"(,"body":")" + words + " akhiran" + std::to_string(id) +
                     "\"}");
  }
  CHECK(builder.publish() == 4);
  const auto index = engine.index("a");
  for (const std::string id : {"1", "2", "3", "4"}) {
    CHECK(found(index, "\"awalan" + id + " kata0\"") == Ids{id});
    CHECK(found(index, "\"akhiran" + id + "\"") == Ids{id});
  }
  CHECK(index.check().empty());
}

TEST_CASE("an empty rebuild is an empty index") {
  const telusur::test::TemporaryDirectory directory;
  Engine engine(directory.path());
  CHECK(engine.rebuild("a").publish() == 0);
  CHECK(found(engine.index("a"), "soto").empty());
  CHECK(engine.index("a").check().empty());
}

TEST_CASE("the same documents make the same index, whichever thread is faster: equal hits keep their order") {
  const auto ids_of_hits = [] {
    const telusur::test::TemporaryDirectory directory;
    Engine engine(directory.path());
    auto builder = engine.rebuild("a", {.threads = 3});
    for (int number = 0; number < 200; ++number) {
      // The long ones keep their thread busy while others would take more.
      std::string note;
      for (int word = 0; word < (number % 7 == 0 ? 5'000 : 1); ++word) {
        note += "durian ";
      }
      builder.add_json(R"({"id":)" + std::to_string(number) + R"(,"title":"mangga","note":")" + note + "\"}");
    }
    builder.publish();
    return telusur::test::ids_of(engine.index("a").search({.q = "mangga", .limit = 200}));
  };
  const auto first = ids_of_hits();
  REQUIRE(first.size() == 200);
  CHECK(ids_of_hits() == first);
}

TEST_CASE("attribute names that Xapian could not store cost no other document") {
  const telusur::test::TemporaryDirectory directory;
  auto index = Engine(directory.path()).create_index("a");
  std::string name;
  for (int i = 0; i < 200; ++i) {
    name += "\\u0000";
  }
  index.add_json(R"([{"id":1,"title":"soto"},{"id":2,")" + name + R"(":"x"}])");
  index.commit();
  CHECK(found(index, "soto") == Ids{"1"});
}

TEST_CASE("a rebuild begins under the catalog's lock, since others remove what is under construction without a lease") {
  const telusur::test::TemporaryDirectory directory;
  Engine engine(directory.path(), {.lock_wait = std::chrono::milliseconds(0)});
  {
    const auto lock = telusur::base::lock_file(directory / "catalog.lock", telusur::base::LockMode::kExclusive,
                                               std::chrono::milliseconds(0), true);
    CHECK(code_of([&] { engine.rebuild("a"); }) == ErrorCode::kBusy);
    CHECK(code_of([&] { engine.create_index("a"); }) == ErrorCode::kBusy);
    CHECK(std::filesystem::is_empty(directory / "indexes"));
  }
  CHECK(engine.rebuild("a").publish() == 0);
}

TEST_CASE("a first document that is refused holds no lock") {
  const telusur::test::TemporaryDirectory directory;
  Engine engine(directory.path(), {.lock_wait = std::chrono::milliseconds(0)});
  auto index = engine.create_index("a");
  CHECK(code_of([&] { index.add_json(R"({"title":"x"})"); }) == ErrorCode::kInvalidArgument);
  auto other = engine.index("a");
  CHECK(other.add_json(R"({"id":1})") == 1);
}

TEST_CASE("a hidden attribute shows a snippet, never itself") {
  const telusur::test::TemporaryDirectory directory;
  auto index = Engine(directory.path()).create_index("a", telusur::Settings::articles());
  std::string paragraphs;
  for (int i = 0; i < 300; ++i) {
    paragraphs += (i == 0 ? "\"kata" : ",\"kata") + std::to_string(i) + "\"";
  }
  index.add_json(R"({"id":1,"title":"soto","body":[)" + paragraphs + "]}");
  index.commit();
  const auto hit = index.search({.q = "soto", .attributes_to_crop = {"body:200"}}).hits.at(0);
  CHECK(hit.document.find("kata0") == std::string::npos);
  CHECK(hit.formatted.find("kata0") != std::string::npos);
  CHECK(hit.formatted.find("kata299") == std::string::npos);
}

TEST_CASE("a data directory has a path") {
  for (const bool read_only : {false, true}) {
    CHECK(code_of([&] { Engine("", {.read_only = read_only}); }) == ErrorCode::kInvalidArgument);
  }
}

TEST_CASE("limits of searches are checked as an engine opens") {
  const telusur::test::TemporaryDirectory data;
  using std::chrono::milliseconds;
  for (const telusur::SearchLimits& wrong :
       {telusur::SearchLimits{.query_bytes = 0}, telusur::SearchLimits{.query_bytes = 65'537},
        telusur::SearchLimits{.query_words = 0}, telusur::SearchLimits{.query_words = 1'025},
        telusur::SearchLimits{.time = milliseconds(0)}, telusur::SearchLimits{.time = milliseconds(60'001)}}) {
    CHECK(code_of([&] { Engine(data.path(), {.search = wrong}); }) == ErrorCode::kInvalidArgument);
  }
  CHECK_NOTHROW(Engine(data.path(), {.search = {.query_bytes = 1, .query_words = 1, .time = milliseconds(1)}}));
}
