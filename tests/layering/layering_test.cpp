#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "layers.hpp"
#include "support/temporary_directory.hpp"

using telusur::test::broken_rule;
using telusur::test::cpp_files;
using telusur::test::layer_of;
using telusur::test::read_file;
using telusur::test::TemporaryDirectory;

namespace {

const std::filesystem::path kRoot = TELUSUR_SOURCE_DIR;

struct Case {
  std::string_view file;
  std::string_view line;
  bool allowed;
};

std::ptrdiff_t lines(const std::filesystem::path& file) {
  const std::string text = read_file(file);
  return std::count(text.begin(), text.end(), '\n');
}

}  // namespace

TEST_CASE("every include follows the arrows between the layers") {
  for (const std::string& finding : telusur::test::broken_rules(kRoot)) {
    FAIL_CHECK(finding);
  }
  CHECK(cpp_files(kRoot, {"lib/src", "lib/include"}).size() > 40);
}

TEST_CASE("every folder of lib/src is a layer, and every layer of the table is a folder") {
  for (const auto& entry : std::filesystem::directory_iterator(kRoot / "lib/src")) {
    const std::string file = "lib/src/" + entry.path().filename().string() + "/x.cpp";
    CHECK_MESSAGE(layer_of(file) != nullptr, file);
  }
  for (const auto& layer : telusur::test::layers()) {
    CHECK_MESSAGE(std::filesystem::is_directory(kRoot / layer.folder), layer.folder);
  }
}

TEST_CASE("files stay short: 500 lines, public headers 300") {
  for (const std::string& file : cpp_files(kRoot, {"lib", "server", "indexer", "tests"})) {
    const bool is_public = file.starts_with("lib/include/");
    CHECK_MESSAGE(lines(kRoot / file) <= (is_public ? 300 : 500), file);
  }
}

TEST_CASE("a forbidden include is found, an allowed one is not") {
  const TemporaryDirectory root;
  root.write("server/http.hpp", "");
  root.write("server/web/page.hpp", "");
  root.write("lib/src/text/segment.hpp", "");
  const Case cases[] = {
      {"lib/src/base/file.cpp", "#include \"base/file.hpp\"", true},
      {"lib/src/base/file.cpp", "#include <fcntl.h>", true},
      {"lib/src/base/file.cpp", "#include <string>", true},
      {"lib/src/base/file.cpp", "// #include <xapian.h>", true},
      {"lib/src/base/file.cpp", "#include \"text/segment.hpp\"", false},
      {"lib/src/base/file.cpp", "#include <xapian.h>", false},
      {"lib/src/base/file.cpp", "#include <boost/any.hpp>", false},
      {"lib/src/base/file.cpp", "#include \"telusur/error.hpp\"", true},
      {"lib/src/base/file.cpp", "#include \"telusur/telusur.hpp\"", false},
      {"lib/src/base/file.cpp", "#include HEADER", false},
      {"lib/src/text/segment.cpp", "#include <unicode/brkiter.h>", true},
      {"lib/src/text/segment.cpp", "#include \"analysis/analyzer.hpp\"", false},
      {"lib/src/analysis/analyzer.cpp", "#include <unicode/brkiter.h>", false},
      {"lib/src/analysis/analyzer.cpp", "#include \"schema/settings.hpp\"", false},
      {"lib/src/analysis/analyzer.cpp", "#include \"backend/snowball.hpp\"", false},
      {"lib/src/schema/json.cpp", "#include <nlohmann/json.hpp>", true},
      {"lib/src/schema/json.cpp", "#include \"text/normalize.hpp\"", false},
      {"lib/src/index/terms.cpp", "#include \"query/ast.hpp\"", false},
      {"lib/src/index/terms.cpp", "#include <xapian.h>", false},
      {"lib/src/query/parser.cpp", "#include \"index/terms.hpp\"", false},
      {"lib/src/query/parser.cpp", "#include <nlohmann/json.hpp>", false},
      {"lib/src/backend/writer.cpp", "#include <xapian.h>", true},
      {"lib/src/backend/writer.cpp", "  #  include \"search/wire.hpp\"", false},
      {"lib/src/backend/writer.cpp", "#include <nlohmann/json.hpp>", false},
      {"lib/src/search/run.cpp", "#include <xapian.h>", false},
      {"lib/src/search/run.cpp", "#include \"catalog/catalog.hpp\"", false},
      {"lib/src/search/run.cpp", "#include \"engine/engine.hpp\"", false},
      {"lib/src/catalog/catalog.cpp", "#include \"schema/json.hpp\"", false},
      {"lib/src/engine/engine.cpp", "#include \"catalog/catalog.hpp\"", true},
      {"lib/src/engine/engine.cpp", "#include <xapian.h>", false},
      {"lib/src/other/new.cpp", "#include <string>", false},
      {"lib/include/telusur/index.hpp", "#include \"telusur/search.hpp\"", true},
      {"lib/include/telusur/index.hpp", "#include \"base/file.hpp\"", false},
      {"lib/include/telusur/index.hpp", "#include <nlohmann/json.hpp>", false},
      {"lib/include/telusur/index.hpp", "#include <unistd.h>", false},
      {"server/main.cpp", "#include \"telusur/telusur.hpp\"", true},
      {"server/main.cpp", "#include <telusur/engine.hpp>", true},
      {"server/main.cpp", "#include \"http.hpp\"", true},
      {"server/main.cpp", "#include \"server/web/page.hpp\"", true},
      {"server/main.cpp", "#include <httplib.h>", true},
      {"server/main.cpp", "#include <xapian.h>", false},
      {"server/main.cpp", "#include <sqlite3.h>", false},
      {"server/storage/database.cpp", "#include <sqlite3.h>", true},
      {"server/storage/database.cpp", "#include \"application.hpp\"", false},
      {"server/main.cpp", "#include <curl/curl.h>", false},
      {"server/main.cpp", "#include \"text/segment.hpp\"", false},
      {"server/main.cpp", "#include \"../lib/src/text/segment.hpp\"", false},
      {"indexer/main.cpp", "#include <curl/curl.h>", true},
      {"indexer/main.cpp", "#include <httplib.h>", false},
      {"indexer/main.cpp", "#include <sqlite3.h>", false},
      {"indexer/main.cpp", "#include <unicode/ucnv.h>", false},
      {"indexer/main.cpp", "#include \"server/http.hpp\"", false},
  };
  for (const Case& test : cases) {
    INFO(test.file, ": ", test.line);
    CHECK(broken_rule(root.path(), test.file, test.line).has_value() != test.allowed);
  }
}

TEST_CASE("a finding names file, line and reason") {
  const TemporaryDirectory root;
  root.write("lib/src/query/parser.cpp", "#include <string>\n\n#include <xapian.h>\n");
  CHECK(telusur::test::broken_rules(root.path()) ==
        std::vector<std::string>{"lib/src/query/parser.cpp:3: lib/src/query may not include xapian.h"});
}
