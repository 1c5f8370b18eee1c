#include <doctest/doctest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "indexer_process.hpp"
#include "sources/line_reader.hpp"
#include "telusur/engine.hpp"

using telusur::test::ProcessResult;
using telusur::test::Workspace;

namespace fs = std::filesystem;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Checks that a run failed with one sentence that holds each of `parts`, and that the index of `Served` still serves.
void check_failed(const ProcessResult& result, const std::vector<std::string>& parts) {
  CAPTURE(result.err);
  CHECK(result.exit_code == 2);
  CHECK(result.out == "");
  CHECK(contains(result.err, "telusur-indexer: "));
  for (const std::string& part : parts) {
    CHECK(contains(result.err, part));
  }
  for (const char* name : {"std::", "terminate", "exception", "Xapian::", "json."}) {
    CHECK_FALSE(contains(result.err, name));
  }
}

/// A workspace with an index that serves one document.
struct Served : Workspace {
  Served() {
    write("old.jsonl", "{\"id\": \"1\", \"title\": \"mangga\"}\n");
    REQUIRE(indexer({"build", "--data", "data", "old.jsonl"}).exit_code == 0);
  }

  void check_serves() const { CHECK(found("mangga") == std::vector<std::string>{"1"}); }
};

/// What starts a program with permissions that hold for it even when the tests run as root.
std::vector<std::string> without_override() {
  if (::geteuid() != 0) {
    return {};
  }
  return {"setpriv", "--bounding-set=-dac_override,-dac_read_search"};
}

std::string utf16(std::string_view ascii) {
  std::string bytes = "\xFF\xFE";
  for (const char letter : ascii) {
    bytes += letter;
    bytes += '\0';
  }
  return bytes;
}

}  // namespace

TEST_CASE("A bad document is named with file, line and reason, and the rest goes on") {
  struct Case {
    std::string file;
    std::string bytes;
    std::string message;  ///< how standard error begins
  };
  const std::vector<Case> cases{
      {"bad.jsonl", "", "bad.jsonl: is empty\n"},
      {"bad.md", "", "bad.md: is empty\n"},
      {"bad.html", "<html><script>x</script>", "bad.html: has no text\n"},
      {"bad.txt", std::string("PK\0\3\0\0", 6), "bad.txt: "},
      {"bad.html", std::string("\x89PNG\0\0\0\0", 8), "bad.html: "},
      {"bad.jsonl",
       std::string("\x7F"
                   "ELF\0\0",
                   6),
       "bad.jsonl: binary data instead of text"},
      {"bad.jsonl", "{\"id\": \"2\", \"title\": \"a", "bad.jsonl:1: "},
      {"bad.jsonl", "\n{\"id\": \"\xFF\"}\n", "bad.jsonl:2: "},
      {"bad.jsonl", "{\"id\": \"caf\xE9\"}\n", "bad.jsonl:1: "},
      {"bad.jsonl", "{\"title\": \"a\"}\n", "bad.jsonl:1: has no \"id\", and no \"url\" to make one from\n"},
      {"bad.jsonl", "{\"id\": \"a b\"}\n", "bad.jsonl:1: "},
      {"bad.jsonl", "{\"id\": {}, \"title\": \"x\"}\n", "bad.jsonl:1: document id {} in 'id' must be an integer"},
      {"bad.jsonl", "{\"id\": \"\", \"url\": \"/x\"}\n", "bad.jsonl:1: document id \"\" in 'id' must be an integer"},
      {"bad.jsonl", "{\"id\": \"0\"}\n", "good.jsonl:1: "},  // good.jsonl comes after it, with the same id
      {"bad.md", "---\nid: [x\n---\n", "bad.md:3: its YAML front matter is malformed: "},
      {"bad.jsonl", "{\"id\": \"2\", \"body\": \"" + std::string(5000, 'x') + "\"}\n",
       "bad.jsonl:1: is longer than 4 KB, the limit of --max-document, or of what --memory suffices for\n"},
      {"bad.txt", std::string(5000, 'x'),
       "bad.txt: is larger than 4 KB, the limit of --max-document, or of what --memory suffices for\n"},
      {"bad.html",
       [] {
         std::string html;
         for (int n = 0; n < 700; ++n) html += "<div>";
         return html + "x";
       }(),
       ""},
  };
  for (const auto& [file, bytes, message] : cases) {
    CAPTURE(file);
    CAPTURE(message);
    const Workspace workspace;
    workspace.write("good.jsonl", "{\"id\": \"0\", \"title\": \"mangga\"}\n{\"id\": \"9\", \"title\": \"salak\"}\n");
    workspace.write(file, bytes);
    const ProcessResult result =
        workspace.indexer({"build", "--data", "data", "--max-document", "4 KB", file, "good.jsonl"});
    CAPTURE(result.err);
    CHECK(result.exit_code == (message.empty() ? 0 : 1));
    CHECK(result.err.starts_with(message));
    CHECK(std::count(result.err.begin(), result.err.end(), '\n') == (message.empty() ? 0 : 1));
    CHECK(workspace.found("salak") == std::vector<std::string>{"9"});
  }
}

