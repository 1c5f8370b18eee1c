#include "base/file_sum.hpp"

#include <cerrno>
#include <fstream>
#include <string_view>
#include <vector>

#include "base/file.hpp"
#include "base/hash.hpp"

namespace telusur::base {

FileSum file_sum(const std::filesystem::path& file) {
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  FileSum sum{fnv1a({}), 0};
  std::vector<char> buffer(std::size_t{1} << 18);
  while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0) {
    const std::string_view piece(buffer.data(), static_cast<std::size_t>(in.gcount()));
    sum.hash = fnv1a(piece, sum.hash);
    sum.bytes += piece.size();
  }
  if (!in.eof()) {
    throw system_error("read", file, errno == 0 ? EIO : errno);
  }
  return sum;
}

}  // namespace telusur::base
