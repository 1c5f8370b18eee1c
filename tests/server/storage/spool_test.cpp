#include "storage/spool.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <utility>

#include "support/temporary_directory.hpp"
#include "telusur/error.hpp"

using telusur::Error;
using telusur::ErrorCode;
using telusur::test::TemporaryDirectory;
using namespace telusur::server::storage;

namespace {

std::string contents(const Spool& spool, std::size_t piece) {
  SpoolReader reader(spool);
  std::string all;
  for (std::string_view next = reader.next(piece); !next.empty(); next = reader.next(piece)) {
    all += next;
  }
  return all;
}

}  // namespace

TEST_CASE("what is written to a spool is read, from memory and from its file, which has no name") {
  const TemporaryDirectory directory;
  for (const std::size_t memory : {0U, 1U, 7U, 1'000U}) {
    CAPTURE(memory);
    Spool spool(directory.path(), memory);
    std::string written;
    for (int n = 0; n < 20; ++n) {
      written += std::to_string(n);
      spool.append(std::to_string(n));
      CHECK(spool.size() == written.size());
      CHECK(contents(spool, 3) == written);
    }
    const Spool moved(std::move(spool));
    CHECK(contents(moved, 1'000) == written);
    CHECK(std::filesystem::is_empty(directory.path()));
  }
}

TEST_CASE("lines are read in pieces of whole lines") {
  const auto pieces = [](std::string text, std::size_t size) {
    const Spool spool(std::move(text));
    LineReader reader(spool, size);
    std::string all;
    for (std::string next = reader.next(); !next.empty(); next = reader.next()) {
      all += "<" + next + ">";
    }
    return all;
  };
  CHECK(pieces("", 4) == "");
  CHECK(pieces("a\n", 4) == "<a\n>");
  CHECK(pieces("a\nb\n", 4) == "<a\nb\n>");
  CHECK(pieces("a\nb\nc\n", 4) == "<a\nb\n><c\n>");
  CHECK(pieces("a\nbcd\ne\n", 4) == "<a\n><bcd\ne\n>");
  CHECK(pieces("abcdefghij\nk\n", 4) == "<abcdefghij\n><k\n>");
  CHECK(pieces("abcdefghij", 4) == "<abcdefghij>");
}

TEST_CASE("a spool that cannot be written says why") {
  const TemporaryDirectory directory;
  Spool spool(directory / "missing", 0);
  try {
    spool.append("x");
    FAIL("written");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::kIo);
    CHECK(std::string(error.what()).find("missing") != std::string::npos);
  }
}
