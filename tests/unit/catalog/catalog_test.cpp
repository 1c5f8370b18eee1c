#include "catalog/catalog.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/temporary_directory.hpp"
#include "telusur/error.hpp"

namespace catalog = telusur::catalog;

using catalog::Catalog;
using catalog::CatalogState;
using telusur::Error;
using telusur::ErrorCode;
using telusur::test::TemporaryDirectory;

namespace {

constexpr std::chrono::seconds kPatience{20};

/// Only the last task's number, so that the file's form does not matter here.
std::string write(const CatalogState& state) { return std::to_string(state.last_task); }

CatalogState parse(std::string_view text, const std::filesystem::path& path) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) {
    throw Error(ErrorCode::kCorrupt, path.string() + " is damaged");
  }
  CatalogState state;
  state.last_task = std::stoull(std::string(text));
  return state;
}

constexpr catalog::CatalogFormat kFormat{&write, &parse};

}  // namespace

TEST_CASE("without a file there are no indexes, and reading creates nothing") {
  const TemporaryDirectory directory;
  CHECK(Catalog(directory.path(), kFormat).read()->indexes.empty());
  CHECK(std::filesystem::is_empty(directory.path()));
}

TEST_CASE("what one catalog changes, another one of the same directory reads") {
  const TemporaryDirectory directory;
  Catalog one(directory.path(), kFormat);
  const Catalog two(directory.path(), kFormat);
  CHECK(two.read()->last_task == 0);
  one.update(kPatience, [](CatalogState& state) { state.last_task = 7; });
  CHECK(two.read()->last_task == 7);
  CHECK(two.read() == two.read());  // the same object: the file is read when it was replaced, not each time
}

TEST_CASE("a change that throws is not made") {
  const TemporaryDirectory directory;
  Catalog one(directory.path(), kFormat);
  one.update(kPatience, [](CatalogState& state) { state.last_task = 1; });
  CHECK_THROWS_AS(one.update(kPatience,
                             [](CatalogState& state) {
                               state.last_task = 2;
                               throw std::runtime_error("no");
                             }),
                  std::runtime_error);
  CHECK(one.read()->last_task == 1);
  CHECK(Catalog(directory.path(), kFormat).read()->last_task == 1);
}

TEST_CASE("a damaged file is an error of whoever reads it, and is not replaced") {
  const TemporaryDirectory directory;
  directory.write("catalog.json", "what?");
  Catalog one(directory.path(), kFormat);
  CHECK_THROWS_AS(one.read(), Error);
  CHECK_THROWS_AS(one.update(kPatience, [](CatalogState& state) { state.last_task = 2; }), Error);
  CHECK(telusur::test::read_file(directory / "catalog.json") == "what?");
}

TEST_CASE("no change is lost between many that change at once") {
  const TemporaryDirectory directory;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&directory] {
      Catalog mine(directory.path(), kFormat);
      for (int round = 0; round < 25; ++round) {
        mine.update(std::chrono::minutes(1), [](CatalogState& state) { ++state.last_task; });
      }
    });
  }
  threads.clear();
  CHECK(Catalog(directory.path(), kFormat).read()->last_task == 100);
}

TEST_CASE("nobody changes the catalog while it is held") {
  const TemporaryDirectory directory;
  Catalog one(directory.path(), kFormat);
  Catalog two(directory.path(), kFormat);
  ErrorCode code = ErrorCode::kInternal;
  one.hold(kPatience, [&](const CatalogState&) {
    try {
      two.update(std::chrono::milliseconds(0), [](CatalogState& state) { state.last_task = 9; });
    } catch (const Error& error) {
      code = error.code();
    }
  });
  CHECK(code == ErrorCode::kBusy);
  CHECK(one.read()->last_task == 0);
}
