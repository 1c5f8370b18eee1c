#include "analysis/analyzer.hpp"

#include <algorithm>

#include "analysis/patterns.hpp"
#include "analysis/word_shape.hpp"
#include "base/utf8.hpp"
#include "text/normalize.hpp"

namespace telusur::analysis {

namespace {

constexpr std::size_t kMaxTextBytes = std::size_t{1} << 31;
constexpr std::size_t kLanguageTokens = 400;

/// Adds a form unless it is nothing, the word itself, or there already.
void add_form(std::vector<WordForm>& forms, std::string_view surface, WordForm form) {
  const auto same = [&form](const WordForm& other) { return other.surface == form.surface; };
  if (!form.surface.empty() && form.surface != surface && std::none_of(forms.begin(), forms.end(), same)) {
    forms.push_back(std::move(form));
  }
}

/// A hyphen group, unlike a technical word with a hyphen in it.
bool is_group(std::string_view folded) {
  return folded.find('-') != std::string_view::npos && folded.find_first_of("._@#:+/") == std::string_view::npos &&
         date_length(folded, 0) != folded.size();
}

}  // namespace

WordAnalyzer::WordAnalyzer(std::unique_ptr<Stemmer> stemmer) : stemmer_(std::move(stemmer)) {}

const std::vector<WordToken>& WordAnalyzer::analyze(std::string_view input) {
  tokens_.clear();
  input = base::utf8_prefix(input, kMaxTextBytes - 1);
  for (const auto& span : tokenizer_.split(input)) {
    if (const Word* found = word(input.substr(span.offset_bytes, span.length_bytes), span.kind)) {
      add(*found, span);
    }
  }
  return tokens_;
}

void WordAnalyzer::add(const Word& word, const text::Segment& span) {
  const auto position = static_cast<std::uint32_t>(tokens_.size());
  if (word.members.empty()) {
    tokens_.push_back({&word, position, span.offset_bytes, span.length_bytes});
    return;
  }
  const WordForm* joined = word.joined.empty() ? nullptr : &word.joined.front();
  for (const auto& member : word.members) {
    tokens_.push_back({member.word, static_cast<std::uint32_t>(tokens_.size()), span.offset_bytes + member.offset_bytes,
                       member.length_bytes, joined, tokens_.size() == position});
  }
}

const Word* WordAnalyzer::word(std::string_view written, text::SegmentKind kind) {
  // Folding reads no more than this either, so words that agree so far are the same word.
  written = base::utf8_prefix(written, text::kMaxWordBytes);
  if (const auto known = spellings_.find(written); known.found) {
    return known.word;
  }
  const Word* made = make(written, kind);
  if (!written.empty()) {
    spellings_.set(written, made);
  }
  return made;
}

const Word* WordAnalyzer::make(std::string_view written, text::SegmentKind kind) {
  const std::string folded = text::fold_word(written);
  if (folded.empty()) {
    return nullptr;
  }
  if (kind == text::SegmentKind::kWord) {
    return is_group(folded) ? make_group(written, folded) : make_single(written, folded);
  }
  Word word{{folded}};
  word.kind = kind == text::SegmentKind::kIdeographs ? TokenKind::kIdeograph : TokenKind::kTechnical;
  return &keep(folded, std::move(word));
}

const Word* WordAnalyzer::make_group(std::string_view written, const std::string& folded) {
  const auto morphology = stemmer_->analyze(folded);
  Word group{{folded}};
  if (morphology.one_word) {
    group.keys.assign(morphology.keys.begin(), morphology.keys.end());
    group.language = morphology.language;
    if (!morphology.doubled) {
      add_joined(group);
    }
    add_variants(group);
    return &keep(folded, std::move(group));
  }
  for (std::size_t at = 0; at < written.size();) {
    std::size_t end = at;
    while (end < written.size() && hyphen_at(written, end) == 0) {
      ++end;
    }
    if (const Word* member = end > at ? word(written.substr(at, end - at)) : nullptr) {
      group.members.push_back({member, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end - at)});
    }
    at = end + std::max<std::size_t>(1, hyphen_at(written, end));
  }
  if (auto joined = joined_group(folded); !joined.empty()) {
    group.joined.push_back(form(joined));
  }
  return group.members.empty() ? nullptr : &keep(written, std::move(group));
}

void WordAnalyzer::add_joined(Word& group) {
  // non-aktif, sub-domain, e-mail: often written without the hyphen. dideploy has the key of di-deploy anyway.
  auto joined = form(joined_group(group.surface));
  const bool shares_key = std::find_first_of(joined.keys.begin(), joined.keys.end(), group.keys.begin(),
                                             group.keys.end()) != joined.keys.end();
  if (!shares_key) {
    add_form(group.aliases, group.surface, std::move(joined));
  }
}

const Word* WordAnalyzer::make_single(std::string_view written, const std::string& folded) {
  const auto shape = shape_of(written, folded);
  if (const Word* known = shape.parts.empty() ? spellings_.find(folded).word : nullptr; known != nullptr) {
    return known;
  }
  Word word{{folded}};
  word.kind = shape.kind;
  if (shape.has_stem) {
    const auto morphology = stemmer_->analyze(folded);
    word.keys.assign(morphology.keys.begin(), morphology.keys.end());
    word.language = morphology.language;
  }
  for (const auto& spelling : shape.equal) {
    add_form(word.aliases, folded, form(spelling));
  }
  for (const auto& part : shape.parts) {
    add_form(word.parts, folded, form(part));
  }
  if (shape.has_stem) {
    add_variants(word);
  }
  return &keep(shape.parts.empty() ? std::string_view(folded) : written, std::move(word));
}

void WordAnalyzer::add_variants(Word& word) {
  const auto variants = stemmer_->variants(word.surface);
  for (const auto& alias : variants.aliases) {
    add_form(word.aliases, word.surface, form(alias));
  }
  if (word.parts.empty()) {
    for (const auto& part : variants.parts) {
      add_form(word.parts, word.surface, form(part));
    }
  }
  word.language = word.language == Language::kUnknown ? variants.language : word.language;
}

const Word& WordAnalyzer::keep(std::string_view key, Word word) {
  if (const Word* known = spellings_.find(key).word; known != nullptr) {
    return *known;
  }
  const Language function = function_word_language(word.surface);
  word.shown_language = function == Language::kUnknown ? word.language : function;
  spellings_.set(key, &words_.emplace_back(std::move(word)));
  return words_.back();
}

WordForm WordAnalyzer::form(std::string_view written) {
  WordForm form{text::fold_word(written)};
  if (!form.surface.empty()) {
    const auto morphology = stemmer_->analyze(form.surface);
    form.keys.assign(morphology.keys.begin(), morphology.keys.end());
  }
  return form;
}

Language WordAnalyzer::language() const {
  LanguageVote vote;
  for (std::size_t i = 0; i < std::min(tokens_.size(), kLanguageTokens); ++i) {
    vote.count(tokens_[i].word->surface, tokens_[i].word->language);
  }
  return vote.winner();
}

void WordAnalyzer::forget() {
  if (spellings_.size() > kMaxSpellings) {
    spellings_.clear();
    words_.clear();
  }
}

}  // namespace telusur::analysis
