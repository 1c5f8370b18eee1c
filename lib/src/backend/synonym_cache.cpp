#include "backend/synonym_cache.hpp"

namespace telusur::backend {

namespace {

bool gives_same_table(const Settings& one, const Settings& other) {
  return one.old_spelling == other.old_spelling && one.synonyms == other.synonyms;
}

std::shared_ptr<const analysis::TermTable> make_table(const Settings& settings, analysis::WordAnalyzer& analyzer) {
  std::vector<analysis::TermEntry> entries;
  for (const auto& [word, synonyms] : settings.synonyms) {
    for (const auto& synonym : synonyms) {
      entries.push_back({word, synonym});
    }
  }
  return std::make_shared<const analysis::TermTable>(entries, analyzer);
}

}  // namespace

std::shared_ptr<const analysis::TermTable> SynonymCache::table(const Settings& settings,
                                                               analysis::WordAnalyzer& analyzer) {
  const std::lock_guard lock(mutex_);
  if (!table_ || !gives_same_table(made_for_, settings)) {
    table_ = make_table(settings, analyzer);
    made_for_ = settings;
  }
  return table_;
}

}  // namespace telusur::backend
