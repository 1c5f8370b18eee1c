#include "sources/stable_path.hpp"

#include <system_error>

namespace telusur::indexer {

std::string stable_path(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::path absolute = std::filesystem::absolute(path, error).lexically_normal();
  const std::filesystem::path relative = absolute.lexically_relative(std::filesystem::current_path(error));
  return relative.empty() || *relative.begin() == ".." ? absolute.generic_string() : relative.generic_string();
}

}  // namespace telusur::indexer
