#include "backend/document_lengths.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "support/temporary_directory.hpp"

using telusur::backend::DocumentLengthCache;
using telusur::backend::DocumentLengths;

namespace {

/// An index of `documents` documents, the n-th of length n % 100.
class Library {
 public:
  explicit Library(Xapian::docid documents) : writer_((directory_.path() / "db").string()) {
    for (Xapian::docid id = 1; id <= documents; ++id) {
      add(id);
    }
    writer_.commit();
  }

  void add(Xapian::docid id) {
    Xapian::Document document;
    document.add_term("word", id % 100);
    writer_.replace_document(id, document);
  }
  void remove(Xapian::docid id) { writer_.delete_document(id); }
  void commit() { writer_.commit(); }

  Xapian::Database open() const { return Xapian::Database((directory_.path() / "db").string()); }

 private:
  telusur::test::TemporaryDirectory directory_;
  Xapian::WritableDatabase writer_;
};

}  // namespace

TEST_CASE("the lengths are those of the documents, whatever ids they have") {
  Library library(5);
  library.remove(2);
  library.add(207);
  library.commit();
  const DocumentLengths lengths(library.open());
  for (const Xapian::docid id : {1U, 3U, 4U, 5U}) {
    CAPTURE(id);
    CHECK(lengths.of(id) == id);
  }
  CHECK(lengths.of(207) == 7);
}

TEST_CASE("a small index is read at once, and anew after a commit") {
  Library library(3);
  DocumentLengthCache cache;
  const auto before = library.open();
  const auto lengths = cache.lengths(before);
  REQUIRE(lengths != nullptr);
  CHECK(cache.lengths(before) == lengths);

  library.add(4);
  library.commit();
  const auto after = cache.lengths(library.open());
  REQUIRE(after != nullptr);
  CHECK(after->of(4) == 4);
  CHECK_MESSAGE(cache.lengths(before) == nullptr, "a later state is no help to a snapshot of an earlier one");
}

TEST_CASE("a large index is read once asking for single lengths has cost as much") {
  Library library(DocumentLengthCache::kAtOnce + 1);
  const auto database = library.open();
  DocumentLengthCache cache;
  CHECK(cache.lengths(database) == nullptr);
  cache.count_asked(DocumentLengthCache::kAtOnce / DocumentLengthCache::kCostOfOne - 1);
  CHECK(cache.lengths(database) == nullptr);
  cache.count_asked(2);
  REQUIRE(cache.lengths(database) != nullptr);

  library.add(1);
  library.commit();
  CHECK_MESSAGE(cache.lengths(library.open()) == nullptr, "the next state has to be worth it, too");
}

TEST_CASE("lengths by id are not made of ids that are far apart") {
  Library library(3);
  library.add(10'000'000);
  library.commit();
  DocumentLengthCache cache;
  CHECK(cache.lengths(library.open()) == nullptr);
}

TEST_CASE("threads share what one of them has read") {
  Library library(1000);
  DocumentLengthCache cache;
  std::atomic<int> wrong = 0;
  {
    std::vector<std::jthread> threads;
    for (int n = 0; n < 4; ++n) {
      threads.emplace_back([&] {
        const auto database = library.open();
        for (int times = 0; times < 50; ++times) {
          const auto lengths = cache.lengths(database);
          wrong += lengths != nullptr && lengths->of(42) != 42 ? 1 : 0;
          cache.count_asked(1);
        }
      });
    }
  }
  CHECK(wrong == 0);
  CHECK(cache.lengths(library.open()) != nullptr);
}
