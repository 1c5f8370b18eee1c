#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "relevance/collection.hpp"
#include "relevance/runner.hpp"

namespace telusur::relevance {

/// One measured collection.
struct Row {
  std::string collection;
  std::uint64_t documents = 0;
  std::size_t queries = 0;  ///< scored ones: those with a relevant document
  Scores scores;
  double build_seconds = 0;
  double mean_query_ms = 0;
};

/// A scored query.
struct QueryScores {
  std::string query;
  Scores scores;
};

/// Scores each judged query that has a relevant document, sorted by id; one that was not asked scores 0.
std::vector<QueryScores> score_all(const Questions& questions, const std::vector<Ranking>& rankings);

/// The table's heading and one row of it, as wide as `name_width` and the figures need.
std::string heading(std::size_t name_width);
std::string format(const Row& row, std::size_t name_width);

/// Writes a run for TREC-style scorers: `query Q0 document rank score tag`. The scores fall strictly with the rank, so
/// that a scorer that sorts by them keeps the order.
/// @throws InputError when `file` cannot be written.
void write_run(const std::filesystem::path& file, const std::vector<Query>& queries,
               const std::vector<Ranking>& rankings);

/// Writes `query<TAB>nDCG@10<TAB>MRR@10<TAB>Recall@100`, six digits. @throws InputError when `file` cannot be written.
void write_per_query(const std::filesystem::path& file, const std::vector<QueryScores>& scores);

}  // namespace telusur::relevance
