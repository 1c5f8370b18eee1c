#pragma once

#include <filesystem>
#include <iosfwd>
#include <string_view>

namespace telusur::indexer {

/// `data`: where the compiled word lists are kept (its folder cache); "": nowhere.
/// Prints the tokens of a text as they are indexed, and its language. @throws Error.
void run_analyze(std::string_view text, const std::filesystem::path& data, bool json, std::ostream& out);

/// Reads words from `in`, one a line, and prints each with its stem: word, tab, stem. Empty lines are skipped.
/// @throws Error.
void run_stem(const std::filesystem::path& data, std::istream& in, std::ostream& out);

}  // namespace telusur::indexer
