#include "sources/json_document.hpp"

#include <utility>

#include "sources/input_file.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

Item json_document(const Place& place, const std::string& json) {
  try {
    Document document = Document::parse(json);
    std::string url = document.text("url");
    return Record{place, std::move(document), std::move(url)};
  } catch (const Error& error) {
    return rejected(place.file, place.line, error.what());
  }
}

Item too_long_document(const Place& place, std::size_t max_bytes) {
  return rejected(
      place.file, place.line,
      "is longer than " + human_bytes(max_bytes) + ", the limit of --max-document, or of what --memory suffices for");
}

}  // namespace telusur::indexer
