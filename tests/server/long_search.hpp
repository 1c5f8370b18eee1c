#pragma once

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>

#include "client.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"

namespace telusur::test {

/// The word of a number.
inline std::string word(int n) { return "kata" + std::string(1, static_cast<char>('a' + n % 26)) + std::to_string(n); }

/// Makes an index "a" of 2,000 documents of 40 of 400 words.
inline Index make_wordy_index(Engine& engine, const Settings& settings = {}) {
  constexpr int kDocuments = 2'000;
  constexpr int kWords = 400;
  Index index = engine.create_index("a", settings, "id");
  auto documents = nlohmann::json::array();
  for (int id = 0; id < kDocuments; ++id) {
    std::string text;
    for (int n = 0; n < 40; ++n) {
      text += word((id + n * 7) % kWords) + " ";
    }
    documents.push_back({{"id", id}, {"text", text}});
  }
  index.add_json(documents.dump());
  index.commit();
  return index;
}

/// An index of documents of many words, and requests that search it for as long as one wants.
class LongSearch {
 public:
  /// Makes the index.
  explicit LongSearch(const TemporaryDirectory& data) {
    Engine engine(data.path());
    const Index index = make_wordy_index(engine);
    for (int n = 0; n < 2; ++n) {  // the first one reads from the disk
      const auto begin = std::chrono::steady_clock::now();
      const SearchRequest request{.q = words(), .limit = 5, .show_ranking_score_details = true};
      to_json(index.search(request), request);
      each_ = std::chrono::steady_clock::now() - begin;
    }
  }

  /// A query of many of them.
  static std::string words() {
    std::string q;
    for (int n = 0; n < 120; ++n) {
      q += word(n * 3) + " ";
    }
    return q;
  }

  /// A request that takes at least about so long, when a multi-search may have as many queries.
  std::string request(std::chrono::milliseconds time) const {
    const nlohmann::json query{{"indexUid", "a"}, {"q", words()}, {"limit", 5}, {"showRankingScoreDetails", true}};
    const auto count = static_cast<std::size_t>(time / each_) + 1;
    const nlohmann::json body{{"queries", std::vector(count, query)}};
    return test::request("POST", "/multi-search", "Content-Type: application/json\r\n", body.dump());
  }

 private:
  std::chrono::steady_clock::duration each_{};
};

}  // namespace telusur::test
