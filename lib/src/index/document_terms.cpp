#include "index/document_terms.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <unordered_map>

#include "base/utf8.hpp"
#include "schema/document.hpp"
#include "schema/document_id.hpp"
#include "schema/document_place.hpp"
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

/// Bytes of the texts in a value.
std::size_t text_bytes(const Json& value) {
  if (value.is_string()) {
    return value.get_ref<const std::string&>().size();
  }
  std::size_t bytes = 0;
  if (value.is_structured()) {
    for (const auto& member : value) {
      bytes += text_bytes(member);
    }
  }
  return bytes;
}

/// The place of the attribute with the longest text; the first one where none has a text.
std::size_t largest_of(const std::vector<AttributeText>& attributes) {
  std::size_t largest = 0;
  std::size_t most = 0;
  for (std::size_t place = 0; place < attributes.size(); ++place) {
    const std::size_t bytes = text_bytes(*attributes[place].value);
    if (bytes > most) {
      most = bytes;
      largest = place;
    }
  }
  return largest;
}

/// Gathers the words of a document, each distinct one once.
class TermCollector {
 public:
  TermCollector(analysis::WordAnalyzer& analyzer, std::size_t most_distinct)
      : analyzer_(analyzer), most_distinct_(most_distinct) {}

  /// Takes the words of one value; those of an array's members stand apart.
  void add(const Json& value, std::uint32_t wdf) {
    if (value.is_structured()) {
      for (const auto& member : value) {
        add(member, wdf);
        next_position_ += kPositionGap;
      }
    } else if (value.is_string()) {
      add_text(value.get_ref<const std::string&>(), wdf);
    } else if (!value.is_null()) {
      add_text(schema::scalar_text(value), wdf);
    }
  }

  void begin_attribute(std::uint32_t place, bool is_largest) {
    next_position_ += next_position_ == 0 ? 0 : kPositionGap;
    attribute_ = place;
    is_largest_ = is_largest;
  }

  analysis::Language language() const { return vote_.winner(); }

  /// Whether words were left out because there were too many distinct ones.
  bool is_full() const { return words_.size() > most_distinct_; }

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
    std::set<std::uint32_t> attributes = {};  // see DocumentTerm
    bool in_largest = false;

