#include "backend/operation_planner.hpp"

#include <algorithm>

#include "backend/every_document.hpp"

namespace telusur::backend {

namespace {

using query::Clause;
using query::Operation;

using Plans = std::vector<Xapian::Query>;

Xapian::Query without(const Xapian::Query& plan, const Plans& excluded) {
  if (excluded.empty()) {
    return plan;
  }
  return {Xapian::Query::OP_AND_NOT, plan, Xapian::Query(Xapian::Query::OP_OR, excluded.begin(), excluded.end())};
}

class OperationPlanner {
 public:
  OperationPlanner(const query::Query& query, Xapian::Query::op words_operator, const ClausesPlanner& plan_clauses)
      : query_(query), words_operator_(words_operator), plan_clauses_(plan_clauses) {}

  Xapian::Query plan(const Operation& operation) const {
    switch (operation.kind) {
      case Operation::Kind::kClauses:
        return plan_clauses_(operation.first, operation.count);
      case Operation::Kind::kAll:
        return all(operation);
      case Operation::Kind::kAny:
        return any(operation);
      case Operation::Kind::kNot:
        return without(every_document(), {plan(operation.operands.front())});
      case Operation::Kind::kBeside:
        return beside(operation);
    }
    return {};
  }

 private:
  Xapian::Query any(const Operation& operation) const {
    Plans plans;
    for (const auto& operand : operation.operands) {
      plans.push_back(plan(operand));
    }
    return {Xapian::Query::OP_OR, plans.begin(), plans.end()};
  }

  Xapian::Query all(const Operation& operation) const {
    Plans wanted;
    Plans excluded;
    for (const auto& operand : operation.operands) {
      const bool is_not = operand.kind == Operation::Kind::kNot;
      (is_not ? excluded : wanted).push_back(plan(is_not ? operand.operands.front() : operand));
    }
    return without(
        wanted.empty() ? every_document() : Xapian::Query(Xapian::Query::OP_AND, wanted.begin(), wanted.end()),
        excluded);
  }

  /// Groups are demands, as phrases are; the words beside them rank.
  Xapian::Query beside(const Operation& operation) const {
    Plans demands;
    Plans words;
    Plans excluded;
    for (const auto& operand : operation.operands) {
      if (operand.kind == Operation::Kind::kNot) {
        excluded.push_back(plan(operand.operands.front()));
      } else {
        (is_words(operand) ? words : demands).push_back(plan(operand));
      }
    }
    const Xapian::Query ranking(words_operator_, words.begin(), words.end());
    if (demands.empty()) {
      return without(words.empty() ? every_document() : ranking, excluded);
    }
    const Xapian::Query demanded(Xapian::Query::OP_AND, demands.begin(), demands.end());
    if (words.empty()) {
      return without(demanded, excluded);
    }
    const auto with = words_operator_ == Xapian::Query::OP_AND ? Xapian::Query::OP_AND : Xapian::Query::OP_AND_MAYBE;
    return without({with, demanded, ranking}, excluded);
  }

  bool is_words(const Operation& operation) const {
    const auto first = query_.clauses.begin() + static_cast<std::ptrdiff_t>(operation.first);
    return operation.kind == Operation::Kind::kClauses &&
           std::all_of(first, first + static_cast<std::ptrdiff_t>(operation.count),
                       [](const Clause& clause) { return clause.kind == Clause::Kind::kWord; });
  }

  const query::Query& query_;
  const Xapian::Query::op words_operator_;
  const ClausesPlanner& plan_clauses_;
};

}  // namespace

Xapian::Query plan_operation(const query::Query& query, Xapian::Query::op words_operator,
                             const ClausesPlanner& plan_clauses) {
  return OperationPlanner(query, words_operator, plan_clauses).plan(*query.operation);
}

}  // namespace telusur::backend
