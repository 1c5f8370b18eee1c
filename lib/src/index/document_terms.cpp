#include "index/document_terms.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "schema/document.hpp"
#include "schema/document_id.hpp"
#include "schema/settings.hpp"

namespace telusur::index {

namespace {

using schema::Json;

struct AttributeText {
  std::string name;
  const Json* value;
};

/// The searchable attributes of a document: in the order of the settings, or of the document under "*".
std::vector<AttributeText> searchable_attributes(const Json& document, const Settings& settings) {
  std::vector<AttributeText> attributes;
  if (schema::is_wildcard(settings.searchable_attributes)) {
    for (const auto& [name, value] : document.items()) {
      attributes.push_back({name, &value});
    }
    return attributes;
  }
  for (const auto& name : settings.searchable_attributes) {
    if (const Json* value = schema::find_attribute(document, name)) {
      attributes.push_back({name, value});
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
    std::unordered_map<std::string_view, std::uint32_t> stems;
    for (auto& [word, term] : terms_) {
      for (const auto& key : word->keys) {
        stems[key] += term.wdf;
      }
      term.text = word->surface;
      document.surfaces.push_back(std::move(term));
    }
    for (const auto& [stem, wdf] : stems) {
      document.stems.push_back({std::string(stem), wdf, {}});
    }
    const auto by_text = [](const DocumentTerm& a, const DocumentTerm& b) { return a.text < b.text; };
    std::sort(document.surfaces.begin(), document.surfaces.end(), by_text);
    std::sort(document.stems.begin(), document.stems.end(), by_text);
  }

 private:
  void add_text(const std::string& text, std::uint32_t wdf) {
    for (const auto& token : analyzer_.analyze(text)) {
      if (words_ == kMaxDocumentWords) {
        return;
      }
      DocumentTerm& term = terms_[token.word];
      term.wdf += wdf;
      term.positions.push_back(next_position_++);
      vote_.count(token.word->surface);
      ++words_;
    }
  }

  analysis::WordAnalyzer& analyzer_;
  std::unordered_map<const analysis::Word*, DocumentTerm> terms_;
  analysis::LanguageVote vote_;
  std::uint32_t next_position_ = 0;
  std::uint32_t words_ = 0;
};

analysis::Language declared_language(const Json& document) {
  for (const char* name : {"lang", "language"}) {
    const auto found = document.find(name);
    if (found != document.end() && found->is_string()) {
      return analysis::parse_language(found->get_ref<const std::string&>());
    }
  }
  return analysis::Language::kUnknown;
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
  indexed.language = declared_language(document);
  if (indexed.language == analysis::Language::kUnknown) {
    indexed.language = collector.language();
  }
  analyzer.forget();
  return indexed;
}

}  // namespace telusur::index