TEST_CASE("Text in other encodings is indexed") {
  const Workspace workspace;
  workspace.write("a.jsonl", utf16("{\"id\": \"1\", \"title\": \"mangga\"}\n"));
  workspace.write("b.txt", utf16("Judul\ndurian\n"));
  workspace.write("c.html",
                  "<html lang=id><meta charset=iso-8859-1><title>C</title><p>Kata caf\xE9 dan r\xE9sum\xE9 salak</p>");
  const ProcessResult result = workspace.indexer({"build", "--data", "data", "a.jsonl", "b.txt", "c.html"});
  CAPTURE(result.err);
  CHECK(result.exit_code == 0);
  CHECK(workspace.found("mangga") == std::vector<std::string>{"1"});
  CHECK(workspace.found("durian").size() == 1);
  CHECK(workspace.found("café").size() == 1);
}

TEST_CASE("A file with an unknown suffix is rejected when it was named itself") {
  const Workspace workspace;
  workspace.write("a.txt", "x");
  workspace.write("b.png", "x");
  const ProcessResult result = workspace.indexer({"build", "--data", "data", "a.txt", "b.png"});
  CHECK(result.exit_code == 1);
  CHECK(result.err == "b.png: has a suffix that stands for no format; name one with --format\n");
  CHECK(workspace.indexer({"build", "--data", "data", "."}).exit_code == 0);
}

TEST_CASE("Nothing is published when no document can be read") {
  const Served served;
  served.write("bad.jsonl", "{broken\n");
  fs::create_directory(served.path() / "empty");
  for (const char* command : {"build", "update"}) {
    check_failed(served.indexer({command, "--data", "data", "bad.jsonl"}),
                 {"bad.jsonl:1: ", "no document could be read from bad.jsonl, so nothing was published"});
    check_failed(served.indexer({command, "--data", "data", "empty"}), {"there is no file to index below 'empty'"});
    check_failed(served.indexer({command, "--data", "data", "old.jsonl", "missing/x.md"}),
                 {"'missing/x.md' does not exist"});
  }
  served.check_serves();
}

TEST_CASE("A line of 200 MB is rejected without being held") {
  const Workspace workspace;
  const fs::path file = workspace.path() / "big.jsonl";
  {
    const std::string words = [] {
      std::string some;
      while (some.size() < 1024 * 1024) some += "mangga harum manis ";
      return some;
    }();
    std::ofstream out(file);
    out << R"({"id": "1", "body": ")";
    for (int megabyte = 0; megabyte < 200; ++megabyte) out << words;
    out << "\"}\n"
        << R"({"id": "2", "title": "mangga"})" << '\n';
  }
  rusage before{};
  ::getrusage(RUSAGE_SELF, &before);
  {
    telusur::indexer::LineReader reader(file, 1024 * 1024);
    CHECK(reader.next()->too_long);
    CHECK(reader.next()->text == "{\"id\": \"2\", \"title\": \"mangga\"}");
  }
  rusage after{};
  ::getrusage(RUSAGE_SELF, &after);
  CHECK(after.ru_maxrss - before.ru_maxrss < 64 * 1024);  // KB

  const ProcessResult result = workspace.indexer({"build", "--data", "data", "--memory", "4 GB", "big.jsonl"});
  CHECK(result.exit_code == 1);
  CHECK(result.err ==
        "big.jsonl:1: is longer than 64 MB, the limit of --max-document, or of what --memory suffices for\n");
  CHECK(workspace.found("mangga") == std::vector<std::string>{"2"});
}

TEST_CASE("Indexes and data directories that do not exist are named") {
  const Served served;
  check_failed(served.indexer({"search", "--data", "data", "--index", "lain", "x"}), {"'lain'"});
  check_failed(served.indexer({"check", "--data", "data", "--index", "lain"}), {"'lain'"});
  check_failed(served.indexer({"stats", "--data", "data", "--index", "lain"}), {"'lain'"});
  check_failed(served.indexer({"search", "--data", "nowhere", "x"}), {"nowhere"});
  check_failed(served.indexer({"stats", "--data", "nowhere"}), {"nowhere"});
  CHECK_FALSE(fs::exists(served.path() / "nowhere"));
  check_failed(served.indexer({"build", "--data", "data", "--index", "a b", "old.jsonl"}), {"'a b'"});
}

