#include "bench/language_text.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "bench/query_sample.hpp"
#include "relevance/collection.hpp"
#include "support/temporary_directory.hpp"

namespace telusur::bench {
namespace {

namespace fs = std::filesystem;
using relevance::InputError;

std::vector<std::string> texts_below(const fs::path& directory) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.path().extension() == ".md" || entry.path().extension() == ".txt") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> texts;
  std::transform(files.begin(), files.end(), std::back_inserter(texts), test::read_file);
  return texts;
}

std::vector<std::string> texts_of_documents(const fs::path& file) {
  std::vector<std::string> texts;
  relevance::for_each_line(file, [&](std::size_t line, std::string_view json) {
    const auto text = relevance::parse_document_text(json, relevance::location(file, line));
    texts.push_back(text.title + "\n" + text.body);
  });
  return texts;
}

}  // namespace

std::vector<std::string> read_words(const fs::path& file) {
  std::vector<std::string> words;
  relevance::for_each_line(file, [&](std::size_t, std::string_view line) {
    if (!line.starts_with('#')) {
      words.emplace_back(line.substr(0, line.find('\t')));
    }
  });
  if (words.empty()) {
    throw InputError("\"" + file.string() + "\" holds no word; give one a line.");
  }
  return words;
}

std::vector<std::string> read_texts(const fs::path& path) {
  auto texts = fs::is_directory(path) ? texts_below(path) : texts_of_documents(path);
  if (std::all_of(texts.begin(), texts.end(), [](const auto& text) { return text.empty(); })) {
    throw InputError("\"" + path.string() +
                     "\" holds no text; name a directory of .md or .txt files, or a JSONL file of documents.");
  }
  return texts;
}

std::vector<std::string> distinct_words(const std::vector<std::string>& texts) {
  std::vector<std::string> distinct;
  std::unordered_set<std::string> seen;
  for (const auto& text : texts) {
    for (auto& word : plain_words(text)) {
      if (seen.insert(word).second) {
        distinct.push_back(std::move(word));
      }
    }
  }
  return distinct;
}

}  // namespace telusur::bench
