#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace telusur::bench {

/// The first column of a word list, one word a line, columns separated by tabs; `#` begins a line that is no word.
/// @throws relevance::InputError when the file cannot be read or holds no word.
std::vector<std::string> read_words(const std::filesystem::path& file);

/// The texts to be analysed: the Markdown and text files below a directory in the order of their paths, or the titles
/// and bodies of a JSONL file of documents.
/// @throws relevance::InputError when there is no text.
std::vector<std::string> read_texts(const std::filesystem::path& path);

/// The distinct words of texts, lower case, in the order in which they come first. Words have three bytes at least.
std::vector<std::string> distinct_words(const std::vector<std::string>& texts);

}  // namespace telusur::bench
