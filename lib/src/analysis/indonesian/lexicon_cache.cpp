#include "analysis/indonesian/lexicon_cache.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>
#include <system_error>

#include "base/file.hpp"

namespace telusur::analysis {
namespace {

/// A file mapped read-only until the object dies.
class Mapping {
 public:
  explicit Mapping(const std::filesystem::path& file) noexcept {
    const base::FileDescriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));  // a pipe would wait
    struct stat info {};
    if (!fd || ::fstat(fd.get(), &info) != 0 || !S_ISREG(info.st_mode) || info.st_size <= 0) {
      return;
    }
    size_ = static_cast<std::size_t>(info.st_size);
    data_ = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, fd.get(), 0);
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() {
    if (is_open()) {
      ::munmap(data_, size_);
    }
  }
  bool is_open() const noexcept { return data_ != MAP_FAILED; }
  std::span<const std::byte> bytes() const noexcept { return {static_cast<const std::byte*>(data_), size_}; }

 private:
  void* data_ = MAP_FAILED;
  std::size_t size_ = 0;
};

}  // namespace

std::optional<IndonesianLexicon> map_lexicon(const std::filesystem::path& file, std::uint64_t fingerprint) noexcept {
  try {
    auto mapping = std::make_shared<const Mapping>(file);
    if (!mapping->is_open()) {
      return std::nullopt;
    }
    const auto bytes = mapping->bytes();
    IndonesianLexicon lexicon(std::move(mapping), bytes);
    if (lexicon.fingerprint() != fingerprint) {
      return std::nullopt;
    }
    return lexicon;
  } catch (const std::exception&) {
    return std::nullopt;  // damaged: it is compiled anew
  }
}

void save_image(const std::filesystem::path& file, const std::string& image) {
  base::make_directories(file.parent_path());
  base::replace_file(file, image);
}

}  // namespace telusur::analysis
