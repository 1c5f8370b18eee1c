#include "backend/explanation.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "backend/layout.hpp"
#include "backend/source_label.hpp"
#include "backend/term_meaning.hpp"

namespace telusur::backend {

namespace {

using Ids = std::vector<Xapian::docid>;
using Query = Xapian::Query;

/// Matches some documents and weighs nothing.
class ListedDocuments final : public Xapian::PostingSource {
 public:
  /// @param ids ascending; must outlive it.
  explicit ListedDocuments(const Ids& ids) : ids_(ids) {}

  void init(const Xapian::Database&) override {
    next_ = 0;
    started_ = false;
  }
  Xapian::doccount get_termfreq_min() const override { return size(); }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }
  void next(double) override {
    next_ += started_ ? 1 : 0;
    started_ = true;
  }
  void skip_to(Xapian::docid id, double) override {
    started_ = true;
    const auto from = ids_.begin() + static_cast<std::ptrdiff_t>(next_);
    next_ = static_cast<std::size_t>(std::lower_bound(from, ids_.end(), id) - ids_.begin());
  }
  bool at_end() const override { return next_ == ids_.size(); }
  Xapian::docid get_docid() const override { return ids_[next_]; }

 private:
  Xapian::doccount size() const { return static_cast<Xapian::doccount>(ids_.size()); }

  const Ids& ids_;
  std::size_t next_ = 0;
  bool started_ = false;
};

/// The terms of a query in its order; `get_terms_begin` has an order of its own.
void collect_terms(const Query& query, std::vector<std::string>& terms) {
  if (query.get_type() == Query::LEAF_TERM) {
    terms.push_back(*query.get_terms_begin());
  }
  for (std::size_t n = 0; n < query.get_num_subqueries(); ++n) {
    collect_terms(query.get_subquery(n), terms);
  }
}

/// Of each document, those of its terms that are in a query.
std::map<Xapian::docid, std::set<std::string>> terms_of(const Ids& ids, const Query& plan,
                                                        const Xapian::Database& database) {
  const std::set<std::string> wanted(plan.get_unique_terms_begin(), plan.get_terms_end());
  std::map<Xapian::docid, std::set<std::string>> found;
  for (const auto id : ids) {
    auto& terms = found[id];
    auto at = database.termlist_begin(id);
    const auto end = database.termlist_end(id);
    for (auto term = wanted.begin(); term != wanted.end() && at != end; ++term) {
      at.skip_to(*term);
      if (at != end && *at == *term) {
        terms.insert(*term);
      }
    }
  }
  return found;
}

void insert_once(std::vector<std::string>& list, std::string text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) {
    list.push_back(std::move(text));
  }
}

/// A term without its prefix, where it belongs.
void add_term(ScorePart& part, const std::string& term) {
  if (term.starts_with(layout::title_word_term(""))) {
    const auto form = term.substr(layout::title_word_term("").size());
    insert_once(part.stems, form);
    insert_once(part.words, form);
  } else if (term.starts_with(layout::stem_term(""))) {
    insert_once(part.stems, term.substr(layout::stem_term("").size()));
  } else if (part.kind == ScoreKind::kTitle) {
    insert_once(part.words, term.substr(layout::title_term("").size()));
  } else {
    insert_once(part.words, term);
  }
}

class Explainer {
 public:
  using EnquireOf = std::function<Xapian::Enquire(const Query&)>;

  Explainer(const query::Query& query, const Query& plan, const Ids& ids, const Xapian::Database& database,
            const EnquireOf& enquire_of)
      : meanings_(query), enquire_of_(enquire_of), terms_(terms_of(ids, plan, database)) {}

  /// Adds what a part of the plan gives to those of the documents (ascending) that have it, times `factor`.
  void visit(const Query& part, double factor, const Ids& ids) {
    switch (part.get_type()) {
      case Query::OP_OR:
        visit_all(part, factor, ids);
        return;
      case Query::OP_AND:
      case Query::OP_AND_MAYBE:
        visit_all(part, factor, ids_of(weights(part, ids)));
        return;
      case Query::OP_AND_NOT:
      case Query::OP_FILTER:
        visit(part.get_subquery(0), factor, ids_of(weights(part, ids)));
        return;
      case Query::OP_SCALE_WEIGHT:
        visit_scaled(part, factor, ids);
        return;
      case Query::LEAF_POSTING_SOURCE:
        add_source(part, factor, ids);
        return;
      default:
        add(part, factor, ids);
    }
  }

