#include "backend/vocabulary_cache.hpp"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

#include "backend/database.hpp"
#include "support/temporary_directory.hpp"

using telusur::backend::read_vocabulary;
using telusur::backend::Snapshot;
using telusur::backend::SnapshotCaches;
using telusur::backend::VocabularyCache;
using telusur::backend::Writer;

namespace {

void put(const std::filesystem::path& directory, const std::string& id, const std::string& title) {
  Writer writer(directory, std::chrono::seconds(20));
  writer.put(telusur::test::document(id, title));
  writer.commit();
}

}  // namespace

TEST_CASE("the words of an index are its terms without a prefix, with their documents") {
  const telusur::test::TemporaryDirectory place;
  const auto directory = place.path() / "db";
  telusur::test::create_database(directory, {"Soto Kudus", "2024 soto", "Ünal ditutup"});
  const auto [words, revision] = read_vocabulary(directory);
  CHECK(words.documents("soto") == 2);
  CHECK(words.documents("2024") == 1);
  CHECK(words.documents("ünal") == 1);
  CHECK(words.documents("Q0") == 0);
  CHECK(words.size() == 8);  // with the ids
  CHECK(revision > 0);
}

TEST_CASE("snapshots of one revision share a vocabulary, and a commit brings its words") {
  const telusur::test::TemporaryDirectory place;
  const auto directory = place.path() / "db";
  telusur::test::create_database(directory, {"soto"});
  const auto caches = std::make_shared<SnapshotCaches>();
  Snapshot one(directory, caches);
  const Snapshot other(directory, caches);
  const auto words = one.vocabulary();
  CHECK(words == other.vocabulary());
  put(directory, "1", "kudus");
  CHECK(words == other.vocabulary());  // of its own revision
  one.refresh();
  CHECK(one.vocabulary()->documents("kudus") == 1);
  CHECK(other.vocabulary() == one.vocabulary());  // what is newer serves an older one, too
}

TEST_CASE("a large vocabulary is made anew after a pause alone") {
  const telusur::test::TemporaryDirectory place;
  const auto directory = place.path() / "db";
  telusur::test::create_database(directory, {"soto"});
  VocabularyCache patient({.at_once_words = 0, .pause = 1'000'000'000});
  VocabularyCache eager({.at_once_words = 0, .pause = 0});
  CHECK(patient.vocabulary(directory, 1)->size() == 2);
  CHECK(eager.vocabulary(directory, 1)->size() == 2);
  put(directory, "1", "kudus");
  CHECK(patient.vocabulary(directory, 1'000)->size() == 2);
  CHECK(eager.vocabulary(directory, 1'000)->size() == 4);
}

TEST_CASE("threads that ask at once get a vocabulary each time") {
  const telusur::test::TemporaryDirectory place;
  const auto directory = place.path() / "db";
  telusur::test::create_database(directory, {"soto"});
  VocabularyCache cache;
  std::vector<std::thread> threads;
  for (int n = 0; n < 4; ++n) {
    threads.emplace_back([&] {
      for (std::uint64_t revision = 1; revision < 40; ++revision) {
        CHECK(cache.vocabulary(directory, revision)->documents("soto") == 1);
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
}
