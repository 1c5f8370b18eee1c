#include "analysis/analyzer.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "text/normalize.hpp"

namespace telusur::analysis {

namespace {

constexpr std::size_t kMaxTextBytes = std::size_t{1} << 31;
constexpr std::size_t kLanguageTokens = 400;

TokenKind kind_of(text::SegmentKind kind) {
  switch (kind) {
    case text::SegmentKind::kNumber:
      return TokenKind::kNumber;
    case text::SegmentKind::kIdeographs:
      return TokenKind::kIdeograph;
    case text::SegmentKind::kLetters:
      break;
  }
  return TokenKind::kWord;
}

}  // namespace

WordAnalyzer::WordAnalyzer(std::unique_ptr<Stemmer> stemmer)
    : segmenter_(text::Segmenter::Unit::kWord), stemmer_(std::move(stemmer)) {}

const std::vector<WordToken>& WordAnalyzer::analyze(std::string_view input) {
  tokens_.clear();
  input = base::utf8_prefix(input, kMaxTextBytes - 1);
  for (const auto& segment : segmenter_.segment(input)) {
    const auto raw = input.substr(segment.offset_bytes, segment.length_bytes);
    if (const Word* found = word(raw, kind_of(segment.kind))) {
      const auto position = static_cast<std::uint32_t>(tokens_.size());
      tokens_.push_back({found, position, segment.offset_bytes, segment.length_bytes});
    }
  }
  return tokens_;
}

const Word* WordAnalyzer::word(std::string_view raw, TokenKind kind) {
  // Folding reads no more than this either, so words that agree so far are the same word.
  key_.assign(base::utf8_prefix(raw, text::kMaxWordBytes));
  const auto [entry, fresh] = spellings_.try_emplace(key_, nullptr);
  if (fresh) {
    if (auto surface = text::fold_word(key_); !surface.empty()) {
      entry->second = intern(std::move(surface), kind);
    }
  }
  return entry->second;
}

const Word* WordAnalyzer::intern(std::string surface, TokenKind kind) {
  auto& word = words_[surface];
  if (word == nullptr) {
    word = std::make_unique<Word>(Word{.surface = std::move(surface), .kind = kind});
    if (kind == TokenKind::kWord) {
      auto morphology = stemmer_->analyze(word->surface);
      word->keys = std::move(morphology.keys);
      word->language = morphology.language;
    }
  }
  return word.get();
}

Language WordAnalyzer::language() const {
  LanguageVote vote;
  for (std::size_t i = 0; i < std::min(tokens_.size(), kLanguageTokens); ++i) {
    vote.count(tokens_[i].word->surface);
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
