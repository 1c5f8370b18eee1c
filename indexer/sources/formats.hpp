#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sources/source.hpp"

namespace telusur::indexer {

/// How sites are asked for their pages.
struct SiteOptions {
  std::size_t connections = 4;           ///< requests at once
  std::chrono::milliseconds delay{100};  ///< between the beginnings of two requests
  std::filesystem::path cache = {};      ///< folder that keeps pages for the next run; "": none
};

/// Where to read from, and within which limits.
struct SourceOptions {
  std::filesystem::path path;  ///< or a URL
  std::string name;            ///< what messages call it
  std::size_t max_document_bytes = std::size_t{64} * 1024 * 1024;
  std::filesystem::path root = {};  ///< the folder that was named and has the file below it; "": the file was named
  bool split_by_heading = false;    ///< of an article, each section is a document
  SiteOptions site = {};
};

/// A format that can be read. A new format is a new line of the table in formats.cpp.
struct Format {
  std::string_view name;                   ///< as --format takes it
  std::vector<std::string_view> suffixes;  ///< lower case, with the dot
  std::string_view summary;                ///< one line for --help
  std::unique_ptr<Source> (*open)(const SourceOptions& options);
  bool many = false;  ///< a file holds many documents, which bring their own ids or URLs
  bool named =
      false;  ///< in a folder, such files are more often something else: they are read when named, or by --format
};

/// Every format.
std::span<const Format> formats();

/// The format of this name, or null.
const Format* find_format(std::string_view name);

/// The path without a last suffix that stands for compression: "a.md" of "a.md.gz".
std::filesystem::path without_compression(const std::filesystem::path& path);

/// The format that the suffix of a file name stands for, in any case and before one of compression, or null.
const Format* format_of_file(const std::filesystem::path& path);

/// The table of formats as text, for --help: two spaces, name, suffixes, summary; one a line.
std::string formats_table();

}  // namespace telusur::indexer
