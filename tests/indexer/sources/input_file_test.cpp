#include "sources/input_file.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <array>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>

#include "sources/compressed.hpp"
#include "sources/source.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"

using namespace telusur::indexer;
using telusur::test::gzip;
using telusur::test::zstd;

namespace {

constexpr std::size_t kNoLimit = 100'000'000;

std::string contents_of(std::string_view file_bytes, std::size_t max_bytes = kNoLimit) {
  const telusur::test::TemporaryDirectory directory;
  return read_whole(directory.write("file", file_bytes), max_bytes);
}

using Compress = std::string (*)(std::string_view);
constexpr std::array<Compress, 2> kCompressions{gzip, zstd};

}  // namespace

TEST_CASE("A compressed file is read as what it was before") {
  TELUSUR_RANDOM(random);
  std::string noise;
  while (noise.size() < 3 * kPieceBytes) {
    noise += static_cast<char>(random.between(0, 255));
  }
  for (const Compress compress : kCompressions) {
    for (const std::string& text : {std::string("a"), std::string(2'000'000, 'x'), noise}) {
      CHECK(contents_of(compress(text)) == text);
    }
    CHECK(contents_of(compress("one") + compress("") + compress("two")) == "onetwo");
  }
  for (const std::string_view plain : {"a", "\x1F\x8B", "\x28\xB5\x2F", "plain text"}) {
    CHECK(contents_of(plain) == plain);
  }
  CHECK_THROWS_WITH_AS(contents_of(gzip("")), "is empty", BadInput);
  CHECK_THROWS_WITH_AS(contents_of(""), "is empty", BadInput);
}

TEST_CASE("Progress counts the bytes of the file itself") {
  const telusur::test::TemporaryDirectory directory;
  const std::string compressed = gzip(std::string(1'000'000, 'x'));
  InputFile file(directory.write("file", compressed));
  CHECK(read_whole(file, kNoLimit).size() == 1'000'000);
  CHECK(file.bytes_read() == compressed.size());
}

TEST_CASE("Compressed data that is cut short anywhere is told") {
  for (const Compress compress : kCompressions) {
    const std::string whole = compress("Rendang dimasak lama sekali, sampai kering.");
    for (std::size_t size = kMagicBytes; size < whole.size(); ++size) {
      CAPTURE(size);
      CHECK_THROWS_WITH_AS(contents_of(std::string_view(whole).substr(0, size)),
                           "is cut short: its compressed data has no end", BadInput);
    }
  }
}

TEST_CASE("Damaged compressed data is told, or was not what counts") {
  TELUSUR_RANDOM(random);
  const std::string text(5'000, 'y');
  for (const Compress compress : kCompressions) {
    const std::string whole = compress(text);
    for (int round = 0; round < 200; ++round) {
      std::string damaged = whole;
      damaged[random.between(kMagicBytes, damaged.size() - 1)] ^= static_cast<char>(random.between(1, 255));
      // A byte that only names the time or the system changes nothing.
      std::string outcome;
      try {
        outcome = contents_of(damaged);
      } catch (const BadInput& error) {
        outcome = error.what();
      }
      const bool told =
          outcome.starts_with("holds damaged ") || outcome.starts_with("is cut short") || outcome == "is empty";
      CHECK((told || outcome == text));
    }
    CHECK_THROWS_AS(contents_of(whole + "garbage"), BadInput);
  }
}

TEST_CASE("What a small file becomes is held to the limit") {
  for (const Compress compress : kCompressions) {
    CHECK_THROWS_WITH_AS(contents_of(compress(std::string(50'000'000, 'z')), 1'000'000),
                         "is larger than 977 KB, the limit of --max-document, or of what --memory suffices for",
                         BadInput);
  }
}

TEST_CASE("A pipe may bring a byte at a time") {
  const telusur::test::TemporaryDirectory directory;
  const auto pipe = directory / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const std::string compressed = zstd("mangga");
  std::jthread writer([&] {
    std::ofstream out(pipe, std::ios::binary);
    for (const char byte : compressed) {
      out.put(byte).flush();
    }
  });
  CHECK(read_whole(pipe, kNoLimit) == "mangga");
}
