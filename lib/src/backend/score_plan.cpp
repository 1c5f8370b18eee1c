#include "backend/score_plan.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "backend/match_estimate.hpp"

namespace telusur::backend {

namespace {

using Frequencies = std::vector<Xapian::doccount>;
using Parts = std::vector<SideBySide>;

Parts each_alone(const std::vector<std::string>& terms) {
  Parts parts;
  std::transform(terms.begin(), terms.end(), std::back_inserter(parts),
                 [](const std::string& term) { return SideBySide{term}; });
  return parts;
}

/// Terms of titles that have a frequency together.
std::vector<std::string> with_own(const std::vector<std::string>& terms, const std::vector<std::string>& own) {
  if (own.empty()) {
    return terms;
  }
  std::set<std::string> together(terms.begin(), terms.end());
  together.insert(own.begin(), own.end());
  return {together.begin(), together.end()};
}

class ScorePlanner {
 public:
  ScorePlanner(const TermStatistics& statistics, bool demands_all)
      : statistics_(statistics), plan_{Bm25(statistics.database()), demands_all}, estimate_(plan_.bm25.documents()) {}

  ScorePlan run(const std::vector<GroupPlan>& groups, const std::vector<TitleGain>& gains) && {
    Frequencies likely;
    for (const auto& group : groups) {
      likely.push_back(add_group(group));
    }
    for (const auto& gain : gains) {
      add_gain(gain);
    }
    std::stable_sort(plan_.gains.begin(), plan_.gains.end(),
                     [](const ScoredGain& a, const ScoredGain& b) { return a.highest > b.highest; });
    set_matches(likely);
    return std::move(plan_);
  }

 private:
  // Adding to the plan; each returns in how many documents about the thing is.

  Xapian::doccount add_group(const GroupPlan& group) {
    ScoredGroup scored{plan_.words.size(), plan_.words.size() + group.words.size()};
    Frequencies of_words;
    for (const auto& word : group.words) {
      of_words.push_back(add_word(word));
    }
    const auto together = estimate_.all(of_words);
    Frequencies present{together};
    Frequencies any = plan_.demands_all || group.demanded ? present : of_words;
    scored.instead = add_instead(group.instead, 1, {}, present, any);
    for (const auto& instead : scored.instead) {
      scored.instead_highest = std::max(scored.instead_highest, instead.highest);
    }
    scored.most = most_of(scored);
    scored.demanded = group.demanded || plan_.demands_all;
    plan_.groups.push_back(std::move(scored));
    return estimate_.any(any);
  }

  Xapian::doccount add_word(const WordPlan& word) {
    ScoredWord scored;
    const auto frequency = add_typed(word, scored);
    Frequencies present{frequency};
    Frequencies any{frequency};
    scored.tiers.front().places = scored_places(word.places);
    auto instead = add_instead(word.instead, word.weight, each_alone(word.forms), present, any);
    std::move(instead.begin(), instead.end(), std::back_inserter(scored.tiers));
    for (const auto& tier : scored.tiers) {
      scored.highest =
          std::max(scored.highest, tier.highest + (&tier == &scored.tiers.front() ? scored.exact.highest : 0));
    }
    if (!word.beside.parts.empty()) {
      any.push_back(estimate_.any(frequencies(word.beside.parts)));
      scored.beside = counted(word.beside.parts, any.back(), word.beside.weight);
      scored.beside.places = scored_places(word.beside.places);
      scored.highest += scored.beside.highest;
    }
    plan_.words.push_back(std::move(scored));
    return estimate_.any(any);
  }

  std::optional<ScoredPlaces> scored_places(const std::optional<WordPlaces>& limits) {
    if (!limits) {
      return std::nullopt;
    }
    const WordPlaces& places = *limits;
    ScoredPlaces scored;
    std::transform(places.terms.begin(), places.terms.end(), std::back_inserter(scored.lists),
                   [&](const std::string& term) { return list({term}); });
    std::transform(places.largest.begin(), places.largest.end(), std::back_inserter(scored.largest),
                   [&](const std::string& term) { return list({term}); });
    for (const auto& [term, elsewhere] : places.words) {
      scored.words.push_back({list({term}), list({elsewhere})});
    }
    return scored;
  }

