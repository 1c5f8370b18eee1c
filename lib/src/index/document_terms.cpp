#include "index/document_terms.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <unordered_map>

#include "schema/document.hpp"
#include "schema/document_id.hpp"
#include "schema/ranking_rules.hpp"
#include "schema/settings.hpp"

namespace telusur::index {

namespace {

using schema::Json;

struct AttributeText {
  std::string name;
  const Json* value;
};

/// The searchable attributes of a document: those that the settings name, in their order, then, where "*" is one of
/// these, the others in the order of the document.
std::vector<AttributeText> searchable_attributes(const Json& document, const Settings& settings) {
  const auto& names = settings.searchable_attributes;
  std::vector<AttributeText> attributes;
  for (const auto& name : names) {
    const Json* value = name == "*" ? nullptr : schema::find_attribute(document, name);
    if (value != nullptr) {
      attributes.push_back({name, value});
    }
  }
  if (std::find(names.begin(), names.end(), "*") != names.end()) {
    for (const auto& [name, value] : document.items()) {
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        attributes.push_back({name, &value});
      }
    }
  }
  return attributes;
}

/// Gathers the words of a document, each distinct one once.
class TermCollector {
 public:
  explicit TermCollector(analysis::WordAnalyzer& analyzer) : analyzer_(analyzer) {}

  /// Takes the words of one value; those of an array's members stand apart.
  void add(const Json& value, std::uint32_t wdf) {
    if (value.is_structured()) {
      for (const auto& member : value) {
        add(member, wdf);
        next_position_ += kPositionGap;
      }
    } else if (!value.is_null()) {
      add_text(schema::scalar_text(value), wdf);
    }
  }

  void begin_attribute() { next_position_ += next_position_ == 0 ? 0 : kPositionGap; }

  analysis::Language language() const { return vote_.winner(); }

  void finish(IndexedDocument& document) {
    for (const auto& [word, occurrences] : words_) {
      add_form(*word, occurrences, 0);
      for (const auto& alias : word->aliases) {
        add_form(alias, occurrences, 0);
      }
      for (std::uint32_t i = 0; i < word->parts.size(); ++i) {
        add_form(word->parts[i], occurrences, i);
      }
    }
    for (const auto& [group, occurrences] : groups_) {
      add_form(*group, occurrences, 0);
    }
    document.surfaces = terms_of(surfaces_);
    document.stems = terms_of(stems_);
  }

 private:
  struct Occurrences {
    std::uint32_t wdf = 0;
    std::vector<std::uint32_t> positions = {};

    void add(std::uint32_t weight, std::uint32_t position) {
      wdf += weight;
      positions.push_back(position);
    }
  };
  using Terms = std::unordered_map<std::string_view, DocumentTerm>;

  void add_text(const std::string& text, std::uint32_t wdf) {
    for (const auto& token : analyzer_.analyze(text)) {
      if (count_ == kMaxDocumentWords) {
        return;
      }
      words_[token.word].add(wdf, next_position_);
      if (token.begins_group && token.joined != nullptr) {
        groups_[token.joined].add(wdf, next_position_);
      }
      vote_.count(token.word->surface, token.word->language);
      ++next_position_;
      ++count_;
    }
  }

  /// Adds a form of a word, `shift` words behind each of its places.
  void add_form(const analysis::WordForm& form, const Occurrences& occurrences, std::uint32_t shift) {
    DocumentTerm& term = surfaces_[form.surface];
    term.wdf += occurrences.wdf;
    std::transform(occurrences.positions.begin(), occurrences.positions.end(), std::back_inserter(term.positions),
                   [shift](std::uint32_t position) { return position + shift; });
    for (const auto& key : form.keys) {
      stems_[key].wdf += occurrences.wdf;
    }
  }

  /// The terms in order, each with its places in order and without repetition.
  static std::vector<DocumentTerm> terms_of(Terms& terms) {
    std::vector<DocumentTerm> sorted;
    sorted.reserve(terms.size());
    for (auto& [text, term] : terms) {
      auto& positions = term.positions;
      // Places come in order unless a word shares a term with the form of another.
      std::sort(positions.begin(), positions.end());
      positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
      term.text = text;
      sorted.push_back(std::move(term));
    }
    std::sort(sorted.begin(), sorted.end(),
              [](const DocumentTerm& a, const DocumentTerm& b) { return a.text < b.text; });
    return sorted;
  }

  analysis::WordAnalyzer& analyzer_;
  std::unordered_map<const analysis::Word*, Occurrences> words_;
  std::unordered_map<const analysis::WordForm*, Occurrences> groups_;
  Terms surfaces_;
  Terms stems_;
  analysis::LanguageVote vote_;
  std::uint32_t next_position_ = 0;
  std::uint32_t count_ = 0;
};

/// Where articles have their language.
constexpr char kLanguageAttribute[] = "lang";

analysis::Language declared_language(const Json& document) {
  for (const char* name : {kLanguageAttribute, "language"}) {
    const auto found = document.find(name);
    if (found != document.end() && found->is_string()) {
      return analysis::parse_language(found->get_ref<const std::string&>());
    }
  }
  return analysis::Language::kUnknown;
}

/// The values under `names`, the language under its name among them.
std::vector<AttributeValues> values_under(const std::vector<std::string>& names, const Json& document,
                                          analysis::Language language) {
  auto values = attribute_values(document, names);
  const auto named = std::find(names.begin(), names.end(), kLanguageAttribute);
  if (language == analysis::Language::kUnknown || named == names.end() || document.contains(kLanguageAttribute)) {
    return values;
  }
  const auto place = static_cast<std::size_t>(named - names.begin());
  const auto after =
      std::find_if(values.begin(), values.end(), [&](const AttributeValues& found) { return found.place > place; });
  values.insert(after, text_value(place, *named, analysis::language_code(language)));
  return values;
}

std::vector<std::string> title_words(const Json& document, const Settings& settings, analysis::WordAnalyzer& analyzer) {
  std::vector<std::string> words;
  const auto& names = settings.searchable_attributes;
  const Json* title = names.empty() || names.front() == "*" ? nullptr : schema::find_attribute(document, names.front());
  if (title == nullptr || !title->is_string()) {
    return words;
  }
  for (const auto& token : analyzer.analyze(title->get_ref<const std::string&>())) {
    if (words.size() == kMaxTitleWords) {
      break;
    }
    words.push_back(token.word->surface);
  }
  return words;
}

}  // namespace

IndexedDocument index_document(const Json& document, const Settings& settings, std::string_view primary_key,
                               analysis::WordAnalyzer& analyzer) {
  IndexedDocument indexed;
  indexed.id = schema::document_id(document, primary_key);
  indexed.stored = schema::dump_json(document);
  for (const auto& [name, value] : document.items()) {
    indexed.attributes.push_back(name);
  }
  TermCollector collector(analyzer);
  for (const auto& [name, value] : searchable_attributes(document, settings)) {
    const double weight = schema::attribute_weight(settings, name);
    collector.begin_attribute();
    collector.add(*value, static_cast<std::uint32_t>(std::lround(weight * kWdfScale)));
  }
  collector.finish(indexed);
  indexed.title = title_words(document, settings, analyzer);
  indexed.language = declared_language(document);
  if (indexed.language == analysis::Language::kUnknown) {
    indexed.language = collector.language();
  }
  indexed.filterable = values_under(settings.filterable_attributes, document, indexed.language);
  indexed.sortable = values_under(schema::ordered_attributes(settings), document, indexed.language);
  analyzer.forget();
  return indexed;
}

}  // namespace telusur::index
