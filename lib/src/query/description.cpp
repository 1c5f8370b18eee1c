#include <algorithm>
#include <iterator>

#include "query/ast.hpp"

namespace telusur::query {

namespace {

/// "{key,key,=alias}"; empty when the word has neither.
std::string describe_forms(const QueryWord& word) {
  std::string forms;
  for (const auto& key : word.keys) {
    forms += (forms.empty() ? "" : ",") + key;
  }
  for (const auto& alias : word.aliases) {
    forms += (forms.empty() ? "=" : ",=") + alias;
  }
  return forms.empty() ? forms : "{" + forms + "}";
}

/// "title|tags:"; empty for all attributes.
std::string describe(const AttributeScope& scope) {
  std::string names;
  for (const auto& name : scope.names) {
    names += (names.empty() ? "" : "|") + name;
  }
  return names.empty() ? names : names + ":";
}

std::string describe(const Clause& clause) {
  const std::string between =
      clause.kind == Clause::Kind::kNear ? " NEAR/" + std::to_string(clause.distance) + " " : " ";
  std::string words;
  for (const auto& word : clause.words) {
    words += (words.empty() ? "" : between) + word.surface;
    words += clause.kind == Clause::Kind::kWord ? describe_forms(word) : "";
  }
  switch (clause.kind) {
    case Clause::Kind::kWord:
      return describe(clause.scope) + words + (clause.wildcard ? "*" : "") + (clause.open_end ? "~" : "");
    case Clause::Kind::kPhrase:
      return describe(clause.scope) + "\"" + words + "\"";
    case Clause::Kind::kNear:
      return describe(clause.scope) + "(" + words + ")";
  }
  return words;
}

std::string_view separator_of(Operation::Kind kind) {
  switch (kind) {
    case Operation::Kind::kAll:
      return " AND ";
    case Operation::Kind::kAny:
      return " OR ";
    default:
      return " ";
  }
}

std::string describe(const Operation& operation, const Query& query) {
  if (operation.kind == Operation::Kind::kNot) {
    return "NOT " + describe(operation.operands.front(), query);
  }
  std::string out;
  std::size_t parts = 0;
  const auto add = [&](const std::string& part) {
    out.append(parts++ == 0 ? "" : separator_of(operation.kind)).append(part);
  };
  for (std::size_t i = operation.first; i < operation.first + operation.count; ++i) {
    add(describe(query.clauses[i]));
  }
  for (const auto& operand : operation.operands) {
    add(describe(operand, query));
  }
  return parts == 1 ? out : "(" + out + ")";
}

}  // namespace

AttributeScope both(const AttributeScope& one, const AttributeScope& other) {
  AttributeScope shared{{"*"}, one.has_title && other.has_title};
  std::copy_if(one.names.begin(), one.names.end(), std::back_inserter(shared.names), [&](const std::string& name) {
    return std::find(other.names.begin(), other.names.end(), name) != other.names.end();
  });
  return shared;
}

std::string describe(const Query& query) {
  std::string out;
  if (query.operation) {
    out = describe(*query.operation, query);
  } else {
    for (const auto& clause : query.clauses) {
      out += (out.empty() ? "" : " ") + std::string(clause.excluded ? "-" : "") + describe(clause);
    }
  }
  return query.truncated ? out + " …" : out;
}

}  // namespace telusur::query
