#include "sources/section_records.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer_process.hpp"
#include "items.hpp"
#include "sources/formats.hpp"

using namespace telusur::indexer;
using telusur::test::items_of;
using telusur::test::ProcessResult;
using telusur::test::TemporaryDirectory;
using telusur::test::Workspace;

TEST_CASE("Each section is a document with the headings above it") {
  const TemporaryDirectory folder;
  folder.write("docs/pasang.md",
               "---\ntags: [a]\nlang: id\n---\nAwal.\n\n# Memasang\n\nIsi.\n\n### Debian\n\nApt.\n\n## Lain\n");
  const auto source = find_format("markdown")
                          ->open({.path = folder.path() / "docs/pasang.md",
                                  .name = "pasang.md",
                                  .root = folder.path(),
                                  .split_by_heading = true});
  const std::string path = (folder.path() / "docs/pasang.md").string();
  const std::string end = R"(,"lang":"id","tags":["a"]} [)" + path;
  CHECK(items_of(*source) ==
        std::vector<std::string>{
            R"(0 {"hierarchy_lvl0":null,"hierarchy_lvl1":"Memasang","hierarchy_lvl2":null,"hierarchy_lvl3":null,)"
            R"("hierarchy_lvl4":null,"hierarchy_lvl5":null,"hierarchy_lvl6":null,"anchor":null,"content":"Awal.",)"
            R"("url":"/docs/pasang")" +
                end + "#]",
            R"(0 {"hierarchy_lvl0":null,"hierarchy_lvl1":"Memasang","hierarchy_lvl2":null,"hierarchy_lvl3":null,)"
            R"("hierarchy_lvl4":null,"hierarchy_lvl5":null,"hierarchy_lvl6":null,"anchor":"memasang","content":"Isi.",)"
            R"("url":"/docs/pasang#memasang")" +
                end + "#memasang]",
            R"(0 {"hierarchy_lvl0":null,"hierarchy_lvl1":"Memasang","hierarchy_lvl2":null,"hierarchy_lvl3":"Debian",)"
            R"("hierarchy_lvl4":null,"hierarchy_lvl5":null,"hierarchy_lvl6":null,"anchor":"debian","content":"Apt.",)"
            R"("url":"/docs/pasang#debian")" +
                end + "#debian]",
            R"(0 {"hierarchy_lvl0":null,"hierarchy_lvl1":"Memasang","hierarchy_lvl2":"Lain","hierarchy_lvl3":null,)"
            R"("hierarchy_lvl4":null,"hierarchy_lvl5":null,"hierarchy_lvl6":null,"anchor":"lain","content":null,)"
            R"("url":"/docs/pasang#lain")" +
                end + "#lain]"});
}

TEST_CASE("Sections with one anchor, or none, are documents of their own") {
  Article article;
  article.title = "T";
  article.sections = {{2, "A", "x", "satu"}, {2, "B", "x", "dua"}, {2, "C", "", "tiga"}, {2, "C", "", "empat"}};
  std::vector<std::string> identities;
  for (const Record& record : section_records(article, Place("a"), "a", "/a")) {
    identities.push_back(record.identity);
  }
  CHECK(identities == std::vector<std::string>{"a#x", "a#x#B~1", "a#C", "a#C~1"});
}

TEST_CASE("A title alone is a document") {
  Article article;
  article.title = "T";
  CHECK(section_records(article, Place("a"), "a", "/a").size() == 1);
}

TEST_CASE("build --split-by-heading makes an index of sections that can be searched and filtered") {
  const Workspace workspace;
  workspace.write(
      "docs/a.html",
      "<html lang=id><link rel=canonical href=https://a.example/a><title>Panduan</title><main><h1>Panduan</h1>"
      "<p>Umum.</p><h2 id=masak>Memasak</h2><p>Rebus telur.</p></main>");
  const ProcessResult built = workspace.indexer({"build", "--data", "data", "--split-by-heading", "docs"});
  CHECK_MESSAGE(built.exit_code == 0, built.err);
  const ProcessResult found =
      workspace.indexer({"search", "--data", "data", "--json", "--filter", "hierarchy_lvl1 = Panduan", "telur"});
  REQUIRE_MESSAGE(found.exit_code == 0, found.err);
  const auto hits = nlohmann::json::parse(found.out).at("hits");
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].at("url") == "https://a.example/a#masak");
  CHECK(hits[0].at("anchor") == "masak");
  CHECK(hits[0].at("hierarchy_lvl2") == "Memasak");
  CHECK(hits[0].at("hierarchy_lvl0").is_null());
  CHECK(hits[0].at("content") == "Rebus telur.");
}
