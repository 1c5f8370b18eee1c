#include "search/curated_ranking.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "schema/document.hpp"
#include "schema/document_id.hpp"

namespace telusur::search {

namespace {

using backend::RankedDocument;
using backend::RankedRange;
using backend::Ranking;
using backend::Refinement;

class CuratedSearch {
 public:
  CuratedSearch(const backend::Snapshot& snapshot, const query::Query& query, MatchingStrategy strategy,
                const RankedRange& range, const Refinement& refinement)
      : snapshot_(snapshot), query_(query), strategy_(strategy), range_(range), refinement_(refinement) {}

  Ranking run(const std::vector<Curated::Promotion>& wanted) {
    choose_stage();
    find_promoted(wanted);
    Ranking ranking = rank_others();
    ranking = merged(std::move(ranking));
    if (!refinement_.facets.empty()) {
      count_facets(ranking);
    }
    return ranking;
  }

 private:
  /// Promoted documents count among those that decide about it.
  void choose_stage() {
    Refinement whole = refinement_;
    whole.facets.clear();
    rank({.limit = 0, .min_score = range_.min_score}, whole);
  }

  void find_promoted(const std::vector<Curated::Promotion>& wanted) {
    for (const auto& promotion : wanted) {
      ids_.push_back(promotion.id);
    }
    Refinement among = refinement_;
    among.facets.clear();
    among.banded.criteria.clear();
    among.also = ids_;
    among.only_also = true;
    // Of equal ones the first that is wanted stands for all of them, not the best.
    among.of_each_group = static_cast<std::uint32_t>(ids_.size());
    RankedRange all = range_;
    all.offset = 0;
    all.limit = static_cast<std::uint32_t>(ids_.size());
    all.min_score = 0;
    std::map<std::string, RankedDocument> found;
    for (auto& document : rank(all, among).documents) {
      auto id = schema::document_id(schema::parse_document(document.stored), snapshot_.stored().primary_key);
      found.emplace(std::move(id), std::move(document));
    }
    for (const auto& promotion : wanted) {
      if (const auto at = found.find(promotion.id); at != found.end() && take_group(at->second.group)) {
        promoted_.push_back(promotion);
        documents_.push_back(std::move(at->second));
      }
    }
  }

  /// False when a promoted document stands for the group already.
  bool take_group(const std::string& group) {
    const bool is_new = std::find(groups_.begin(), groups_.end(), group) == groups_.end();
    if (is_new && !group.empty()) {
      groups_.push_back(group);
    }
    return is_new;
  }

  Ranking rank_others() {
    Refinement others = refinement_;
    others.facets.clear();
    others.without_groups = groups_;
    for (const auto& promotion : promoted_) {
      others.without.push_back(promotion.id);
    }
    RankedRange range = range_;
    const auto before = std::count_if(promoted_.begin(), promoted_.end(),
                                      [&](const auto& promotion) { return promotion.index < range_.offset; });
    range.offset -= static_cast<std::uint32_t>(before);
    // Where the ranking ends decides the places of those behind it.
    range.count_exactly = std::max(range.count_exactly, range_.offset + range_.limit);
    return rank(range, others);
  }

  /// Counting facets looks at every document, so that their number is known, too.
  void count_facets(Ranking& ranking) {
    Refinement whole = refinement_;
    whole.also = ids_;
    RankedRange none = range_;
    none.offset = 0;
    none.limit = 0;
    Ranking counted = rank(none, whole);
    ranking.facets = std::move(counted.facets);
    ranking.cut_off = cut_off_;
    // A least score leaves promoted documents out of what is counted here.
    if (range_.min_score == 0) {
      ranking.total = counted.total;
      ranking.total_exact = counted.total_exact;
    }
  }

  /// Puts the promoted documents between the others, whose part of the ranking this is.
  Ranking merged(Ranking others) {
    const auto places = places_among(promoted_, others.total);
    std::vector<RankedDocument> page;
    auto other = others.documents.begin();
    for (std::size_t index = range_.offset; index < std::size_t{range_.offset} + range_.limit; ++index) {
      const auto place = std::find(places.begin(), places.end(), index);
      if (place != places.end()) {
        page.push_back(std::move(documents_[static_cast<std::size_t>(place - places.begin())]));
      } else if (other != others.documents.end()) {
        page.push_back(std::move(*other++));
      }
    }
    others.documents = std::move(page);
    others.total += promoted_.size();
    others.cut_off = cut_off_;
    return others;
  }

  Ranking rank(const RankedRange& range, const Refinement& refinement) {
    Ranking ranking = backend::rank(snapshot_, query_, strategy_, range, refinement);
    cut_off_ = cut_off_ || ranking.cut_off;
    return ranking;
  }

  const backend::Snapshot& snapshot_;
  const query::Query& query_;
  const MatchingStrategy strategy_;
  const RankedRange& range_;
  const Refinement& refinement_;
  std::vector<std::string> ids_;
  std::vector<Curated::Promotion> promoted_;  // those that are found
  std::vector<RankedDocument> documents_;     // of `promoted_`
  std::vector<std::string> groups_;           // of `promoted_`, as far as they have one
  bool cut_off_ = false;                      // whether any of the searches was
};

}  // namespace

backend::Ranking rank_curated(const backend::Snapshot& snapshot, const query::Query& query, MatchingStrategy strategy,
                              const backend::RankedRange& range, backend::Refinement refinement,
                              const Curated& curated) {
  refinement.without = curated.hidden;
  if (curated.promoted.empty() || !refinement.sort.empty()) {
    return backend::rank(snapshot, query, strategy, range, refinement);
  }
  return CuratedSearch(snapshot, query, strategy, range, refinement).run(curated.promoted);
}

}  // namespace telusur::search
