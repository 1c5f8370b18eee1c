#include "analysis/indonesian/lexicon_cache.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "support/temporary_directory.hpp"
#include "telusur/error.hpp"
#include "unit/analysis/indonesian/tiny_lexicon.hpp"

using namespace telusur::analysis;
using telusur::test::TemporaryDirectory;
namespace fs = std::filesystem;

namespace {

std::size_t count_files(const fs::path& directory) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(directory), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("lexicon cache: another fingerprint, a damaged and a missing file are not opened") {
  const TemporaryDirectory directory;
  const fs::path file = directory.path() / "id.lexicon";
  CHECK_FALSE(map_lexicon(file, 42));
  save_image(file, testing::compile_tiny().image);
  CHECK(map_lexicon(file, 42));
  CHECK_FALSE(map_lexicon(file, 43));
  fs::resize_file(file, fs::file_size(file) / 2);
  CHECK_FALSE(map_lexicon(file, 42));
  fs::resize_file(file, 0);
  CHECK_FALSE(map_lexicon(file, 42));
  CHECK_FALSE(map_lexicon(directory.path(), 42));
  const fs::path pipe = directory.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK_FALSE(map_lexicon(pipe, 42));
}

TEST_CASE("lexicon cache: a reader keeps the lexicon that a writer replaces") {
  const TemporaryDirectory directory;
  const fs::path file = directory.path() / "id.lexicon";
  save_image(file, testing::compile_tiny().image);
  const auto before = map_lexicon(file, 42);
  REQUIRE(before);
  save_image(file, compile_lexicon({.fingerprint = 43}).image);
  CHECK(before->find("tulis").stem() == "tulis");
  CHECK(map_lexicon(file, 43)->size() == 0);
}

TEST_CASE("lexicon cache: a place that cannot be written is an error that leaves nothing behind") {
  const TemporaryDirectory directory;
  directory.write("file", "no directory");
  CHECK_THROWS_AS(save_image(directory.path() / "file" / "id.lexicon", "x"), telusur::Error);
  CHECK(count_files(directory.path()) == 1);
}

TEST_CASE("lexicon cache: writers at the same time leave one whole file") {
  const TemporaryDirectory directory;
  const fs::path file = directory.path() / "cache" / "id.lexicon";
  const std::string image = testing::compile_tiny().image;
  {
    std::vector<std::jthread> writers;
    for (int n = 0; n < 4; ++n) {
      writers.emplace_back([&] { save_image(file, image); });
    }
  }
  CHECK(map_lexicon(file, 42));
  CHECK(count_files(file.parent_path()) == 1);
}
