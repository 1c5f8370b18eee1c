#pragma once

#include <memory>

#include "analysis/bilingual/translations.hpp"
#include "telusur/options.hpp"

namespace telusur::engine {

/// The translations of searches across languages, over the files that the options name: those that this process has
/// already, or read and analysed anew (tens of milliseconds). A missing or damaged dictionary is reported once a
/// process, and the rest works. Thread-safe.
std::shared_ptr<const analysis::Translations> load_dictionary(const Options& options);

}  // namespace telusur::engine
