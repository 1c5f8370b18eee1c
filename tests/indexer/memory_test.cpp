#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "indexer_process.hpp"
#include "support/random.hpp"
#include "support/sanitizers.hpp"

using telusur::test::ProcessResult;
using telusur::test::Workspace;

namespace {

constexpr std::uint64_t kMegabyte = 1024 * 1024;

/// A document of `bytes`, about, whose members are `member()` each.
template <typename Member>
std::string document(int id, std::size_t bytes, Member member) {
  std::string json = R"({"id":)" + std::to_string(id) + R"(,"title":"x","values":[1)";
  while (json.size() < bytes) {
    json += ',';
    json += member();
  }
  return json + "]}\n";
}

}  // namespace

TEST_CASE("a build stays within --memory: many documents, large ones, many values and many words") {
  const Workspace workspace;
  TELUSUR_RANDOM(random);
  std::string lines;
  int id = 0;
  for (int n = 0; n < 60; ++n) {  // each takes 20 times its size as a value
    lines += document(++id, 100'000, [] { return "1"; });
  }
  const auto words = [&random] {
    std::string text = "\"";
    while (text.size() < 10'000) {
      text += std::to_string(random.between(0, 999'999'999)) + ' ';
    }
    return text + '"';
  };
  for (int n = 0; n < 20; ++n) {
    lines += document(++id, 500'000, words);
  }
  for (int n = 0; n < 40; ++n) {
    lines += document(++id, 500'000, [] { return '"' + std::string(10'000, 'x') + '"'; });
  }
  for (int n = 0; n < 20'000; ++n) {
    lines += document(++id, 200, [] { return R"("kereta api")"; });
  }
  workspace.write("a.jsonl", lines);
  const ProcessResult result =
      workspace.indexer({"build", "--data", "data", "--memory", "128 MB", "--json", "a.jsonl"});
  REQUIRE_MESSAGE(result.exit_code == 0, result.err);
  const auto summary = nlohmann::json::parse(result.out);
  CHECK(summary.at("documents") == id);
  const auto peak = summary.at("peakMemoryBytes").get<std::uint64_t>();
  CHECK((telusur::test::kSanitized || peak < 128 * kMegabyte));
}

TEST_CASE("what --memory does not suffice for is named with what to do") {
  const Workspace workspace;
  workspace.write("a.jsonl", document(1, 2'000'000, [] { return "1"; }) + "{\"id\":2}\n" +
                                 document(3, 600'000, [] { return "{}"; }));
  const ProcessResult too_little = workspace.indexer({"build", "--data", "data", "--memory", "127 MB", "a.jsonl"});
  CHECK(too_little.exit_code == 2);
  CHECK(too_little.err == "telusur-indexer: the memory of a build must be 128 MB or more, not 133169152 bytes\n");
  const ProcessResult result = workspace.indexer({"build", "--data", "data", "--memory", "128 MB", "a.jsonl"});
  CHECK(result.exit_code == 1);
  CHECK_MESSAGE(result.err.find("a.jsonl:1: is longer than ") == 0, result.err);
  CHECK_MESSAGE(
      result.err.find("or of what --memory suffices for\na.jsonl:3: the document takes ") != std::string::npos,
      result.err);
  CHECK(workspace.indexer({"build", "--data", "data", "--force", "--memory", "512 MB", "a.jsonl"}).exit_code == 0);
}
