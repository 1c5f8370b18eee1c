#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace telusur::test {

/// The targets of the inline links and images of a Markdown text, `[text](target)`; code is left out.
std::vector<std::string> link_targets(std::string_view markdown);

/// The anchors that the headings of a Markdown text get: lower case, spaces as hyphens, punctuation left out.
std::vector<std::string> anchors(std::string_view markdown);

/// The first block of code in a language after the first block of C++: "" when there is none.
std::string block_after_example(std::string_view markdown, std::string_view language);

/// The commands of `./dev` that a text names.
std::vector<std::string> dev_commands(std::string_view text);

/// The links of a file below `root` that lead nowhere: to no file, or to no heading. Links to the web are not followed.
std::vector<std::string> broken_links(const std::filesystem::path& root, const std::filesystem::path& file);

/// The Markdown files of the project's documentation, from its root.
std::vector<std::string> documents(const std::filesystem::path& root);

}  // namespace telusur::test
