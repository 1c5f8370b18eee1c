#include "telusur/analyzer.hpp"

#include <algorithm>
#include <iterator>

#include "analysis/analyzer.hpp"
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

}  // namespace

struct Analyzer::Impl {
  explicit Impl(const Options& options)
      : words(engine::make_stemmer(options)), stemmer(engine::make_stemmer(options)) {}

  analysis::WordAnalyzer words;
  std::unique_ptr<analysis::Stemmer> stemmer;
};

Analyzer::Analyzer(const Options& options) : impl_(std::make_unique<Impl>(options)) {}
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;
Analyzer::~Analyzer() = default;

std::vector<Token> Analyzer::analyze(std::string_view text) {
  impl_->words.forget();
  std::vector<Token> tokens;
  for (const auto& found : impl_->words.analyze(text)) {
    const auto& word = *found.word;
    Token token{word.surface, word.keys, found.position, found.offset_bytes, found.length_bytes, word.kind, {}, {}, {}};
    token.aliases = surfaces(word.aliases);
    if (found.joined != nullptr) {
      token.aliases.push_back(found.joined->surface);
    }
    token.parts = surfaces(word.parts);
    const auto function = analysis::function_word_language(word.surface);
    token.language = analysis::language_code(function == analysis::Language::kUnknown ? word.language : function);
    tokens.push_back(std::move(token));
  }
  return tokens;
}

std::string Analyzer::stem(std::string_view word) {
  std::string surface = text::fold_word(base::utf8_prefix(word, text::kMaxWordBytes));
  std::string stem = impl_->stemmer->analyze(surface).stem;
  return stem.empty() ? surface : stem;
}

std::string_view Analyzer::language(std::string_view text) {
  impl_->words.forget();
  impl_->words.analyze(text.substr(0, kLanguageBytes));
  return analysis::language_code(impl_->words.language());
}

}  // namespace telusur
