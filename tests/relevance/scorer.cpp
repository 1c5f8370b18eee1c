#include "relevance/scorer.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace telusur::relevance {
namespace {

constexpr std::size_t kGainDepth = 10;
constexpr std::size_t kRecallDepth = 100;

/// Grades in the order of a ranking; `gains[0]` belongs to rank 1.
double discounted_gain(std::span<const int> gains) {
  double sum = 0;
  for (std::size_t i = 0; i < std::min(gains.size(), kGainDepth); ++i) {
    sum += gains[i] / std::log2(static_cast<double>(i + 2));
  }
  return sum;
}

std::vector<int> ranked_grades(const Grades& grades, const Ranking& ranking) {
  std::vector<int> gains;
  gains.reserve(ranking.size());
  for (const auto& id : ranking) {
    const auto judged = grades.find(id);
    const int grade = judged == grades.end() ? 0 : judged->second;
    if (grade >= 0) {
      gains.push_back(grade);
    }
  }
  return gains;
}

std::vector<int> ideal_grades(const Grades& grades) {
  std::vector<int> gains;
  for (const auto& [id, grade] : grades) {
    if (grade > 0) {
      gains.push_back(grade);
    }
  }
  std::sort(gains.rbegin(), gains.rend());
  return gains;
}

double reciprocal_rank(std::span<const int> gains) {
  for (std::size_t i = 0; i < std::min(gains.size(), kGainDepth); ++i) {
    if (gains[i] > 0) {
      return 1.0 / static_cast<double>(i + 1);
    }
  }
  return 0;
}

}  // namespace

bool has_relevant(const Grades& grades) {
  return std::any_of(grades.begin(), grades.end(), [](const auto& judged) { return judged.second > 0; });
}

Scores score_query(const Grades& grades, const Ranking& ranking) {
  const std::vector<int> gains = ranked_grades(grades, ranking);
  const std::vector<int> ideal = ideal_grades(grades);
  const auto depth = static_cast<std::ptrdiff_t>(std::min(gains.size(), kRecallDepth));
  const auto found = std::count_if(gains.begin(), gains.begin() + depth, [](int grade) { return grade > 0; });
  return {.ndcg10 = discounted_gain(gains) / discounted_gain(ideal),
          .mrr10 = reciprocal_rank(gains),
          .recall100 = static_cast<double>(found) / static_cast<double>(ideal.size())};
}

Scores mean(std::span<const Scores> scores) {
  Scores sum;
  for (const auto& one : scores) {
    sum.ndcg10 += one.ndcg10;
    sum.mrr10 += one.mrr10;
    sum.recall100 += one.recall100;
  }
  const double count = scores.empty() ? 1.0 : static_cast<double>(scores.size());
  return {.ndcg10 = sum.ndcg10 / count, .mrr10 = sum.mrr10 / count, .recall100 = sum.recall100 / count};
}

}  // namespace telusur::relevance
