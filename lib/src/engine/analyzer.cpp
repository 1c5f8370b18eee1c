#include "telusur/analyzer.hpp"

#include <algorithm>
#include <iterator>

#include "analysis/analyzer.hpp"
#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "engine/stemmers.hpp"
#include "text/normalize.hpp"

namespace telusur {

namespace {

constexpr std::size_t kLanguageBytes = 4096;

std::vector<std::string> surfaces(const std::vector<analysis::WordForm>& forms) {
  std::vector<std::string> names;
  std::transform(forms.begin(), forms.end(), std::back_inserter(names), [](const auto& form) { return form.surface; });
  return names;
}

Token token_of(const analysis::WordToken& found) {
  const analysis::Word& word = *found.word;
  Token token{.surface = word.surface,
              .keys = word.keys,
              .position = found.position,
              .offset_bytes = found.offset_bytes,
              .length_bytes = found.length_bytes,
              .kind = word.kind,
              .aliases = surfaces(word.aliases),
              .parts = surfaces(word.parts),
              .language = analysis::language_code(word.shown_language)};
  if (found.joined != nullptr) {
    token.aliases.push_back(found.joined->surface);
  }
  return token;
}

}  // namespace

struct Analyzer::Impl {
  explicit Impl(const Options& options)
      : words(engine::make_stemmer(options)), lexicon(engine::load_lexicon(options)) {}

  analysis::WordAnalyzer words;
  std::shared_ptr<const analysis::LoadedLexicon> lexicon;
};

Analyzer::Analyzer(const Options& options) : impl_(std::make_unique<Impl>(options)) {}
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;
Analyzer::~Analyzer() = default;

std::vector<Token> Analyzer::analyze(std::string_view text) {
  impl_->words.forget();
  const auto& found = impl_->words.analyze(text);
  std::vector<Token> tokens;
  tokens.reserve(found.size());
  std::transform(found.begin(), found.end(), std::back_inserter(tokens), token_of);
  return tokens;
}

std::string Analyzer::stem(std::string_view word) {
  if (base::is_lower_ascii(word) && word.size() <= text::kMaxWordCodePoints) {  // folded already
    return std::string(impl_->lexicon->stemmer.stem(word).text);
  }
  const std::string folded = text::fold_word(base::utf8_prefix(word, text::kMaxWordBytes));
  return std::string(impl_->lexicon->stemmer.stem(folded).text);
}

std::string_view Analyzer::language(std::string_view text) {
  impl_->words.forget();
  impl_->words.analyze(text.substr(0, kLanguageBytes));
  return analysis::language_code(impl_->words.language());
}

}  // namespace telusur