    void count_in(DocumentTerm& term) const {
      term.wdf += wdf;
      term.attributes.insert(attributes.begin(), attributes.end());
      term.in_largest = term.in_largest || in_largest;
    }
  };
  using Terms = std::unordered_map<std::string_view, DocumentTerm>;
  static constexpr std::size_t kPieceBytes = 65'536;

  /// Piece by piece, so that the tokens of a long text take little memory.
  void add_text(std::string_view text, std::uint32_t wdf) {
    while (!text.empty()) {
      const std::size_t length = piece_length(text);
      add_piece(text.substr(0, length), wdf);
      text.remove_prefix(length);
    }
  }

  /// Bytes up to the first blank behind kPieceBytes: tokens are the same when a text is cut there.
  static std::size_t piece_length(std::string_view text) {
    const std::string_view most = base::utf8_prefix(text, 2 * kPieceBytes);
    const std::size_t blank = most.size() <= kPieceBytes ? most.npos : most.find_first_of(" \n", kPieceBytes);
    return blank == most.npos ? most.size() : blank + 1;
  }

  void add_piece(std::string_view text, std::uint32_t wdf) {
    if (count_ == kMaxDocumentWords || is_full()) {
      return;
    }
    for (const auto& token : analyzer_.analyze(text)) {
      if (count_ == kMaxDocumentWords || is_full()) {
        return;
      }
      count(words_[token.word], wdf);
      if (token.begins_group && token.joined != nullptr) {
        count(groups_[token.joined], wdf);
      }
      vote_.count(token.word->surface, token.word->language);
      ++next_position_;
      ++count_;
    }
  }

  /// Counts what stands at the next position.
  void count(Occurrences& occurrences, std::uint32_t wdf) const {
    occurrences.wdf += wdf;
    occurrences.positions.push_back(next_position_);
    if (is_largest_) {
      occurrences.in_largest = true;
    } else {
      occurrences.attributes.insert(attribute_);
    }
  }

  /// Adds a form of a word, `shift` words behind each of its places.
  void add_form(const analysis::WordForm& form, const Occurrences& occurrences, std::uint32_t shift) {
    DocumentTerm& term = surfaces_[form.surface];
    std::transform(occurrences.positions.begin(), occurrences.positions.end(), std::back_inserter(term.positions),
                   [shift](std::uint32_t position) { return position + shift; });
    occurrences.count_in(term);
    for (const auto& key : form.keys) {
      occurrences.count_in(stems_[key]);
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
  const std::size_t most_distinct_;
  std::unordered_map<const analysis::Word*, Occurrences> words_;
  std::unordered_map<const analysis::WordForm*, Occurrences> groups_;
  Terms surfaces_;
  Terms stems_;
  analysis::LanguageVote vote_;
  std::uint32_t next_position_ = 0;
  std::uint32_t count_ = 0;
  std::uint32_t attribute_ = 0;  // by its place
  bool is_largest_ = true;
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

/// Counts a word of a title, each of its keys once.
void count_form(const analysis::WordForm& form, std::map<std::string, std::uint32_t>& counts) {
  for (const auto& key : form.keys) {
    ++counts[key];
  }
  if (form.keys.empty()) {
    ++counts[form.surface];
  }
}

/// The count of a word in a title of so many words: half of that of a word alone at four, a quarter at ten.
std::uint32_t title_wdf(std::uint32_t count, std::size_t words) {
  constexpr double kAlone = 4.0 * kWdfScale;
  constexpr double kHalved = 2;
  const double shortness = (1 + kHalved) / (static_cast<double>(words) + kHalved);
  return std::max(1U, static_cast<std::uint32_t>(std::lround(kAlone * shortness * count)));
}

void take_title(const Json& document, const Settings& settings, analysis::WordAnalyzer& analyzer,
                IndexedDocument& indexed) {
  const auto& names = settings.searchable_attributes;
  const Json* title = names.empty() || names.front() == "*" ? nullptr : schema::find_attribute(document, names.front());
  if (title == nullptr || !title->is_string()) {
    return;
  }
  std::map<std::string, std::uint32_t> counts;
  for (const auto& token : analyzer.analyze(title->get_ref<const std::string&>())) {
    if (indexed.title.size() == kMaxTitleWords) {
      break;
    }
    indexed.title.push_back(token.word->surface);
    count_form(*token.word, counts);
    for (const auto* others : {&token.word->aliases, &token.word->parts}) {
      std::for_each(others->begin(), others->end(), [&](const auto& form) { count_form(form, counts); });
    }
    if (token.begins_group && token.joined != nullptr) {
      count_form(*token.joined, counts);
    }
  }
  for (const auto& [form, count] : counts) {
    indexed.title_forms.push_back({form, title_wdf(count, indexed.title.size()), {}});
  }
}

/// Takes the words of a document.
void collect(const std::vector<AttributeText>& attributes, const Settings& settings, TermCollector& collector) {
  const std::size_t largest = largest_of(attributes);
  for (std::size_t place = 0; place < attributes.size(); ++place) {
    const double weight = schema::attribute_weight(settings, attributes[place].name);
    collector.begin_attribute(static_cast<std::uint32_t>(place), place == largest);
    collector.add(*attributes[place].value, static_cast<std::uint32_t>(std::lround(weight * kWdfScale)));
  }
}

IndexedDocument indexed_document(const Json& document, const Settings& settings, std::string_view primary_key,
                                 analysis::WordAnalyzer& analyzer, const std::vector<AttributeText>& attributes,
                                 TermCollector& collector) {
  IndexedDocument indexed;
  indexed.id = schema::document_id(document, primary_key);
  indexed.stored = schema::dump_json(document);
  for (const auto& [name, value] : document.items()) {
    indexed.attributes.push_back(name);
  }
  for (const auto& attribute : attributes) {
    indexed.searched.push_back(attribute.name);
  }
  indexed.largest = largest_of(attributes);
  collector.finish(indexed);
  take_title(document, settings, analyzer, indexed);
  indexed.language = declared_language(document);
  if (indexed.language == analysis::Language::kUnknown) {
    indexed.language = collector.language();
  }
  indexed.filterable = values_under(settings.filterable_attributes, document, indexed.language);
  indexed.grouped = values_under(schema::grouped_attributes(settings), document, indexed.language);
  indexed.sortable = values_under(schema::ordered_attributes(settings), document, indexed.language);
  indexed.place = schema::document_place(document, indexed.id, settings);
  analyzer.forget();
  return indexed;
}

}  // namespace

IndexedDocument index_document(const Json& document, const Settings& settings, std::string_view primary_key,
                               analysis::WordAnalyzer& analyzer) {
  TermCollector collector(analyzer, kMaxDistinctWords);
  const auto attributes = searchable_attributes(document, settings);
  collect(attributes, settings, collector);
  return indexed_document(document, settings, primary_key, analyzer, attributes, collector);
}

std::optional<IndexedDocument> index_plain_document(const Json& document, const Settings& settings,
                                                    std::string_view primary_key, analysis::WordAnalyzer& analyzer,
                                                    std::size_t most_distinct) {
  TermCollector collector(analyzer, most_distinct);
  const auto attributes = searchable_attributes(document, settings);
  collect(attributes, settings, collector);
  if (collector.is_full()) {
    return std::nullopt;
  }
  return indexed_document(document, settings, primary_key, analyzer, attributes, collector);
}

}  // namespace telusur::index
