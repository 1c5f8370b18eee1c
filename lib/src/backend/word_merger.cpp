#include "backend/word_merger.hpp"

#include <algorithm>
#include <numeric>

namespace telusur::backend {

namespace {

constexpr auto kEnd = PostingCursor::kEnd;
/// A score that is the lowest one must not fail to be reached for the order in which its parts are added.
constexpr double kRounding = 1e-9;
constexpr double kNone = -1;

}  // namespace

WordMerger::WordMerger(const ScorePlan& plan, const Xapian::Database& database, SearchHelp help)
    : plan_(plan),
      database_(database),
      help_(std::move(help)),
      cursors_(plan.lists.size()),
      at_(plan.lists.size()),
      has_word_(plan.words.size()) {
  add_units();
  order_units();
  choose_drivers();
}

WordMerger::~WordMerger() {
  if (help_.asked != nullptr) {
    help_.asked->count_asked(asked_);
  }
}

void WordMerger::add_units() {
  for (std::size_t n = 0; n < plan_.words.size(); ++n) {
    add_word(n);
  }
  for (std::size_t n = 0; n < plan_.groups.size(); ++n) {
    const auto& group = plan_.groups[n];
    if (group.demanded) {
      order_.push_back(&group);
    }
    if (!group.instead.empty()) {
      add_unit(Unit::Kind::kInstead, n, group.instead_highest);
      for (const auto& instead : group.instead) {
        add_sources(instead, instead.highest);
      }
    }
  }
  for (std::size_t n = 0; n < plan_.gains.size(); ++n) {
    const auto& gain = plan_.gains[n];
    add_unit(Unit::Kind::kGain, n, gain.highest);
    for (const auto& counted : gain.all) {
      add_sources(counted, gain.highest);
    }
  }
}

void WordMerger::add_word(std::size_t index) {
  const auto& word = plan_.words[index];
  add_unit(Unit::Kind::kWord, index, word.highest);
  double exact = word.exact.highest;
  for (const auto& tier : word.tiers) {
    add_sources(tier, tier.highest + exact + word.beside.highest);
    exact = 0;
  }
  // Beside any of the tiers.
  add_sources(word.beside, word.highest);
}

void WordMerger::add_unit(Unit::Kind kind, std::size_t index, double highest) {
  units_.push_back({kind, index, highest});
  highest_ += highest;
}

void WordMerger::add_sources(const Counted& counted, double highest) {
  for (const auto list : counted.lists) {
    units_.back().sources.push_back({list, highest});
  }
}

void WordMerger::order_units() {
  std::stable_sort(order_.begin(), order_.end(),
                   [](const ScoredGroup* a, const ScoredGroup* b) { return a->most < b->most; });
  // Words before what counts instead of them, and those first that tell most.
  std::stable_sort(units_.begin(), units_.end(), [](const Unit& a, const Unit& b) {
    const bool a_is_last = a.kind == Unit::Kind::kInstead;
    const bool b_is_last = b.kind == Unit::Kind::kInstead;
    return a_is_last != b_is_last ? b_is_last : a.highest > b.highest;
  });
  by_highest_.resize(units_.size());
  std::iota(by_highest_.begin(), by_highest_.end(), 0);
  std::stable_sort(by_highest_.begin(), by_highest_.end(),
                   [&](std::size_t a, std::size_t b) { return units_[a].highest < units_[b].highest; });
}

void WordMerger::choose_drivers() {
  drivers_.clear();
  for (std::size_t n = 0; n < units_.size(); ++n) {
    if (units_[n].is_driving) {
      for (const auto& [list, highest] : units_[n].sources) {
        drivers_.push_back({at_[list], list, static_cast<std::uint32_t>(n), highest});
      }
    }
  }
}

void WordMerger::raise(double lowest) {
  const double needed = lowest * (1 - kRounding);
  if (needed <= needed_) {
    return;
  }
  needed_ = needed;
  const std::size_t before = passive_;
  while (passive_ < by_highest_.size()) {
    Unit& unit = units_[by_highest_[passive_]];
    if (!cannot_reach(passive_highest_ + unit.highest)) {
      break;
    }
    passive_highest_ += unit.highest;
    unit.is_driving = false;
    ++passive_;
  }
  if (passive_ != before) {
    choose_drivers();
  }
}

Xapian::docid WordMerger::move(std::uint32_t list, Xapian::docid id) {
  auto& at = at_[list];
  auto& cursor = cursors_[list];
  if (!cursor.is_open()) {
    at = cursor.open(database_, plan_.lists[list], id);
  } else {
    at = at + 1 == id ? cursor.next() : cursor.seek(id);
  }
  return at;
}

Xapian::docid WordMerger::first_of(const Counted& counted, Xapian::docid id) {
  auto first = kEnd;
  for (const auto list : counted.lists) {
    first = std::min(first, at(list, id));
  }
  return first;
}

void WordMerger::seek(Xapian::docid id, double lowest) {
  raise(lowest);
  document_ = kEnd;
  if (!cannot_reach(highest_)) {
    plan_.demands_all ? find_all(id) : find_any(id);
  }
}

void WordMerger::find_any(Xapian::docid id) {
  while (!is_over()) {
    const auto demanded = next_demanded(id);
    const auto next = demanded == id ? move_drivers(id) : demanded;
    if (next == kEnd) {
      return;
    }
    // Whether that one has what is demanded is not known yet.
    if (next != id && !order_.empty()) {
      id = next;
      continue;
    }
    id = next;
    if (any_reach(id)) {
      document_ = id;
      return;
    }
    ++id;
  }
}

/// The first document from `id` on that one of the drivers has.
Xapian::docid WordMerger::move_drivers(Xapian::docid id) {
  auto first = kEnd;
  for (auto& driver : drivers_) {
    if (driver.at < id) {
      driver.at = at(driver.list, id);
    }
    first = std::min(first, driver.at);
  }
  return first;
}

void WordMerger::find_all(Xapian::docid id) {
  while (!is_over()) {
    const auto next = next_demanded(id);
    if (next == kEnd) {
      return;
    }
    if (next == id && all_reach(id)) {
      document_ = id;
      return;
    }
    id = next == id ? id + 1 : next;
  }
}

/// A document from `id` on before which none has all that is demanded; `id` itself when it has.
Xapian::docid WordMerger::next_demanded(Xapian::docid id) {
  for (const auto* group : order_) {
    if (const auto next = next_of(*group, id); next != id) {
      return next;
    }
  }
  return id;
}

/// A document from `id` on before which none matches; `id` itself when it matches.
Xapian::docid WordMerger::next_of(const ScoredGroup& group, Xapian::docid id) {
  auto last = id;
  for (std::size_t word = group.first; word < group.last && (last == id || !group.instead.empty()); ++word) {
    last = std::max(last, next_of(plan_.words[word], id));
  }
  for (const auto& instead : group.instead) {
    last = std::min(last, first_of(instead, id));
  }
  return last;
}

Xapian::docid WordMerger::next_of(const ScoredWord& word, Xapian::docid id) {
  auto first = first_of(word.beside, id);
  for (const auto& tier : word.tiers) {
    first = std::min(first, first_of(tier, id));
  }
  return first;
}

/// What the document may reach by the lists that it has of the drivers.
double WordMerger::most_of(Xapian::docid id) {
  double most = passive_highest_;
  for (const auto& driver : drivers_) {
    if (driver.at == id) {
      auto& unit = units_[driver.unit];
      const double known = unit.seen == id ? unit.most : 0;
      unit.seen = id;
      unit.most = std::max(known, driver.highest);
      most += unit.most - known;
    }
  }
  return most;
}

/// The most that a unit can add to the document; below 0: it has none of it.
double WordMerger::expected_of(const Unit& unit, Xapian::docid id) {
  if (unit.is_driving) {
    return unit.seen == id ? unit.most : kNone;
  }
  return unit.highest;
}

bool WordMerger::any_reach(Xapian::docid id) {
  double most = most_of(id);
  if (cannot_reach(most)) {
    return false;
  }
  set_length(id);
  bool matches = false;
  score_ = 0;
  for (const auto& unit : units_) {
    const double expected = expected_of(unit, id);
    const double added = expected < 0 ? kNone : score_of(unit, id);
    if (unit.kind == Unit::Kind::kWord) {
      has_word_[unit.index] = static_cast<char>(added >= 0);
    }
    matches = matches || (unit.kind != Unit::Kind::kGain && added >= 0);
    score_ += std::max(added, 0.0);
    most += std::max(added, 0.0) - std::max(expected, 0.0);
    if (cannot_reach(most)) {
      return false;
    }
  }
  return matches && has_demanded(id);
}

/// Whether the document, whose words are known, has what is demanded where it counts.
bool WordMerger::has_demanded(Xapian::docid id) {
  return std::all_of(order_.begin(), order_.end(), [&](const ScoredGroup* group) {
    return has_all_words(*group) || score_of(group->instead, id) >= 0;
  });
}

bool WordMerger::all_reach(Xapian::docid id) {
  set_length(id);
  double score = 0;
  for (const auto& group : plan_.groups) {
    double of_words = 0;
    bool has_all = true;
    for (std::size_t word = group.first; word < group.last && has_all; ++word) {
      const double added = score_of(plan_.words[word], id);
      has_all = added >= 0;
      of_words += added;
    }
    const double of_group = has_all ? of_words : score_of(group.instead, id);
    if (of_group < 0) {
      return false;  // a word stands elsewhere than where it counts
    }
    score += of_group;
  }
  double left = plan_.gains_highest;
  for (const auto& gain : plan_.gains) {
    if (cannot_reach(score + left)) {
      return false;
    }
    score += score_of(gain, id);
    left -= gain.highest;
  }
  score_ = score;
  return !cannot_reach(score);
}

void WordMerger::set_length(Xapian::docid id) {
  asked_ += help_.lengths == nullptr ? 1 : 0;
  length_ = help_.lengths == nullptr ? database_.get_doclength(id) : help_.lengths->of(id);
  damping_ = plan_.bm25.damping(length_);
}

double WordMerger::score_of(const Counted& counted, Xapian::docid id) {
  bool is_here = false;
  Xapian::termcount wdf = 0;
  for (const auto list : counted.lists) {
    if (at(list, id) == id) {
      is_here = true;
      wdf += cursors_[list].wdf();
    }
  }
  if (!is_here || (counted.places && !counts_in(*counted.places, id))) {
    return kNone;
  }
  const double count = std::min(wdf, length_);
  return counted.weight * (count / (count + damping_));
}

double WordMerger::score_of(const std::vector<Counted>& tiers, Xapian::docid id, std::size_t first) {
  for (std::size_t tier = first; tier < tiers.size(); ++tier) {
    const double score = score_of(tiers[tier], id);
    if (score >= 0) {
      return score;
    }
  }
  return kNone;
}

bool WordMerger::counts_in(const ScoredPlaces& places, Xapian::docid id) {
  const auto is_here = [&](std::uint32_t list) { return at(list, id) == id; };
  return std::any_of(places.lists.begin(), places.lists.end(), is_here) ||
         (std::any_of(places.largest.begin(), places.largest.end(), is_here) &&
          std::any_of(places.words.begin(), places.words.end(),
                      [&](const auto& word) { return is_here(word.list) && !is_here(word.elsewhere); }));
}

double WordMerger::score_of(const ScoredWord& word, Xapian::docid id) {
  double score = score_of(word.tiers.front(), id);
  if (score < 0) {
    score = score_of(word.tiers, id, 1);
  } else if (!word.exact.lists.empty()) {
    score += std::max(score_of(word.exact, id), 0.0);
  }
  if (!word.beside.lists.empty()) {
    const double beside = score_of(word.beside, id);
    score = score < 0 ? beside : score + std::max(beside, 0.0);
  }
  return score;
}

bool WordMerger::has_all_words(const ScoredGroup& group) const {
  const auto first = has_word_.begin() + static_cast<std::ptrdiff_t>(group.first);
  const auto last = has_word_.begin() + static_cast<std::ptrdiff_t>(group.last);
  return std::all_of(first, last, [](char has) { return has != 0; });
}

double WordMerger::score_of(const Unit& unit, Xapian::docid id) {
  switch (unit.kind) {
    case Unit::Kind::kWord:
      return score_of(plan_.words[unit.index], id);
    case Unit::Kind::kInstead:
      return has_all_words(plan_.groups[unit.index]) ? kNone : score_of(plan_.groups[unit.index].instead, id);
    case Unit::Kind::kGain:
      return score_of(plan_.gains[unit.index], id);
  }
  return kNone;
}

double WordMerger::score_of(const ScoredGain& gain, Xapian::docid id) {
  if (std::any_of(gain.unless.begin(), gain.unless.end(), [&](auto list) { return at(list, id) == id; })) {
    return 0;
  }
  double score = 0;
  for (const auto& counted : gain.all) {
    const double added = score_of(counted, id);
    if (added < 0) {
      return 0;
    }
    score += added;
  }
  return score;
}

}  // namespace telusur::backend
