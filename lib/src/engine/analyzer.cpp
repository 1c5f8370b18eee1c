#include "telusur/analyzer.hpp"

#include <algorithm>
#include <iterator>

#include "analysis/analyzer.hpp"
#include "backend/snowball.hpp"

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
  analysis::WordAnalyzer words{backend::snowball_stemmers()()};
};

Analyzer::Analyzer() : impl_(std::make_unique<Impl>()) {}
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
  impl_->words.forget();
  const analysis::Word* found = impl_->words.word(word);
  if (found == nullptr) {
    return {};
  }
  return found->keys.empty() ? found->surface : found->keys.front();
}

std::string_view Analyzer::language(std::string_view text) {
  impl_->words.forget();
  impl_->words.analyze(text.substr(0, kLanguageBytes));
  return analysis::language_code(impl_->words.language());
}

}  // namespace telusur
