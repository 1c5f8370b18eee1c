#include "backend/source_label.hpp"

#include <algorithm>

namespace telusur::backend {

namespace {

constexpr std::string_view kBegin = "telusur\n";
constexpr char kEnd = '\n';

}  // namespace

std::string SourceLabel::description() const {
  std::string text(kBegin);
  text.append(to_string(kind)) += kEnd;
  for (const auto& term : terms) {
    text.append(term) += kEnd;
  }
  return text;
}

SourceLabel SourceLabel::of(std::string_view query_description) {
  SourceLabel label;
  const auto begin = query_description.find(kBegin);
  if (begin == std::string_view::npos) {
    return label;
  }
  std::vector<std::string_view> lines;
  for (std::size_t at = begin + kBegin.size(); at < query_description.size();) {
    const auto end = query_description.find(kEnd, at);
    if (end == std::string_view::npos) {
      break;
    }
    lines.push_back(query_description.substr(at, end - at));
    at = end + 1;
  }
  for (int kind = 0; !lines.empty() && kind <= static_cast<int>(ScoreKind::kOther); ++kind) {
    if (to_string(static_cast<ScoreKind>(kind)) == lines.front()) {
      label.kind = static_cast<ScoreKind>(kind);
      label.terms.assign(lines.begin() + 1, lines.end());
      break;
    }
  }
  return label;
}

}  // namespace telusur::backend
