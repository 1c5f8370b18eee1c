#include "sources/formats.hpp"

#include <algorithm>

#include "lower_case.hpp"
#include "sources/article_source.hpp"
#include "sources/csv.hpp"
#include "sources/html.hpp"
#include "sources/json.hpp"
#include "sources/jsonl.hpp"
#include "sources/markdown.hpp"
#include "sources/sitemap.hpp"
#include "sources/text.hpp"

namespace telusur::indexer {

namespace {

std::string lower_suffix(const std::filesystem::path& path) { return lower_case(path.extension().string()); }

std::unique_ptr<Source> open_jsonl(const SourceOptions& options) {
  return std::make_unique<JsonlSource>(options.path, options.name, options.max_document_bytes);
}

std::unique_ptr<Source> open_json(const SourceOptions& options) {
  return std::make_unique<JsonSource>(options.path, options.name, options.max_document_bytes);
}

std::unique_ptr<Source> open_csv(const SourceOptions& options) {
  return std::make_unique<CsvSource>(options.path, options.name, options.max_document_bytes);
}

std::unique_ptr<Source> open_sitemap(const SourceOptions& options) { return std::make_unique<SitemapSource>(options); }

template <ArticleReader reader>
std::unique_ptr<Source> open_article(const SourceOptions& options) {
  return std::make_unique<ArticleSource>(options, reader);
}

std::string padded(std::string_view text, std::size_t width) {
  return std::string(text) + std::string(width - std::min(width, text.size()), ' ');
}

}  // namespace

std::span<const Format> formats() {
  static const std::vector<Format> kFormats{
      {"jsonl", {".jsonl", ".ndjson"}, "a JSON object a line, indexed as it is", open_jsonl, true},
      {"json", {".json"}, "an array of JSON objects, or one object, indexed as they are", open_json, true, true},
      {"csv", {".csv"}, "a document a record; the first names the attributes: name, name:number", open_csv, true, true},
      {"html",
       {".html", ".htm", ".xhtml"},
       "a page a file: its main content and what its head declares",
       open_article<read_html>},
      {"markdown",
       {".md", ".markdown", ".mdx"},
       "an article a file, with YAML (---), TOML (+++) or JSON front matter",
       open_article<read_markdown>},
      {"text", {".txt"}, "an article a file: the first line is its title", open_article<read_text>},
      {"sitemap", {}, "the URL of a sitemap.xml: its pages, as html; http and https", open_sitemap},
  };
  return kFormats;
}

const Format* find_format(std::string_view name) {
  const auto all = formats();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Format& format) { return format.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::filesystem::path without_compression(const std::filesystem::path& path) {
  const std::string suffix = lower_suffix(path);
  return suffix == ".gz" || suffix == ".zst" ? path.parent_path() / path.stem() : path;
}

const Format* format_of_file(const std::filesystem::path& path) {
  const std::string suffix = lower_suffix(without_compression(path));
  const auto all = formats();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Format& format) {
    return std::find(format.suffixes.begin(), format.suffixes.end(), suffix) != format.suffixes.end();
  });
  return found == all.end() ? nullptr : &*found;
}

std::string formats_table() {
  std::string table;
  for (const Format& format : formats()) {
    std::string suffixes;
    for (const std::string_view suffix : format.suffixes) {
      suffixes.append(suffixes.empty() ? "" : " ").append(suffix);
    }
    table += "  " + padded(format.name, 10) + padded(suffixes, 22) + std::string(format.summary) + "\n";
  }
  return table;
}

}  // namespace telusur::indexer
