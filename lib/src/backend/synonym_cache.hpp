#pragma once

#include <memory>
#include <mutex>

#include "analysis/bilingual/term_table.hpp"
#include "telusur/settings.hpp"

namespace telusur::backend {

/// The synonyms of an index, analysed once for all of its snapshots. Thread-safe.
class SynonymCache {
 public:
  /// The table of the settings' synonyms. O(1) when the last call had the same ones, else O(synonyms), 1-2 µs each, in
  /// which other callers wait.
  std::shared_ptr<const analysis::TermTable> table(const Settings& settings, analysis::WordAnalyzer& analyzer);

 private:
  std::mutex mutex_;
  Settings made_for_;
  std::shared_ptr<const analysis::TermTable> table_;
};

}  // namespace telusur::backend
