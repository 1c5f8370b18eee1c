#include "telusur/index.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

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
