#include "backend/synonym_cache.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "engine/stemmers.hpp"

using telusur::Settings;
using telusur::backend::SynonymCache;

namespace {

telusur::analysis::WordAnalyzer make_analyzer() {
  return telusur::analysis::WordAnalyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
}

Settings with_synonym(const std::string& word, const std::string& synonym) {
  Settings settings;
  settings.synonyms = {{word, {synonym}}};
  return settings;
}

}  // namespace

TEST_CASE("settings with the same synonyms share a table, and others get their own") {
  auto analyzer = make_analyzer();
  SynonymCache cache;
  const auto pay = cache.table(with_synonym("gaji", "pay"), analyzer);
  CHECK(pay->contains("gaji"));
  auto more = with_synonym("gaji", "pay");
  more.filterable_attributes = {"tags"};
  CHECK(cache.table(more, analyzer) == pay);
  const auto soup = cache.table(with_synonym("soto", "soup"), analyzer);
  CHECK(soup->contains("soto"));
  CHECK_FALSE(soup->contains("gaji"));
  CHECK(pay->contains("gaji"));
  auto old_spelling = with_synonym("soto", "soup");
  old_spelling.old_spelling = true;
  CHECK(cache.table(old_spelling, analyzer) != soup);
  CHECK(cache.table({}, analyzer)->empty());
}

TEST_CASE("threads that ask at once get one table") {
  SynonymCache cache;
  const Settings settings = with_synonym("gaji", "pay");
  std::vector<std::shared_ptr<const telusur::analysis::TermTable>> tables(4);
  std::vector<std::jthread> threads;
  for (auto& table : tables) {
    threads.emplace_back([&] {
      auto analyzer = make_analyzer();
      table = cache.table(settings, analyzer);
    });
  }
  threads.clear();
  CHECK(std::count(tables.begin(), tables.end(), tables.front()) == 4);
  CHECK(tables.front()->contains("gaji"));
}