  std::map<Xapian::docid, std::vector<ScorePart>> take() && { return std::move(parts_); }

 private:
  using Weights = std::map<Xapian::docid, double>;

  void visit_all(const Query& part, double factor, const Ids& ids) {
    for (std::size_t n = 0; n < part.get_num_subqueries(); ++n) {
      visit(part.get_subquery(n), factor, ids);
    }
  }

  /// Xapian does not tell a factor, but what it makes of the highest weight.
  void visit_scaled(const Query& part, double factor, const Ids& ids) {
    const Query inner = part.get_subquery(0);
    const double highest = highest_weight(inner);
    if (highest > 0) {
      visit(inner, factor * highest_weight(part) / highest, ids);
    }
  }

  double highest_weight(const Query& part) const { return enquire_of_(part).get_mset(0, 0).get_max_possible(); }

  Weights weights(const Query& part, const Ids& ids) const {
    if (ids.empty()) {
      return {};
    }
    ListedDocuments listed(ids);
    auto enquire = enquire_of_(Query(Query::OP_FILTER, part, Query(&listed)));
    const auto matches = enquire.get_mset(0, static_cast<Xapian::doccount>(ids.size()));
    Weights found;
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      found.emplace(*match, match.get_weight());
    }
    return found;
  }

  static Ids ids_of(const Weights& weights) {
    Ids ids;
    ids.reserve(weights.size());
    for (const auto& [id, weight] : weights) {
      ids.push_back(id);
    }
    return ids;
  }

  void add(const Query& part, double factor, const Ids& ids) {
    std::vector<std::string> terms;
    collect_terms(part, terms);
    const bool is_phrase = part.get_type() == Query::OP_PHRASE || part.get_type() == Query::OP_NEAR;
    for (const auto& [id, weight] : weights(part, ids)) {
      if (weight * factor > 0) {
        parts_[id].push_back(part_of(terms, is_phrase, terms_.at(id), weight * factor));
      }
    }
  }

  void add_source(const Query& part, double factor, const Ids& ids) {
    const auto label = SourceLabel::of(part.get_description());
    for (const auto& [id, weight] : weights(part, ids)) {
      if (weight * factor > 0) {
        const auto& present = terms_.at(id);
        ScorePart part_of_source{.kind = label.kind, .score = weight * factor};
        std::copy_if(label.terms.begin(), label.terms.end(), std::back_inserter(part_of_source.words),
                     [&](const std::string& term) { return present.empty() || present.contains(term); });
        parts_[id].push_back(std::move(part_of_source));
      }
    }
  }

  ScorePart part_of(const std::vector<std::string>& terms, bool is_phrase, const std::set<std::string>& of_document,
                    double score) const {
    std::vector<std::string> present;
    std::copy_if(terms.begin(), terms.end(), std::back_inserter(present),
                 [&](const std::string& term) { return of_document.contains(term); });
    ScorePart part{.score = score};
    if (present.empty()) {
      return part;
    }
    const auto meaning = is_phrase ? meanings_.of_phrase(terms) : meanings_.of(terms, present);
    part.kind = meaning.kind;
    part.first = meaning.first;
    part.count = meaning.count;
    for (const auto& term : present) {
      add_term(part, term);
    }
    return part;
  }

  const TermMeanings meanings_;
  const EnquireOf& enquire_of_;
  const std::map<Xapian::docid, std::set<std::string>> terms_;
  std::map<Xapian::docid, std::vector<ScorePart>> parts_;
};

}  // namespace

std::vector<std::vector<ScorePart>> explain(const query::Query& query, const Xapian::Query& plan,
                                            const std::vector<Xapian::docid>& documents,
                                            const Xapian::Database& database,
                                            const std::function<Xapian::Enquire(const Xapian::Query&)>& enquire_of) {
  std::vector<std::vector<ScorePart>> explained(documents.size());
  if (documents.empty() || plan.empty()) {
    return explained;
  }
  Ids ids = documents;
  std::sort(ids.begin(), ids.end());
  Explainer explainer(query, plan, ids, database, enquire_of);
  explainer.visit(plan, 1, ids);
  auto parts = std::move(explainer).take();
  for (std::size_t n = 0; n < documents.size(); ++n) {
    explained[n] = std::move(parts[documents[n]]);
    std::stable_sort(explained[n].begin(), explained[n].end(),
                     [](const ScorePart& a, const ScorePart& b) { return a.score > b.score; });
  }
  return explained;
}

}  // namespace telusur::backend
