#include "sources/find_files.hpp"

#include <algorithm>

#include "sources/sitemap.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

namespace fs = std::filesystem;

namespace {

/// The formats whose files hold many documents: "jsonl or json".
std::string stream_formats() {
  std::string names;
  for (const Format& format : formats()) {
    if (format.many) {
      names.append(names.empty() ? "" : " or ").append(format.name);
    }
  }
  return names;
}

class Finder {
 public:
  explicit Finder(const Format* format) : format_(format) {}

  void add(const fs::path& path) {
    if (path == "-") {
      return add_standard_input();
    }
    if (is_url(path.string())) {
      found_.files.push_back({path, find_format("sitemap"), 0, {}});
      return;
    }
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
      const bool missing = status.type() == fs::file_type::not_found;
      throw Error(missing ? ErrorCode::kNotFound : ErrorCode::kIo,
                  "'" + path.string() + "' " +
                      (missing ? "does not exist: check its spelling, and from which folder this runs"
                               : "cannot be read: " + error.message()));
    }
    if (fs::is_directory(status)) {
      root_ = path;
      walk(path);
      root_.clear();
    } else if (const Format* format = format_ != nullptr ? format_ : format_of_file(path)) {
      add_file(path, *format);
    } else {
      reject(path, "has a suffix that stands for no format; name one with --format");
    }
  }

  FoundFiles take() { return std::move(found_); }

 private:
  /// It has no name to make ids from, nor a suffix.
  void add_standard_input() {
    if (format_ == nullptr || !format_->many) {
      throw Error(ErrorCode::kInvalidArgument,
                  "standard input, '-', is read as a stream of documents: say --format " + stream_formats());
    }
    add_file("/dev/stdin", *format_);
  }

  void walk(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
      entries.push_back(*at);
    }
    if (error) {
      reject(folder, "cannot be read: " + error.message());
    }
    std::sort(entries.begin(), entries.end());
    for (const fs::directory_entry& entry : entries) {
      if (entry.path().filename().string().starts_with('.')) {
        continue;
      }
      if (entry.is_directory(error) && !entry.is_symlink(error)) {
        walk(entry.path());
      } else if (const Format* format = wanted_format(entry.path()); format != nullptr) {
        add_entry(entry, *format);
      }
    }
  }

  /// The format that a file's suffix stands for, unless another one is wanted.
  const Format* wanted_format(const fs::path& path) const {
    const Format* format = format_of_file(path);
    const bool wanted = format_ == nullptr ? format != nullptr && !format->named : format == format_;
    return wanted ? format : nullptr;
  }

  void add_entry(const fs::directory_entry& entry, const Format& format) {
    std::error_code error;
    if (entry.is_regular_file(error)) {
      add_file(entry.path(), format);
    } else if (entry.is_symlink(error) && !entry.exists(error)) {
      reject(entry.path(), "is a link to a file that is missing");
    }
  }

  void add_file(const fs::path& path, const Format& format) {
    std::error_code error;
    const std::uintmax_t size = fs::is_regular_file(path, error) ? fs::file_size(path, error) : 0;
    found_.files.push_back({path, &format, error ? 0 : size, root_});
  }

  void reject(const fs::path& path, const std::string& reason) {
    found_.rejections.push_back({Place(path.string()), reason});
  }

  const Format* format_;
  fs::path root_;  ///< of the walk
  FoundFiles found_;
};

}  // namespace

FoundFiles find_files(const std::vector<fs::path>& paths, const Format* format) {
  Finder finder(format);
  for (const fs::path& path : paths) {
    finder.add(path);
  }
  return finder.take();
}

}  // namespace telusur::indexer
