#include "backend/title_gain.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace telusur::backend {

namespace {

using Query = Xapian::Query;

template <typename Terms>
Query any_of(const Terms& terms) {
  return {Query::OP_SYNONYM, terms.begin(), terms.end()};
}

Query one_gain(const TitleGain& gain) {
  if (!gain.own.empty()) {
    std::set<std::string> together(gain.all.front().begin(), gain.all.front().end());
    together.insert(gain.own.begin(), gain.own.end());
    return {Query::OP_AND_NOT, any_of(together), Query(Query::OP_OR, gain.own.begin(), gain.own.end())};
  }
  std::vector<Query> all;
  std::transform(gain.all.begin(), gain.all.end(), std::back_inserter(all),
                 [](const std::vector<std::string>& terms) { return any_of(terms); });
  return {Query::OP_AND, all.begin(), all.end()};
}

}  // namespace

Query title_operators(const std::vector<TitleGain>& gains) {
  std::vector<Query> parts;
  parts.reserve(gains.size());
  for (const auto& gain : gains) {
    parts.push_back(gain.weight == 1 ? one_gain(gain) : Query(gain.weight, one_gain(gain)));
  }
  return {Query::OP_OR, parts.begin(), parts.end()};
}

}  // namespace telusur::backend
