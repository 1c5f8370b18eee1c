#pragma once

#include <memory>

#include "analysis/lexicon_loader.hpp"
#include "analysis/stemmer.hpp"
#include "telusur/options.hpp"
#include "telusur/settings.hpp"

namespace telusur::engine {

/// The word lists that the options name; see `analysis::load_lexicon`.
std::shared_ptr<const analysis::LoadedLexicon> load_lexicon(const Options& options);

/// A stemmer for one thread over those word lists, with the English stemmer of the backend, as an index with these
/// settings needs it.
std::unique_ptr<analysis::Stemmer> make_stemmer(const Options& options, const Settings& settings = {});

}  // namespace telusur::engine