  Xapian::doccount add_typed(const WordPlan& word, ScoredWord& scored) {
    const auto forms = each_alone(word.forms);
    const auto frequency = estimate_.any(frequencies(forms));
    if (word.forms == std::vector<std::string>{word.typed}) {
      scored.tiers.push_back(counted(forms, frequency, word.weight * (1 + kExactBonus)));
      return frequency;
    }
    scored.tiers.push_back(counted(forms, frequency, word.weight));
    if (!forms.empty() && statistics_.has(word.typed)) {
      scored.exact = counted({{word.typed}}, statistics_.frequency(word.typed), word.weight * kExactBonus);
    }
    return frequency;
  }

  /// @param before what counts before them: where that counts in some documents alone, the others have it, too, and it
  /// counts there as what stands for it does
  /// @param present frequencies of what counts before them; those of the stand-ins are added
  /// @param any frequencies of what matches; those of documents that only have the stand-ins are added
  std::vector<Counted> add_instead(const std::vector<StandIns>& instead, double weight, Parts before,
                                   Frequencies& present, Frequencies& any) {
    std::vector<Counted> tiers;
    for (const auto& stand_ins : instead) {
      const auto better = estimate_.any(present);
      const auto own = frequencies(stand_ins.parts);
      present.insert(present.end(), own.begin(), own.end());
      const auto together = estimate_.any(present);
      before.insert(before.end(), stand_ins.parts.begin(), stand_ins.parts.end());
      tiers.push_back(counted(stand_ins.places ? before : stand_ins.parts, together, weight * stand_ins.weight, true));
      tiers.back().places = scored_places(stand_ins.places);
      any.push_back(estimate_.without(together, better));
    }
    return tiers;
  }

  void add_gain(const TitleGain& gain) {
    ScoredGain scored;
    for (const auto& term : gain.own) {
      scored.unless.push_back(list({term}));
    }
    for (const auto& terms : gain.all) {
      const auto together = with_own(terms, gain.own);
      const auto frequency = estimate_.any(frequencies(each_alone(together)));
      scored.all.push_back(counted(each_alone(terms), frequency, gain.weight, together.size() > 1));
      scored.highest += scored.all.back().highest;
    }
    plan_.gains_highest += scored.highest;
    plan_.gains.push_back(std::move(scored));
  }

  // What the parts of the plan are made of.

  Counted counted(const Parts& parts, Xapian::doccount frequency, double factor, bool of_several = false) {
    Counted scored;
    if (parts.empty()) {
      return scored;
    }
    scored.weight = plan_.bm25.weight(frequency, factor);
    const auto longest = plan_.bm25.longest();
    std::uint64_t wdf = 0;
    for (const auto& part : parts) {
      scored.lists.push_back(list(part));
      wdf += wdf_bound(part);
    }
    scored.highest =
        plan_.bm25.highest(scored.weight, static_cast<Xapian::termcount>(std::min<std::uint64_t>(wdf, longest)));
    const bool is_term = !of_several && parts.size() == 1 && parts.front().size() == 1;
    plan_.highest +=
        plan_.bm25.highest(scored.weight, is_term ? statistics_.loose_wdf_bound(parts.front().front()) : longest);
    return scored;
  }

  std::uint32_t list(const SideBySide& terms) {
    const auto [entry, is_new] = lists_.try_emplace(terms, static_cast<std::uint32_t>(plan_.lists.size()));
    if (is_new) {
      plan_.lists.push_back(terms);
    }
    return entry->second;
  }

  Xapian::termcount wdf_bound(const SideBySide& terms) const {
    auto lowest = plan_.bm25.longest();
    for (const auto& term : terms) {
      lowest = std::min(lowest, statistics_.wdf_bound(term));
    }
    return lowest;
  }

  Xapian::doccount frequency_of(const SideBySide& terms) const {
    Frequencies each;
    for (const auto& term : terms) {
      each.push_back(statistics_.frequency(term));
    }
    return terms.size() == 1 ? each.front() : estimate_.phrase(each);
  }

