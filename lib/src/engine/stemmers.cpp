#include "engine/stemmers.hpp"

#include "analysis/lexicon_stemmer.hpp"
#include "backend/snowball.hpp"

namespace telusur::engine {

std::shared_ptr<const analysis::LoadedLexicon> load_lexicon(const Options& options) {
  return analysis::load_lexicon({.lexicon_dir = options.lexicon_dir,
                                 .word_lists_dir = options.word_lists_dir,
                                 .cache_dir = options.cache_dir,
                                 .may_write_cache = !options.read_only,
                                 .report = options.report});
}

std::unique_ptr<analysis::Stemmer> make_stemmer(const Options& options, const Settings& settings) {
  return std::make_unique<analysis::LexiconStemmer>(
      load_lexicon(options), backend::english_stem(),
      analysis::LexiconStemmerOptions{.old_spelling = settings.old_spelling});
}

}  // namespace telusur::engine
