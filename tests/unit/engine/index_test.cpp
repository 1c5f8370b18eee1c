#include "telusur/index.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/error.hpp"
#include "support/hits.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"
#include "unit/analysis/indonesian/tiny_lexicon.hpp"

using telusur::ErrorCode;
using telusur::test::code_of;
using telusur::test::TemporaryDirectory;

namespace {

using Ids = std::vector<std::string>;

Ids found(const telusur::Index& index, const std::string& q) { return telusur::test::ids_of(index.search({.q = q})); }

Ids filtered(const telusur::Index& index, const std::string& filter, std::vector<std::string> sort = {}) {
  Ids ids;
  telusur::SearchRequest request;
  request.filter = filter;
  request.sort = std::move(sort);
  for (const auto& hit : index.search(request).hits) {
    ids.push_back(hit.id);
  }
  return ids;
}

}  // namespace

TEST_CASE("the old spelling is found where an index wants it, built at once or document by document") {
  namespace tiny = telusur::analysis::testing;
  const TemporaryDirectory root;
  root.write("hunspell/id_ID.dic", tiny::kTinyDic);
  root.write("hunspell/id_ID.aff", tiny::kTinyAff);
  root.write("hunspell/en_US.dic", tiny::kTinyEnglish);
  telusur::Engine engine(root / "data", {.lexicon_dir = root / "hunspell"});

  const telusur::Settings old{.old_spelling = true};
  auto built = engine.rebuild("lama", {.settings = old});
  built.add_json(R"({"id":1,"title":"Boekoe"})");
  built.publish();
  auto index = engine.index("lama");
  index.add_json(R"({"id":2,"title":"menoelis"})");
  index.commit();
  CHECK(found(index, "buku") == Ids{"1"});
  CHECK(found(index, "boekoenja") == Ids{"1"});
  CHECK(found(index, "tulis") == Ids{"2"});

  index.update_settings({});
  CHECK(found(index, "buku").empty());
  CHECK(found(index, "boekoe") == Ids{"1"});
  index.update_settings({.old_spelling = true});
  CHECK(found(index, "buku") == Ids{"1"});
  CHECK(index.check().empty());
}

TEST_CASE("attributes to filter and sort by act on documents that are there, that come and that go") {
  const TemporaryDirectory root;
  telusur::Engine engine(root.path());
  auto index = engine.create_index("a", {}, "id");
  index.add_json(R"([{"id":1,"price":5,"tags":["x"]},{"id":2,"price":10,"tags":["x","y"]},{"id":3}])");
  index.commit();
  CHECK(telusur::test::error_of([&] { filtered(index, "price > 1"); }).subject() == "filter");
  CHECK(telusur::test::error_of([&] { filtered(index, "", {"price:asc"}); }).subject() == "sort");

  index.update_settings({.filterable_attributes = {"price"}, .sortable_attributes = {"price"}});
  CHECK(filtered(index, "price > 5", {"price:asc"}) == Ids{"2"});
  CHECK(filtered(index, "", {"price:desc"}) == Ids{"2", "1", "3"});
  index.update_settings({.filterable_attributes = {"tags", "price"}});
  CHECK(filtered(index, "price <= 5 AND tags = x") == Ids{"1"});
  CHECK(telusur::test::error_of([&] { filtered(index, "", {"price:asc"}); }).subject() == "sort");

  index.add_json(R"([{"id":1,"price":7,"tags":["y"]},{"id":4,"price":1}])");
  index.remove("2");
  CHECK(filtered(index, "tags = x") == Ids{"1", "2"});
  index.commit();
  CHECK(filtered(index, "tags = x").empty());
  CHECK(filtered(index, "tags = y") == Ids{"1"});
  CHECK(filtered(index, "price EXISTS AND NOT tags EXISTS") == Ids{"4"});
  CHECK(index.check().empty());
}

TEST_CASE("a built index filters and sorts as one made document by document") {
  const TemporaryDirectory root;
  telusur::Engine engine(root.path());
  telusur::Settings settings;
  settings.filterable_attributes = {"n"};
  settings.sortable_attributes = {"n"};
  auto builder = engine.rebuild("a", {.settings = settings, .threads = 3});
  for (int id = 0; id < 100; ++id) {
    builder.add_json(R"({"id":)" + std::to_string(id) + R"(,"n":)" + std::to_string(id * 37 % 100) + "}");
  }
  builder.publish();
  const auto index = engine.index("a");
  const Ids found = filtered(index, "n 10 TO 14", {"n:desc"});
  CHECK(found == Ids{"22", "49", "76", "3", "30"});
}

