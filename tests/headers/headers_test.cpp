// Every public header compiles alone, with nothing but lib/include on the path and no warning.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "support/process.hpp"
#include "support/temporary_directory.hpp"

using telusur::test::ProcessResult;

namespace {

/// Compiles a translation unit whose only line is an #include of `header`, found in `include_dir`.
ProcessResult compile_alone(const std::filesystem::path& include_dir, const std::string& header) {
  return telusur::test::run({TELUSUR_COMPILER, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic",
                             "-Wconversion", "-Wshadow", "-Werror", "-I", include_dir.string(), "-x", "c++", "-"},
                            {.input = "#include \"" + header + "\"\n"});
}

std::vector<std::string> public_headers() {
  std::vector<std::string> headers;
  for (const auto& entry : std::filesystem::directory_iterator(TELUSUR_INCLUDE_DIR "/telusur")) {
    headers.push_back("telusur/" + entry.path().filename().string());
  }
  std::sort(headers.begin(), headers.end());
  return headers;
}

}  // namespace

TEST_CASE("each public header compiles alone") {
  const std::vector<std::string> headers = public_headers();
  REQUIRE(headers.size() >= 10);
  for (const std::string& header : headers) {
    const ProcessResult result = compile_alone(TELUSUR_INCLUDE_DIR, header);
    CHECK_MESSAGE(result.exit_code == 0, header, ":\n", result.err);
  }
}

TEST_CASE("a header that leans on another one, or warns, is found") {
  const telusur::test::TemporaryDirectory directory;
  directory.write("leans.hpp", "#pragma once\ninline std::string name() { return {}; }\n");
  directory.write("warns.hpp", "#pragma once\ninline int half(long n) { return n / 2; }\n");
  directory.write("sound.hpp", "#pragma once\n#include <string>\ninline std::string name() { return {}; }\n");
  CHECK(compile_alone(directory.path(), "leans.hpp").exit_code != 0);
  CHECK(compile_alone(directory.path(), "warns.hpp").exit_code != 0);
  CHECK(compile_alone(directory.path(), "sound.hpp").exit_code == 0);
}
