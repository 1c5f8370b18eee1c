#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "indexer_process.hpp"
#include "support/wait_until.hpp"

using telusur::test::Process;
using telusur::test::ProcessResult;
using telusur::test::Workspace;

namespace {

/// The writing end of a pipe with a name, opened once a reader has opened the other end.
class PipeWriter {
 public:
  explicit PipeWriter(const std::filesystem::path& pipe) {
    // Without O_NONBLOCK a program that ends before it reads would leave us waiting.
    REQUIRE(telusur::test::wait_until([&] {
      descriptor_ = ::open(pipe.c_str(), O_WRONLY | O_NONBLOCK);
      return descriptor_ >= 0;
    }));
    previous_ = ::signal(SIGPIPE, SIG_IGN);
  }
  PipeWriter(const PipeWriter&) = delete;
  PipeWriter& operator=(const PipeWriter&) = delete;
  ~PipeWriter() {
    ::close(descriptor_);
    ::signal(SIGPIPE, previous_);
  }

  /// False when nobody reads any more.
  bool write(std::string_view text) const {
    return ::write(descriptor_, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  }

 private:
  int descriptor_ = -1;
  void (*previous_)(int) = nullptr;
};

}  // namespace

TEST_CASE("A build or update that is stopped leaves the old index as it was") {
  struct Case {
    std::string command;
    int signal;
    int exit_code;
  };
  for (const auto& [command, signal, exit_code] : std::vector<Case>{
           {"build", SIGINT, 130}, {"build", SIGTERM, 143}, {"update", SIGINT, 130}, {"build", SIGKILL, -SIGKILL}}) {
    CAPTURE(command);
    CAPTURE(signal);
    const Workspace workspace;
    workspace.write("a.jsonl", "{\"id\": \"1\", \"title\": \"mangga\"}\n");
    REQUIRE(workspace.indexer({"build", "--data", "data", "a.jsonl"}).exit_code == 0);
    const auto pipe = workspace.path() / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    Process process(Workspace::command({command, "--data", "data", "--format", "jsonl", "pipe"}),
                    {.directory = workspace.path()});
    {
      const PipeWriter writer(pipe);
      CHECK(writer.write("{\"id\": \"1\", \"title\": \"durian\"}\n{\"id\": \"2\", \"title\": \"durian\"}\n"));
      process.signal(signal);
      // It may have been about to wait for this; or it is gone already.
      writer.write("{\"id\": \"3\", \"title\": \"durian\"}\n");
      const ProcessResult result = process.wait();
      CAPTURE(result.err);
      CHECK(result.exit_code == exit_code);
      if (exit_code > 0) {
        CHECK(result.err == "telusur-indexer: stopped; nothing was published, and the index is as it was\n");
      }
    }
    CHECK(workspace.found("mangga") == std::vector<std::string>{"1"});
    CHECK(workspace.found("durian").empty());
    CHECK(workspace.indexer({"check", "--data", "data"}).out == "articles: sound, 1 documents\n");
    // The next run is not in its way.
    workspace.write("a.jsonl", "{\"id\": \"1\", \"title\": \"salak\"}\n");
    CHECK(workspace.indexer({command, "--data", "data", "a.jsonl"}).exit_code == 0);
    CHECK(workspace.found("salak") == std::vector<std::string>{"1"});
  }
}