TEST_CASE("An index that another process writes to") {
  const Served served;
  served.write("new.jsonl", "{\"id\": \"2\", \"title\": \"durian\"}\n");
  telusur::Index index = telusur::Engine(served.path() / "data").index("articles");
  index.add_json("{\"id\": \"3\", \"title\": \"salak\"}");  // holds the lock from here on
  check_failed(served.indexer({"update", "--data", "data", "--lock-wait", "0.1", "new.jsonl"}),
               {"index 'articles' is being written by another process"});
  served.check_serves();
  index.commit();
  CHECK(served.indexer({"update", "--data", "data", "--lock-wait", "0.1", "new.jsonl"}).exit_code == 0);
  CHECK(served.found("durian") == std::vector<std::string>{"2"});
}

TEST_CASE("A data directory that may not be written to") {
  const Served served;
  served.write("new.jsonl", "{\"id\": \"2\", \"title\": \"durian\"}\n");
  std::vector<fs::path> folders{served.path() / "data"};
  for (const auto& entry : fs::recursive_directory_iterator(served.path() / "data")) {
    if (entry.is_directory()) {
      folders.push_back(entry.path());
    }
  }
  const auto permit = [&folders](fs::perms permissions) {
    for (const fs::path& folder : folders) {
      fs::permissions(folder, permissions);
    }
  };
  permit(fs::perms::owner_read | fs::perms::owner_exec);
  check_failed(served.indexer({"build", "--data", "data", "new.jsonl"}, without_override()), {"data"});
  check_failed(served.indexer({"update", "--data", "data", "new.jsonl"}, without_override()), {"data"});
  const ProcessResult search = served.indexer({"search", "--data", "data", "mangga"}, without_override());
  CHECK(search.exit_code == 0);
  CHECK(contains(search.out, "mangga"));
  permit(fs::perms::owner_all);
  served.check_serves();
}

TEST_CASE("A check of what may not be written to") {
  const Served served;
  served.write("new.jsonl", "{\"id\": \"2\", \"title\": \"durian\"}\n");
  const auto permit = [&served](fs::perms permissions) {
    for (const auto& entry : fs::recursive_directory_iterator(served.path() / "data")) {
      if (entry.is_regular_file()) {
        fs::permissions(entry.path(), permissions);
      }
    }
  };
  permit(fs::perms::owner_read);
  const ProcessResult published = served.indexer({"check", "--data", "data"}, without_override());
  CHECK(published.exit_code == 0);
  CHECK(published.out == "articles: sound, 1 documents\n");
  permit(fs::perms::owner_read | fs::perms::owner_write);
  REQUIRE(served.indexer({"update", "--data", "data", "new.jsonl"}).exit_code == 0);
  permit(fs::perms::owner_read);
  const ProcessResult written = served.indexer({"check", "--data", "data"}, without_override());
  check_failed(written, {"cannot be checked without the right to write", "as a user who may, or check a copy"});
  CHECK(written.out.empty());
  permit(fs::perms::owner_read | fs::perms::owner_write);
  CHECK(served.indexer({"check", "--data", "data"}).exit_code == 0);
}

TEST_CASE("A disk without room: here a limit of 16 KB a file") {
  const Served served;
  std::string lines;
  for (int number = 0; number < 3000; ++number) {
    lines += "{\"id\": \"" + std::to_string(number) + "\", \"title\": \"durian kata" + std::to_string(number) + "\"}\n";
  }
  served.write("new.jsonl", lines);
  // Counters of a coverage build, which the limit cuts short, go where nobody reads them.
  const std::vector<std::string> limited{"env", "GCOV_PREFIX=" + (served.path() / "gcov").string(), "prlimit",
                                         "--fsize=16384"};
  for (const std::string command : {"build", "update"}) {
    CAPTURE(command);
    check_failed(served.indexer({command, "--data", "data", "new.jsonl"}, limited), {"no space left", "data"});
    served.check_serves();
    CHECK(served.found("durian").empty());
  }
  CHECK(served.indexer({"check", "--data", "data"}).exit_code == 0);
}

TEST_CASE("Standard output that cannot be written") {
  const Served served;
  const ProcessResult result =
      served.indexer({"search", "--data", "data", "mangga"}, {"sh", "-c", "exec \"$0\" \"$@\" >/dev/full"});
  check_failed(result, {"standard output cannot be written"});
}

TEST_CASE("a check goes on behind an index that cannot be opened") {
  const Served served;
  for (const auto& file : std::filesystem::recursive_directory_iterator(served.path() / "data" / "indexes")) {
    if (file.path().filename() == "iamglass") {
      std::filesystem::resize_file(file.path(), 1);
    }
  }
  REQUIRE(served.indexer({"build", "--data", "data", "--index", "zebra", "old.jsonl"}).exit_code == 0);
  const ProcessResult result = served.indexer({"check", "--data", "data"});
  CHECK(result.exit_code == 2);
  CHECK(result.out.starts_with("articles: "));
  CHECK(result.out.find("articles: sound") == std::string::npos);
  CHECK(result.out.find("telusur-indexer build") != std::string::npos);
  CHECK(result.out.find("zebra: sound, 1 documents\n") != std::string::npos);
}
