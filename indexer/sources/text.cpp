#include "sources/text.hpp"

#include <algorithm>
#include <string>

#include "sources/source.hpp"
#include "telusur/text.hpp"

namespace telusur::indexer {

Article read_text(std::string_view bytes, std::string_view path) {
  const std::string decoded = decode_text(bytes).utf8;
  std::string_view rest = decoded;
  Article article;
  std::string body;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty()) {
      continue;
    }
    if (article.title.empty()) {
      article.title = line;
    } else {
      body.append(body.empty() ? "" : "\n").append(line);
    }
  }
  if (article.title.empty()) {
    throw BadInput("has no text");
  }
  if (!body.empty()) {
    article.sections.push_back({0, "", "", std::move(body)});
  }
  article.lang = language_of_file_name(path);
  return article;
}

}  // namespace telusur::indexer
