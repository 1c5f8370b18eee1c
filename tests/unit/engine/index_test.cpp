#include "telusur/index.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/error.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"
#include "unit/analysis/indonesian/tiny_lexicon.hpp"

using telusur::test::TemporaryDirectory;

namespace {

using Ids = std::vector<std::string>;

Ids found(const telusur::Index& index, const std::string& q) {
  Ids ids;
  for (const auto& hit : index.search({.q = q}).hits) {
    ids.push_back(hit.id);
  }
  return ids;
}

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

  auto built = engine.rebuild("lama", {.settings = {.old_spelling = true}});
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
