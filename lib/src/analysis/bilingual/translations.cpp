#include "analysis/bilingual/translations.hpp"

#include <iterator>

#include "analysis/word_list.hpp"
#include "telusur/error.hpp"

namespace telusur::analysis {

Translations make_translations(std::span<const TranslationPair> pairs, WordAnalyzer& analyzer) {
  std::vector<TermEntry> to_english;
  std::vector<TermEntry> to_indonesian;
  for (const auto& pair : pairs) {
    to_english.push_back({pair.indonesian, pair.english});
    to_indonesian.push_back({pair.english, pair.indonesian});
  }
  return {TermTable(to_english, analyzer), TermTable(to_indonesian, analyzer)};
}

LoadedTranslations load_translations(const std::filesystem::path& dictionary_dir, WordAnalyzer& analyzer) {
  LoadedTranslations loaded;
  auto pairs = glossary_pairs(embedded_list("glossary.tsv"));
  try {
    for (const auto& article :
         read_dictd(dictionary_dir / "freedict-eng-ind.index", dictionary_dir / "freedict-eng-ind.dict.dz")) {
      const auto found = freedict_pairs(article);
      pairs.insert(pairs.end(), found.begin(), found.end());
    }
  } catch (const Error& error) {
    loaded.shortcoming = std::string(error.what()) + ": install dict-freedict-eng-ind (again)";
  }
  loaded.translations = make_translations(pairs, analyzer);
  return loaded;
}

}  // namespace telusur::analysis
