#pragma once

#include "query/ast.hpp"

namespace telusur::backend {

/// The weight of what stands for a word, as a share of the word's own weight.
inline constexpr double kSynonymWeight = 0.9;
inline constexpr double kTranslationWeight = 0.8;
/// That of its completions when the typed word is none itself.
inline constexpr double kCompletionWeight = 0.8;
inline constexpr double kCorrectionWeight = 0.45;

/// The weight of the alternatives of one origin.
inline double weight_of(query::Alternative::Origin origin, const query::Expansion& expansion) {
  switch (origin) {
    case query::Alternative::Origin::kSynonym:
      return kSynonymWeight;
    case query::Alternative::Origin::kTranslation:
      return kTranslationWeight;
    case query::Alternative::Origin::kCompletion:
      return kCompletionWeight * expansion.unfinished;
    case query::Alternative::Origin::kCorrection:
      return kCorrectionWeight;
  }
  return 0;
}

/// The weight of "yang" or "the" in a query that has other words.
inline constexpr double kFunctionWordWeight = 0.1;

/// Whether a query has a phrase, or a word that is no function word.
bool has_content_word(const query::Query& query);

}  // namespace telusur::backend
