#include "layers.hpp"

#include <algorithm>
#include <fstream>

namespace telusur::test {
namespace {

using Names = std::vector<std::string_view>;

/// System headers of C and POSIX that are not third party.
const Names kSystemHeaders{"arpa/",   "dirent.h",  "dlfcn.h", "errno.h",  "fcntl.h",  "fnmatch.h",
                           "glob.h",  "limits.h",  "netdb.h", "netinet/", "poll.h",   "pthread.h",
                           "sched.h", "signal.h",  "spawn.h", "stdio.h",  "stdlib.h", "string.h",
                           "sys/",    "termios.h", "time.h",  "unistd.h", "malloc.h"};

bool names(const Names& list, std::string_view header) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view name) {
    return name.ends_with('/') ? header.starts_with(name) : header == name;
  });
}

/// A header as an #include names it.
struct Include {
  std::string_view header;
  bool quoted;
};

/// The #include of a line; an empty header where it names no file (a macro); nothing where the line includes nothing.
std::optional<Include> include_of(std::string_view line) {
  const auto skip = [&line](std::string_view characters) {
    line.remove_prefix(std::min(line.find_first_not_of(characters), line.size()));
  };
  skip(" \t");
  if (!line.starts_with('#')) {
    return std::nullopt;
  }
  skip("# \t");
  if (!line.starts_with("include")) {
    return std::nullopt;
  }
  line.remove_prefix(std::string_view("include").size());
  skip(" \t");
  const bool quoted = line.starts_with('"');
  if (!quoted && !line.starts_with('<')) {
    return Include{"", false};
  }
  const std::size_t end = line.find(quoted ? '"' : '>', 1);
  return Include{line.substr(1, end == std::string_view::npos ? end : end - 1), quoted};
}

bool is_door(const Layer& layer) { return layer.folder == "server" || layer.folder == "indexer"; }

/// A program's own header: found beside the file that includes it, or from the program's folder.
bool is_own_file(const std::filesystem::path& root, std::string_view file, const Layer& layer,
                 std::string_view header) {
  return std::filesystem::exists(root / std::filesystem::path(file).parent_path() / header) ||
         std::filesystem::exists(root / layer.folder / header) ||
         (header.starts_with(layer.folder) && std::filesystem::exists(root / header));
}

bool allowed_project_header(const std::filesystem::path& root, std::string_view file, const Layer& layer,
                            std::string_view header) {
  const std::string_view first = header.substr(0, header.find('/'));
  if (std::find(layer.own.begin(), layer.own.end(), first) != layer.own.end()) {
    return true;
  }
  return is_door(layer) && header.find("..") == std::string_view::npos && is_own_file(root, file, layer, header);
}

bool allowed_foreign_header(const Layer& layer, std::string_view header) {
  const bool standard = header.find_first_of("./") == std::string_view::npos;
  return standard || (layer.system && names(kSystemHeaders, header)) || names(layer.third_party, header);
}

}  // namespace

const std::vector<Layer>& layers() {
  static const std::vector<Layer> kLayers{
      {"lib/include/telusur", {"telusur"}, {}, false},
      {"lib/src/base", {"base", "telusur"}, {"zlib.h", "zstd.h"}},
      {"lib/src/text", {"base", "text", "telusur"}, {"unicode/"}},
      {"lib/src/analysis", {"base", "text", "analysis", "telusur", "embedded"}, {}},
      {"lib/src/schema", {"base", "schema", "telusur"}, {"nlohmann/"}},
      {"lib/src/index", {"base", "text", "analysis", "schema", "index", "telusur"}, {}},
      {"lib/src/query", {"base", "text", "analysis", "schema", "query", "telusur"}, {}},
      {"lib/src/backend", {"base", "text", "analysis", "schema", "index", "query", "backend", "telusur"}, {"xapian.h"}},
      {"lib/src/search",
       {"base", "text", "analysis", "schema", "index", "query", "backend", "search", "telusur"},
       {"nlohmann/"}},
      {"lib/src/catalog", {"base", "catalog", "telusur"}, {}},
      {"lib/src/engine",
       {"base", "text", "analysis", "schema", "index", "query", "backend", "search", "catalog", "engine", "telusur"},
       {}},
      {"server/storage", {"storage", "telusur"}, {"sqlite3.h"}},
      {"server", {"telusur", "embedded"}, {"CLI/", "httplib.h", "nlohmann/", "openssl/", "spdlog/", "toml++/"}},
      {"indexer",
       {"telusur"},
       {"CLI/", "cmark-gfm.h", "cmark-gfm-core-extensions.h", "curl/", "gumbo.h", "libxml/", "md4c.h", "md4c-html.h",
        "nlohmann/", "pugixml.hpp", "spdlog/", "toml++/", "yaml-cpp/", "zlib.h", "zstd.h"}},
  };
  return kLayers;
}

const Layer* layer_of(std::string_view file) {
  for (const Layer& layer : layers()) {
    if (file.starts_with(layer.folder) && file.substr(layer.folder.size()).starts_with('/')) {
      return &layer;
    }
  }
  return nullptr;
}

std::optional<std::string> broken_rule(const std::filesystem::path& root, std::string_view file,
                                       std::string_view line) {
  const std::optional<Include> include = include_of(line);
  if (!include) {
    return std::nullopt;
  }
  const std::string header(include->header);
  const Layer* layer = layer_of(file);
  if (layer == nullptr) {
    return "lies outside every layer";
  }
  if (header.empty()) {
    return "includes what is not spelled out";
  }
  if (header == "telusur/telusur.hpp" && !is_door(*layer)) {
    return "includes every public header at once";
  }
  const bool project = include->quoted || header.starts_with("telusur/");
  if (project ? allowed_project_header(root, file, *layer, header) : allowed_foreign_header(*layer, header)) {
    return std::nullopt;
  }
  return std::string(layer->folder) + " may not include " + header;
}

std::vector<std::string> cpp_files(const std::filesystem::path& root, const std::vector<std::string_view>& folders) {
  std::vector<std::string> files;
  for (const std::string_view folder : folders) {
    if (!std::filesystem::exists(root / folder)) {
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      const std::filesystem::path extension = entry.path().extension();
      if (extension == ".cpp" || extension == ".hpp" || extension == ".h" || extension == ".cc") {
        files.push_back(entry.path().lexically_relative(root).generic_string());
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> broken_rules(const std::filesystem::path& root) {
  std::vector<std::string> findings;
  for (const std::string& file : cpp_files(root, {"lib", "server", "indexer"})) {
    std::ifstream in(root / file);
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      if (const std::optional<std::string> reason = broken_rule(root, file, line)) {
        findings.push_back(file + ":" + std::to_string(number) + ": " + *reason);
      }
    }
  }
  return findings;
}

}  // namespace telusur::test
