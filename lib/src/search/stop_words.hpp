#pragma once

#include <functional>
#include <set>
#include <string>

#include "telusur/settings.hpp"

namespace telusur::search {

/// The stop words of the settings as the words of documents are compared.
std::set<std::string, std::less<>> folded_stop_words(const Settings& settings);

}  // namespace telusur::search