TEST_CASE("documents are filtered by the language that was identified unless they have one of their own") {
  const TemporaryDirectory root;
  auto index = telusur::Engine(root.path()).create_index("a", telusur::Settings::articles());
  index.add_json(R"([
    {"id":"id","title":"Cara membuat roti","body":"Kita harus menyiapkan tepung dan air untuk adonan yang lembut."},
    {"id":"en","title":"How to bake bread","body":"You need flour and water before the dough can rise in the oven."},
    {"id":"said","title":"Cara membuat roti","body":"Kita harus menyiapkan tepung.","lang":"en"},
    {"id":"other","title":"Cara membuat roti","language":"en"},
    {"id":"null","title":"Cara membuat roti yang enak dan lembut","lang":null},
    {"id":"none","title":"12345"}])");
  index.commit();
  CHECK(filtered(index, "lang = id") == Ids{"id"});
  CHECK(filtered(index, "lang = en") == Ids{"en", "said", "other"});
  CHECK(filtered(index, "lang NOT EXISTS") == Ids{"none"});
  CHECK(filtered(index, "lang IS NULL") == Ids{"null"});
  telusur::SearchRequest request;
  request.facets = {"lang"};
  const auto facets = index.search(request).facet_distribution.at("lang");
  REQUIRE(facets.size() == 2);
  CHECK(facets[0].value == "en");
  CHECK(facets[0].count == 3);
  CHECK(index.document("id", true)->find("lang") == std::string::npos);
}

TEST_CASE("documents are merged with what is there, in the same batch too") {
  const TemporaryDirectory root;
  telusur::Engine engine(root / "data");
  auto index = engine.create_index("a");
  index.add_json(R"([{"id":1,"title":"soto","n":1},{"id":2,"title":"rawon"}])");
  index.add_json(R"({"id":1,"n":2,"new":null})", {.merge = true});
  index.commit();
  index.add_json(R"([{"id":2,"n":7},{"id":3,"n":3},{"id":3,"m":4}])", {.merge = true});
  index.commit();
  CHECK(index.document("1") == R"({"id":1,"title":"soto","n":2,"new":null})");
  CHECK(index.document("2") == R"({"id":2,"title":"rawon","n":7})");
  CHECK(index.document("3") == R"({"id":3,"n":3,"m":4})");
  CHECK(found(index, "soto") == Ids{"1"});
}

TEST_CASE("a commit keeps the caller's number with the documents") {
  const TemporaryDirectory root;
  telusur::Engine engine(root / "data");
  auto index = engine.create_index("a");
  CHECK(index.last_task() == 0);
  index.add_json(R"({"id":1,"title":"soto"})");
  index.commit(7);
  CHECK(index.last_task() == 7);
  index.remove("1");
  index.commit();
  CHECK(index.last_task() == 7);
  index.commit(8);  // with nothing to do, too
  CHECK(index.last_task() == 8);
  index.update_settings(telusur::Settings::articles(), 9);
  CHECK(index.last_task() == 9);
  auto rebuilt = engine.rebuild("a");
  index.commit(10);
  rebuilt.publish();
  CHECK(index.last_task() == 10);
}

TEST_CASE("the primary key can be named while there are no documents") {
  const TemporaryDirectory root;
  telusur::Engine engine(root / "data");
  auto index = engine.create_index("a", {}, "id");
  index.set_primary_key("url", 3);
  CHECK(index.primary_key() == "url");
  CHECK(index.last_task() == 3);
  index.add_json(R"({"id":1,"key":"k","url":"u"})", {.primary_key = "key"});
  CHECK(code_of([&] { index.add_json(R"({"id":1,"key":"k"})", {.primary_key = "id"}); }) == ErrorCode::kAlreadyExists);
  index.commit();
  CHECK(index.primary_key() == "key");
  CHECK(index.document("k").has_value());
  CHECK(code_of([&] { index.set_primary_key("id"); }) == ErrorCode::kAlreadyExists);
  index.set_primary_key("key");
}

