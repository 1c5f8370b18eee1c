#include "sources/decoder.hpp"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <limits>
#include <new>

#include "sources/source.hpp"

namespace telusur::indexer {

namespace {

class GzipDecoder final : public Decoder {
 public:
  GzipDecoder() {
    constexpr int kGzipOnly = 16;
    if (::inflateInit2(&stream_, MAX_WBITS + kGzipOnly) != Z_OK) {
      throw std::bad_alloc();
    }
  }
  ~GzipDecoder() override { ::inflateEnd(&stream_); }

  std::size_t decode(std::string_view& input, std::span<char> output) override {
    if (at_boundary_ && !input.empty()) {
      ::inflateReset(&stream_);
      at_boundary_ = false;
    }
    // zlib counts in unsigned int, and does not write to what it reads.
    constexpr std::size_t kMost = std::numeric_limits<uInt>::max();
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
    stream_.avail_in = static_cast<uInt>(std::min(input.size(), kMost));
    stream_.next_out = reinterpret_cast<Bytef*>(output.data());
    stream_.avail_out = static_cast<uInt>(std::min(output.size(), kMost));
    const uInt offered = stream_.avail_in;
    const uInt room = stream_.avail_out;
    const int result = ::inflate(&stream_, Z_NO_FLUSH);
    input.remove_prefix(offered - stream_.avail_in);
    if (result == Z_STREAM_END) {
      at_boundary_ = true;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      throw BadInput("holds damaged gzip data");
    }
    return room - stream_.avail_out;
  }

  bool at_boundary() const override { return at_boundary_; }

 private:
  z_stream stream_{};
  bool at_boundary_ = false;
};

class ZstdDecoder final : public Decoder {
 public:
  ZstdDecoder() : stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) {
      throw std::bad_alloc();
    }
  }

  std::size_t decode(std::string_view& input, std::span<char> output) override {
    ZSTD_inBuffer in{input.data(), input.size(), 0};
    ZSTD_outBuffer out{output.data(), output.size(), 0};
    const std::size_t result = ZSTD_decompressStream(stream_.get(), &out, &in);
    if (ZSTD_isError(result) != 0) {
      throw BadInput(std::string("holds damaged zstd data: ") + ZSTD_getErrorName(result));
    }
    // Without input zstd only asks for the header of a next frame.
    at_boundary_ = result == 0 || (at_boundary_ && in.pos == 0 && out.pos == 0);
    input.remove_prefix(in.pos);
    return out.pos;
  }

  bool at_boundary() const override { return at_boundary_; }

 private:
  struct Free {
    void operator()(ZSTD_DStream* stream) const noexcept { ZSTD_freeDStream(stream); }
  };

  std::unique_ptr<ZSTD_DStream, Free> stream_;
  bool at_boundary_ = false;
};

}  // namespace

std::unique_ptr<Decoder> make_decoder(std::string_view beginning) {
  if (beginning.starts_with("\x1F\x8B\x08")) {
    return std::make_unique<GzipDecoder>();
  }
  if (beginning.starts_with("\x28\xB5\x2F\xFD")) {
    return std::make_unique<ZstdDecoder>();
  }
  return nullptr;
}

}  // namespace telusur::indexer
