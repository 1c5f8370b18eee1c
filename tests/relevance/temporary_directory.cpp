#include "relevance/temporary_directory.hpp"

#include <stdlib.h>  // mkdtemp

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "relevance/collection.hpp"

namespace telusur::relevance {

TemporaryDirectory::TemporaryDirectory(const std::filesystem::path& parent) {
  const auto base = parent.empty() ? std::filesystem::temp_directory_path() : parent;
  std::string name = (base / "telusur-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    const std::string reason = std::generic_category().message(errno);
    throw InputError("No temporary directory can be made in \"" + base.string() + "\": " + reason + ".");
  }
  path_ = name;
}

TemporaryDirectory::TemporaryDirectory(TemporaryDirectory&& other) noexcept : path_(std::exchange(other.path_, {})) {}

TemporaryDirectory& TemporaryDirectory::operator=(TemporaryDirectory&& other) noexcept {
  std::swap(path_, other.path_);
  return *this;
}

TemporaryDirectory::~TemporaryDirectory() {
  if (!path_.empty()) {
    std::error_code ignored;  // A directory that stays behind is no reason to end the program.
    std::filesystem::remove_all(path_, ignored);
  }
}

}  // namespace telusur::relevance
