#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace telusur::backend {

/// Makes a function for one thread that gives the English stem (Porter 2) of a folded word.
std::function<std::string(std::string_view)> english_stem();

}  // namespace telusur::backend
