#pragma once

#include <filesystem>

#include "relevance/runner.hpp"

namespace telusur::relevance {

/// How words are stemmed.
enum class Stemming {
  kLexicon,   ///< as the library does
  kSnowball,  ///< as search engines with an analyzer for each language do: see below
  kNone,      ///< words as they are written, case folded
};

/// Indexes `docs_file` in `directory`, which must be empty, with another stemmer; everything else (words, fields,
/// ranking) is the library's. Its parts are put together here, below the public classes, because these know one
/// analysis only.
///
/// Under kSnowball a document or query is stemmed by the Snowball stemmer of its language: that which its `lang` names,
/// else the one that its function words vote for; where neither tells, it is not stemmed. `stemming` is not kLexicon.
/// @throws as `add_documents`.
MeasuredIndex build_comparison(const std::filesystem::path& directory, const std::filesystem::path& docs_file,
                               Stemming stemming);

}  // namespace telusur::relevance