  Frequencies frequencies(const Parts& parts) const {
    Frequencies all;
    std::transform(parts.begin(), parts.end(), std::back_inserter(all),
                   [&](const SideBySide& terms) { return frequency_of(terms); });
    return all;
  }

  // How many documents match.

  std::set<std::uint32_t> lists_of(const ScoredGroup& group) const {
    std::set<std::uint32_t> lists;
    const auto add = [&](const Counted& counted) { lists.insert(counted.lists.begin(), counted.lists.end()); };
    for (std::size_t word = group.first; word < group.last; ++word) {
      std::for_each(plan_.words[word].tiers.begin(), plan_.words[word].tiers.end(), add);
      add(plan_.words[word].beside);
    }
    std::for_each(group.instead.begin(), group.instead.end(), add);
    return lists;
  }

  bool has_places(const ScoredGroup& group) const {
    const auto is_limited = [](const Counted& counted) { return counted.places.has_value(); };
    const auto first = plan_.words.begin() + static_cast<std::ptrdiff_t>(group.first);
    const auto last = plan_.words.begin() + static_cast<std::ptrdiff_t>(group.last);
    return std::any_of(group.instead.begin(), group.instead.end(), is_limited) ||
           std::any_of(first, last, [&](const ScoredWord& word) {
             return is_limited(word.beside) || std::any_of(word.tiers.begin(), word.tiers.end(), is_limited);
           });
  }

  Xapian::doccount most_of(const ScoredGroup& group) const {
    std::uint64_t most = 0;
    for (const auto list : lists_of(group)) {
      most += most_with(plan_.lists[list]);
    }
    return static_cast<Xapian::doccount>(std::min<std::uint64_t>(most, plan_.bm25.documents()));
  }

  Xapian::doccount most_with(const SideBySide& terms) const {
    auto most = plan_.bm25.documents();
    for (const auto& term : terms) {
      most = std::min(most, statistics_.frequency(term));
    }
    return most;
  }

  /// The most documents of those lists of a group that are alone enough to have a word of it.
  Xapian::doccount least_of(const ScoredGroup& group) const {
    if (has_places(group)) {
      return 0;
    }
    Xapian::doccount least = 0;
    for (const auto list : lists_of(group)) {
      const auto& terms = plan_.lists[list];
      least = terms.size() == 1 ? std::max(least, statistics_.frequency(terms.front())) : least;
    }
    return least;
  }

  void set_matches(const Frequencies& likely) {
    std::uint64_t any = 0;
    Frequencies demanded;
    plan_.most = plan_.bm25.documents();
    for (std::size_t n = 0; n < plan_.groups.size(); ++n) {
      const auto& group = plan_.groups[n];
      any += group.most;
      if (group.demanded) {
        demanded.push_back(likely[n]);
        plan_.most = std::min(plan_.most, group.most);
      }
    }
    if (demanded.empty()) {
      plan_.most = static_cast<Xapian::doccount>(std::min<std::uint64_t>(any, plan_.most));
    }
    for (const auto& group : plan_.groups) {
      const bool is_enough =
          demanded.empty() || (demanded.size() == 1 && group.demanded && group.last - group.first == 1);
      plan_.least = is_enough ? std::max(plan_.least, least_of(group)) : plan_.least;
    }
    plan_.likely = demanded.empty() ? estimate_.any(likely) : estimate_.all(demanded);
    plan_.likely = std::clamp(plan_.likely, plan_.least, plan_.most);
  }

  const TermStatistics& statistics_;
  ScorePlan plan_;
  const MatchEstimate estimate_;
  std::map<SideBySide, std::uint32_t> lists_;
};

}  // namespace

ScorePlan score_plan(const std::vector<GroupPlan>& groups, const std::vector<TitleGain>& gains, bool demands_all,
                     const TermStatistics& statistics) {
  const bool is_one = groups.size() == 1 && groups.front().words.size() == 1;
  return ScorePlanner(statistics, demands_all && !is_one).run(groups, gains);
}

}  // namespace telusur::backend
