#include "telusur/analyzer.hpp"

#include "analysis/analyzer.hpp"
#include "backend/snowball.hpp"

namespace telusur {

namespace {

constexpr std::size_t kLanguageBytes = 4096;

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
  for (const auto& token : impl_->words.analyze(text)) {
    const auto& word = *token.word;
    tokens.push_back({word.surface, word.keys, token.position, token.offset_bytes, token.length_bytes, word.kind});
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
