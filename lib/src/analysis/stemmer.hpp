#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace telusur::analysis {

/// Finds the keys under which a word is indexed beside its surface form.
///
/// Context-free: the keys depend on the word alone, so that a document and a query agree without knowing a language.
/// One thread at a time.
class Stemmer {
 public:
  virtual ~Stemmer() = default;

  /// The stems of a folded word that differ from it, without repetition, the likeliest first; empty when it is its own
  /// stem. Any UTF-8.
  virtual std::vector<std::string> keys(std::string_view folded_word) = 0;
};

/// Makes one stemmer a thread. Thread-safe.
using StemmerFactory = std::function<std::unique_ptr<Stemmer>()>;

}  // namespace telusur::analysis
