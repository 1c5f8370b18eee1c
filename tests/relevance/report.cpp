#include "relevance/report.hpp"

#include <fstream>
#include <iomanip>
#include <sstream>

namespace telusur::relevance {
namespace {

constexpr std::size_t kTopScore = 1000;  // above any rank that a run holds

std::ofstream open_for_writing(const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary);
  if (!out) {
    throw InputError("\"" + file.string() + "\" cannot be written: is its directory there and writable?");
  }
  return out;
}

void close(std::ofstream& out, const std::filesystem::path& file) {
  out.close();
  if (!out) {
    throw InputError("\"" + file.string() + "\" cannot be written in full: is the disk full?");
  }
}

}  // namespace

std::vector<QueryScores> score_all(const Questions& questions, const std::vector<Ranking>& rankings) {
  std::map<std::string, const Ranking*, std::less<>> by_query;
  for (std::size_t i = 0; i < questions.queries.size(); ++i) {
    by_query.emplace(questions.queries[i].id, &rankings[i]);
  }
  const Ranking nothing;
  std::vector<QueryScores> scored;
  for (const auto& [query, grades] : questions.judgements) {
    if (has_relevant(grades)) {
      const auto asked = by_query.find(query);
      scored.push_back({query, score_query(grades, asked == by_query.end() ? nothing : *asked->second)});
    }
  }
  return scored;
}

std::string heading(std::size_t name_width) {
  std::ostringstream out;
  out << std::left << std::setw(static_cast<int>(name_width)) << "collection" << std::right << std::setw(10)
      << "documents" << std::setw(9) << "queries" << std::setw(9) << "nDCG@10" << std::setw(9) << "MRR@10"
      << std::setw(12) << "Recall@100" << std::setw(9) << "build s" << std::setw(10) << "query ms";
  return out.str();
}

std::string format(const Row& row, std::size_t name_width) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(4) << std::left << std::setw(static_cast<int>(name_width)) << row.collection
      << std::right << std::setw(10) << row.documents << std::setw(9) << row.queries << std::setw(9)
      << row.scores.ndcg10 << std::setw(9) << row.scores.mrr10 << std::setw(12) << row.scores.recall100
      << std::setprecision(2) << std::setw(9) << row.build_seconds << std::setprecision(3) << std::setw(10)
      << row.mean_query_ms;
  return out.str();
}

void write_run(const std::filesystem::path& file, const std::vector<Query>& queries,
               const std::vector<Ranking>& rankings) {
  std::ofstream out = open_for_writing(file);
  for (std::size_t i = 0; i < queries.size(); ++i) {
    for (std::size_t rank = 1; rank <= rankings[i].size(); ++rank) {
      out << queries[i].id << " Q0 " << rankings[i][rank - 1] << ' ' << rank << ' ' << kTopScore - rank << " telusur\n";
    }
  }
  close(out, file);
}

void write_per_query(const std::filesystem::path& file, const std::vector<QueryScores>& scores) {
  std::ofstream out = open_for_writing(file);
  out << std::fixed << std::setprecision(6);
  for (const auto& [query, figures] : scores) {
    out << query << '\t' << figures.ndcg10 << '\t' << figures.mrr10 << '\t' << figures.recall100 << '\n';
  }
  close(out, file);
}

}  // namespace telusur::relevance
