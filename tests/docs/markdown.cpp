#include "markdown.hpp"

#include <algorithm>
#include <cctype>

#include "support/temporary_directory.hpp"

namespace telusur::test {
namespace {

/// The lines outside of fenced blocks, with inline code blanked.
std::vector<std::string> prose_lines(std::string_view markdown) {
  std::vector<std::string> lines;
  bool fenced = false;
  while (!markdown.empty()) {
    const std::size_t end = std::min(markdown.find('\n'), markdown.size());
    std::string line(markdown.substr(0, end));
    markdown.remove_prefix(std::min(end + 1, markdown.size()));
    if (line.starts_with("```")) {
      fenced = !fenced;
    } else if (!fenced) {
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

std::string without_code(std::string line) {
  bool code = false;
  for (char& character : line) {
    const bool tick = character == '`';
    if (tick || code) {
      character = '\x01';
    }
    code = tick ? !code : code;
  }
  return line;
}

std::string anchor(std::string_view heading) {
  std::string out;
  for (const char character : heading) {
    const auto byte = static_cast<unsigned char>(character);
    if (std::isalnum(byte) != 0 || character == '-' || character == '_' || byte >= 0x80) {
      out += static_cast<char>(std::tolower(byte));
    } else if (character == ' ') {
      out += '-';
    }
  }
  return out;
}

bool leads_somewhere(const std::filesystem::path& root, const std::filesystem::path& file, const std::string& target) {
  const std::size_t hash = target.find('#');
  const std::string path = target.substr(0, hash);
  const std::filesystem::path destination = root / (path.empty() ? file : file.parent_path() / path);
  if (!std::filesystem::exists(destination)) {
    return false;
  }
  if (hash == std::string::npos || destination.extension() != ".md") {
    return true;
  }
  const std::vector<std::string> known = anchors(read_file(destination));
  return std::find(known.begin(), known.end(), target.substr(hash + 1)) != known.end();
}

}  // namespace

std::vector<std::string> link_targets(std::string_view markdown) {
  std::vector<std::string> targets;
  for (const std::string& prose : prose_lines(markdown)) {
    const std::string line = without_code(prose);
    for (std::size_t at = line.find("]("); at != std::string::npos; at = line.find("](", at + 2)) {
      const std::size_t end = line.find_first_of(") ", at + 2);
      targets.push_back(line.substr(at + 2, end == std::string::npos ? end : end - at - 2));
    }
  }
  return targets;
}

std::vector<std::string> anchors(std::string_view markdown) {
  std::vector<std::string> out;
  for (const std::string& line : prose_lines(markdown)) {
    const std::size_t text = line.find_first_not_of('#');
    if (text != 0 && text != std::string::npos && text <= 6 && line[text] == ' ') {
      out.push_back(anchor(std::string_view(line).substr(text + 1)));
    }
  }
  return out;
}

std::string block_after_example(std::string_view markdown, std::string_view language) {
  const std::string open = "\n```" + std::string(language) + "\n";
  const std::size_t begin = markdown.find(open, std::min(markdown.find("\n```cpp\n"), markdown.size()));
  if (begin == std::string_view::npos) {
    return "";
  }
  const std::string_view block = markdown.substr(begin + open.size());
  return std::string(block.substr(0, block.find("```")));
}

std::vector<std::string> dev_commands(std::string_view text) {
  static constexpr std::string_view kEntry = "./dev ";
  std::vector<std::string> commands;
  for (std::size_t at = text.find(kEntry); at != std::string_view::npos; at = text.find(kEntry, at + 1)) {
    const std::size_t begin = at + kEntry.size();
    const std::size_t end = std::min(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz", begin), text.size());
    if (end > begin) {
      commands.emplace_back(text.substr(begin, end - begin));
    }
  }
  return commands;
}

std::vector<std::string> broken_links(const std::filesystem::path& root, const std::filesystem::path& file) {
  std::vector<std::string> broken;
  for (const std::string& target : link_targets(read_file(root / file))) {
    const bool web = target.starts_with("https://") || target.starts_with("http://") || target.starts_with("mailto:");
    if (!web && !leads_somewhere(root, file, target)) {
      broken.push_back(target);
    }
  }
  return broken;
}

std::vector<std::string> documents(const std::filesystem::path& root) {
  std::vector<std::string> files;
  const auto take = [&](const std::filesystem::directory_entry& entry) {
    const bool foreign = entry.path().string().find("/node_modules/") != std::string::npos;
    if (!foreign && entry.is_regular_file() && entry.path().extension() == ".md") {
      files.push_back(entry.path().lexically_relative(root).generic_string());
    }
  };
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    take(entry);
  }
  for (const char* folder : {"lib", "server", "indexer", "tests"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      take(entry);
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace telusur::test
