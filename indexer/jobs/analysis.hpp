#pragma once

#include <iosfwd>
#include <string_view>

namespace telusur::indexer {

/// Prints the tokens of a text as they are indexed, and its language. @throws Error.
void run_analyze(std::string_view text, bool json, std::ostream& out);

/// Reads words from `in`, one a line, and prints each with its stem: word, tab, stem. Empty lines are skipped.
/// @throws Error.
void run_stem(std::istream& in, std::ostream& out);

}  // namespace telusur::indexer