TEST_CASE("documents are listed and removed by a filter") {
  const TemporaryDirectory root;
  telusur::Engine engine(root / "data");
  auto index = engine.create_index("a", {.filterable_attributes = {"n"}, .sortable_attributes = {"n"}});
  for (int id = 0; id < 30; ++id) {
    index.add_json(R"({"id":)" + std::to_string(id) + R"(,"n":)" + std::to_string(id % 3) + "}");
  }
  index.commit();
  CHECK(index.documents({}).documents.size() == 20);
  CHECK(index.documents({}).total == 30);
  CHECK(index.documents({.offset = 29}).documents == std::vector<std::string>{R"({"id":29,"n":2})"});
  CHECK(index.documents({.offset = 30}).documents.empty());
  const auto page = index.documents({.filter = "n > 0", .sort = {"n:desc"}, .offset = 9, .limit = 2});
  CHECK(page.total == 20);
  CHECK(page.documents == std::vector<std::string>{R"({"id":29,"n":2})", R"({"id":1,"n":1})"});
  CHECK(code_of([&] { index.documents({.filter = "m = 1"}); }) == ErrorCode::kInvalidArgument);
  CHECK(index.documents({.limit = 2, .max_bytes = 28}).documents.size() == 2);  // {"id":0,"n":0}
  CHECK(code_of([&] { index.documents({.limit = 2, .max_bytes = 27}); }) == ErrorCode::kInvalidArgument);
  CHECK(index.documents({.limit = 1, .max_bytes = 1}).documents.size() == 1);

  CHECK(code_of([&] { index.remove_matching("m = 1"); }) == ErrorCode::kInvalidArgument);
  CHECK(index.remove_matching("n = 1") == 10);
  CHECK(code_of([&] { index.remove_matching("n = 2"); }) == ErrorCode::kBusy);
  CHECK(index.documents({}).total == 30);  // not before the commit
  index.commit();
  CHECK(index.documents({}).total == 20);
  CHECK(index.remove_matching("") == 20);
  index.commit();
  CHECK(index.documents({}).total == 0);
}

TEST_CASE("indexes are swapped at once, and the catalog keeps the caller's number") {
  const TemporaryDirectory root;
  telusur::Engine engine(root / "data");
  for (const char* uid : {"a", "b", "c", "d"}) {
    auto index = engine.create_index(uid);
    index.add_json(R"({"id":")" + std::string(uid) + R"("})");
    index.commit();
  }
  auto index = engine.index("a");
  CHECK(engine.last_task() == 0);
  engine.swap_indexes({{"a", "b"}, {"c", "d"}}, 5);
  CHECK(engine.last_task() == 5);
  CHECK(index.document("b").has_value());
  CHECK(engine.index("d").document("c").has_value());
  engine.swap_indexes({{"a", "b"}});
  CHECK(engine.last_task() == 5);
  CHECK(index.document("a").has_value());
  CHECK(code_of([&] { engine.swap_indexes({{"a", "b"}, {"b", "c"}}); }) == ErrorCode::kInvalidArgument);
  CHECK(code_of([&] { engine.swap_indexes({{"a", "a"}}); }) == ErrorCode::kInvalidArgument);
  CHECK(code_of([&] { engine.swap_indexes({{"a", "z"}}, 6); }) == ErrorCode::kNotFound);
  CHECK(engine.last_task() == 5);
  engine.create_index("e", {}, "id", 6);
  CHECK(telusur::Engine(root / "data").last_task() == 6);
  engine.delete_index("e", 7);
  CHECK(telusur::Engine(root / "data").last_task() == 7);
}

TEST_CASE("documents with vectors are refused, built or added, and change nothing") {
  const telusur::test::TemporaryDirectory directory;
  telusur::Engine engine(directory.path());
  telusur::Index index = engine.create_index("a", {}, "id");
  index.add_json(R"({"id":1})");
  const auto refused = [](const auto& call) {
    const telusur::Error error = telusur::test::error_of(call);
    return error.code() == telusur::ErrorCode::kInvalidArgument && error.subject() == "document vectors";
  };
  CHECK(refused([&] { index.add_json(R"([{"id":2},{"id":3,"_vectors":{"x":[0.25]}}])"); }));
  index.commit();
  CHECK(index.documents({}).total == 1);
  auto builder = engine.rebuild("a");
  CHECK(refused([&] { builder.add_json(R"({"id":1,"_vectors":null})"); }));
}
