#include "search/score_details.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "schema/document.hpp"
#include "schema/settings.hpp"

namespace telusur {

std::string_view to_string(ScoreKind kind) noexcept {
  switch (kind) {
    case ScoreKind::kExact:
      return "exact";
    case ScoreKind::kStem:
      return "stem";
    case ScoreKind::kPhrase:
      return "phrase";
    case ScoreKind::kTitle:
      return "title";
    case ScoreKind::kSynonym:
      return "synonym";
    case ScoreKind::kTranslation:
      return "translation";
    case ScoreKind::kCompletion:
      return "completion";
    case ScoreKind::kCorrection:
      return "correction";
    case ScoreKind::kProximity:
      return "proximity";
    case ScoreKind::kFreshness:
      return "freshness";
    case ScoreKind::kOther:
      break;
  }
  return "other";
}

namespace search {

namespace {

using schema::Json;

/// Of a contribution, so many words are told.
constexpr std::size_t kMaxTerms = 10;

/// The words of a text by what finds them.
struct WordsOfText {
  using Words = std::set<std::string, std::less<>>;

  std::map<std::string, Words, std::less<>> by_surface = {};
  std::map<std::string, Words, std::less<>> by_stem = {};

  void add(const std::string& word, const analysis::WordForm& form) {
    by_surface[form.surface].insert(word);
    for (const auto& key : form.keys) {
      by_stem[key].insert(word);
    }
  }

  /// Those that are found by a part of a score.
  Words found_by(const backend::ScorePart& part) const {
    Words found;
    const auto take = [&](const auto& words, const std::string& form) {
      if (const auto at = words.find(form); at != words.end()) {
        found.insert(at->second.begin(), at->second.end());
      }
    };
    std::for_each(part.words.begin(), part.words.end(), [&](const auto& form) { take(by_surface, form); });
    std::for_each(part.stems.begin(), part.stems.end(), [&](const auto& form) { take(by_stem, form); });
    return found;
  }
};

WordsOfText words_of(const Json& value, analysis::WordAnalyzer& analyzer) {
  WordsOfText words;
  for (const auto& token : analyzer.analyze(schema::plain_text(value))) {
    const auto& surface = token.word->surface;
    words.add(surface, *token.word);
    for (const auto* others : {&token.word->aliases, &token.word->parts}) {
      std::for_each(others->begin(), others->end(), [&](const auto& form) { words.add(surface, form); });
    }
    if (token.joined != nullptr) {
      words.add(surface, *token.joined);
    }
  }
  return words;
}

using Attributes = std::vector<std::pair<std::string, WordsOfText>>;

/// The words of each searched attribute, in the order of the document.
Attributes attributes_of(const std::string& stored, const Settings& settings, analysis::WordAnalyzer& analyzer) {
  Attributes all;
  const Json searched = schema::covered_part(schema::parse_document(stored), settings.searchable_attributes);
  for (const auto& [name, value] : searched.items()) {
    all.emplace_back(name, words_of(value, analyzer));
  }
  return all;
}

void add_terms(ScoreContribution& detail, const backend::ScorePart& part, const Attributes& attributes) {
  for (const auto& [name, words] : attributes) {
    const auto found = words.found_by(part);
    if (!found.empty()) {
      detail.attributes.push_back(name);
    }
    for (const auto& word : found) {
      const bool known = std::find(detail.terms.begin(), detail.terms.end(), word) != detail.terms.end();
      if (!known && detail.terms.size() < kMaxTerms) {
        detail.terms.push_back(word);
      }
    }
  }
}

/// The title's words for a word of the query; all of them where the title begins with the query.
void add_title(ScoreContribution& detail, const backend::ScorePart& part, const Attributes& attributes,
               const std::string& title) {
  detail.attributes = {title};
  for (const auto& [name, words] : attributes) {
    if (name == title && part.count > 0) {
      const auto found = words.found_by(part);
      detail.terms.assign(found.begin(), found.end());
    }
  }
  if (detail.terms.empty()) {
    detail.terms = part.words;
  }
}

/// The words of some clauses as they are typed.
std::string typed_text(const backend::ScorePart& part, const query::Query& query, std::string_view text) {
  std::string out;
  for (std::size_t i = part.first; i < part.first + part.count; ++i) {
    const auto& clause = query.clauses[i];
    if (clause.kind == query::Clause::Kind::kWord) {
      out.append(out.empty() ? "" : " ").append(text.substr(clause.offset_bytes, clause.length_bytes));
    } else {
      for (const auto& word : clause.words) {
        out.append(out.empty() ? "" : " ").append(word.surface);
      }
    }
  }
  return out.empty() ? std::string(text) : out;
}

}  // namespace

std::vector<ScoreContribution> score_details(const backend::RankedDocument& document, const query::Query& query,
                                             std::string_view text, const Settings& settings,
                                             analysis::WordAnalyzer& analyzer) {
  std::vector<ScoreContribution> details;
  const auto attributes = attributes_of(document.stored, settings, analyzer);
  for (const auto& part : document.parts) {
    ScoreContribution detail{part.kind, typed_text(part, query, text), {}, {}, part.score};
    if (part.kind == ScoreKind::kTitle) {
      add_title(detail, part, attributes, settings.searchable_attributes.front());
    } else {
      add_terms(detail, part, attributes);
    }
    details.push_back(std::move(detail));
  }
  return details;
}

Json score_details_json(const std::vector<ScoreContribution>& details) {
  std::map<ScoreKind, double> totals;
  for (const auto& detail : details) {
    totals[detail.kind] += detail.score;
  }
  std::vector<std::pair<ScoreKind, double>> order(totals.begin(), totals.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  Json object = Json::object();
  for (std::size_t n = 0; n < order.size(); ++n) {
    const auto& [kind, score] = order[n];
    Json contributions = Json::array();
    for (const auto& detail : details) {
      if (detail.kind == kind) {
        contributions.push_back({{"word", detail.word},
                                 {"terms", detail.terms},
                                 {"attributes", detail.attributes},
                                 {"score", detail.score}});
      }
    }
    object[std::string(to_string(kind))] = {
        {"order", n}, {"score", score}, {"contributions", std::move(contributions)}};
  }
  return object;
}

}  // namespace search

}  // namespace telusur
