#include "sources/find_files.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "support/temporary_directory.hpp"
#include "telusur/error.hpp"

using namespace telusur::indexer;

namespace {

std::vector<std::string> names(const FoundFiles& found, const std::filesystem::path& root) {
  std::vector<std::string> out;
  for (const InputPath& file : found.files) {
    out.push_back(file.path.lexically_relative(root).string() + " " + std::string(file.format->name));
  }
  for (const Rejection& rejection : found.rejections) {
    out.push_back("! " + std::filesystem::path(rejection.place.file).filename().string());
  }
  return out;
}

}  // namespace

TEST_CASE("Folders are walked in order; hidden and unknown files are left out") {
  const telusur::test::TemporaryDirectory directory;
  for (const char* name :
       {"b.md", "a/z.HTML", "a/k.jsonl", "c.txt", "d.png", "README", ".git/x.md", ".x.md", "e.ndjson"}) {
    directory.write(name, "x");
  }
  std::filesystem::create_directory_symlink(directory.path(), directory / "loop");
  using Names = std::vector<std::string>;
  CHECK(names(find_files({directory.path()}, nullptr), directory.path()) ==
        Names{"a/k.jsonl jsonl", "a/z.HTML html", "b.md markdown", "c.txt text", "e.ndjson jsonl"});
  CHECK(names(find_files({directory.path()}, find_format("markdown")), directory.path()) == Names{"b.md markdown"});
}

TEST_CASE("What a suffix before one of compression stands for") {
  const telusur::test::TemporaryDirectory directory;
  for (const char* name : {"a.jsonl.gz", "b.html.ZST", "c.gz", "d.md.gz.gz", "e.json"}) {
    directory.write(name, "x");
  }
  using Names = std::vector<std::string>;
  CHECK(names(find_files({directory.path()}, nullptr), directory.path()) ==
        Names{"a.jsonl.gz jsonl", "b.html.ZST html"});
  CHECK(names(find_files({directory.path()}, find_format("json")), directory.path()) == Names{"e.json json"});
  CHECK(names(find_files({directory / "e.json"}, nullptr), directory.path()) == Names{"e.json json"});
}

TEST_CASE("Standard input needs a format that has ids or URLs of its own") {
  for (const char* name : {"jsonl", "json"}) {
    const FoundFiles found = find_files({"-"}, find_format(name));
    REQUIRE(found.files.size() == 1);
    CHECK(found.files[0].path == "/dev/stdin");
  }
  for (const Format* format : {static_cast<const Format*>(nullptr), find_format("html")}) {
    CHECK_THROWS_WITH_AS(find_files({"-"}, format),
                         "standard input, '-', is read as a stream of documents: say --format jsonl or json or csv",
                         telusur::Error);
  }
}

TEST_CASE("A link to what is missing is named, unless its file would not be read") {
  const telusur::test::TemporaryDirectory directory;
  directory.write("a.md", "x");
  std::filesystem::create_symlink("gone.md", directory / "b.md");
  std::filesystem::create_symlink("gone.png", directory / "c.png");
  std::filesystem::create_symlink("a.md", directory / "d.md");
  using Names = std::vector<std::string>;
  CHECK(names(find_files({directory.path()}, nullptr), directory.path()) ==
        Names{"a.md markdown", "d.md markdown", "! b.md"});
  CHECK(names(find_files({directory.path()}, find_format("text")), directory.path()).empty());
}

TEST_CASE("A file that is named itself is read whatever it is called") {
  const telusur::test::TemporaryDirectory directory;
  const auto readme = directory.write("README", "12345");
  const auto hidden = directory.write(".hidden.md", "x");
  using Names = std::vector<std::string>;
  CHECK(names(find_files({readme, hidden}, nullptr), directory.path()) == Names{".hidden.md markdown", "! README"});
  const FoundFiles found = find_files({readme}, find_format("text"));
  CHECK(names(found, directory.path()) == Names{"README text"});
  CHECK(found.files.at(0).bytes == 5);
}

TEST_CASE("A path that does not exist is an error that names it") {
  try {
    find_files({"/nonexistent/artikel"}, nullptr);
    FAIL("was accepted");
  } catch (const telusur::Error& error) {
    CHECK(error.code() == telusur::ErrorCode::kNotFound);
    CHECK(std::string(error.what()) ==
          "'/nonexistent/artikel' does not exist: check its spelling, and from which folder this runs");
  }
}

TEST_CASE("Every format is found by its name and its suffixes") {
  for (const Format& format : formats()) {
    CHECK(find_format(format.name) == &format);
    CHECK(formats_table().find(format.name) != std::string::npos);
    for (const std::string_view suffix : format.suffixes) {
      CHECK(format_of_file("x" + std::string(suffix)) == &format);
    }
  }
  CHECK(find_format("auto") == nullptr);
  CHECK(format_of_file("x.pdf") == nullptr);
}
