#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "analysis/bilingual/dictionary.hpp"
#include "analysis/bilingual/term_table.hpp"

namespace telusur::analysis {

/// The Indonesian-English dictionary that queries are translated with. Immutable, thread-safe.
struct Translations {
  TermTable to_english;     ///< by Indonesian terms
  TermTable to_indonesian;  ///< by English terms
};

/// Translations, and what kept them from being all of them.
struct LoadedTranslations {
  Translations translations;
  std::string shortcoming;  ///< one sentence about a dictionary that is missing or damaged; "" when it is there
};

/// Makes both tables of pairs; the earlier pairs of a term come first.
Translations make_translations(std::span<const TranslationPair> pairs, WordAnalyzer& analyzer);

/// Reads our own glossary, which is built in, and after it FreeDict's English-Indonesian dictionary, which is read
/// where it is installed: `freedict-eng-ind.index` and `.dict.dz` in `dictionary_dir`. Takes tens of milliseconds:
/// do it once.
LoadedTranslations load_translations(const std::filesystem::path& dictionary_dir, WordAnalyzer& analyzer);

}  // namespace telusur::analysis
