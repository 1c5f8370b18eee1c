#include "backend/manifest.hpp"

#include <xapian.h>

#include <algorithm>
#include <sstream>

#include "backend/xapian_error.hpp"
#include "base/file.hpp"
#include "base/file_sum.hpp"

namespace telusur::backend {

namespace fs = std::filesystem;

namespace {

constexpr char kManifestName[] = "manifest";
constexpr std::string_view kDatabaseFiles = ".glass";

std::uint64_t revision_of(const fs::path& directory) {
  return translating_errors(directory,
                            [&] { return std::uint64_t{Xapian::Database(directory.string()).get_revision()}; });
}

/// A line of the manifest: checksum (64-bit FNV-1a), bytes, file name.
std::string describe_file(const fs::path& file) {
  const base::FileSum sum = base::file_sum(file);
  std::ostringstream line;
  line << std::hex << sum.hash << ' ' << std::dec << sum.bytes << ' ' << file.filename().string();
  return line.str();
}

std::vector<fs::path> database_files(const fs::path& directory) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(directory)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(kDatabaseFiles)) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

void write_manifest(const fs::path& directory) {
  std::string manifest = std::to_string(revision_of(directory)) + "\n";
  for (const auto& file : database_files(directory)) {
    manifest += describe_file(file) + "\n";
  }
  base::replace_file(directory / kManifestName, manifest);
}

void drop_manifest(const fs::path& directory) {
  std::error_code error;
  if (fs::remove(directory / kManifestName, error)) {
    base::sync_path(directory);
  } else if (error) {
    throw base::system_error("remove", directory / kManifestName, error.value());
  }
}

ManifestCheck check_manifest(const fs::path& directory) {
  std::error_code ignored;  // what cannot be seen is told when it is read
  if (fs::status(directory / kManifestName, ignored).type() == fs::file_type::not_found) {
    return {};
  }
  std::istringstream manifest(base::read_file(directory / kManifestName));
  std::string line;
  std::getline(manifest, line);
  if (line != std::to_string(revision_of(directory))) {
    return {};
  }
  ManifestCheck check{.current = true, .findings = {}};
  while (std::getline(manifest, line)) {
    const fs::path file = directory / line.substr(line.rfind(' ') + 1);
    if (!fs::exists(file)) {
      check.findings.push_back(file.string() + " is missing: rebuild the index with telusur-indexer build");
    } else if (describe_file(file) != line) {
      check.findings.push_back(file.string() +
                               " does not match its checksum: rebuild the index with telusur-indexer build");
    }
  }
  return check;
}

}  // namespace telusur::backend
