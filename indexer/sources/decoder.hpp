#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace telusur::indexer {

/// Decompresses a stream of bytes, piece by piece. One thread at a time.
class Decoder {
 public:
  Decoder() = default;
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  virtual ~Decoder() = default;

  /// Takes bytes off the front of `input` and writes what they stand for to the front of `output`, until one of the two
  /// is used up. Returns how many bytes were written. @throws BadInput when the stream is damaged.
  virtual std::size_t decode(std::string_view& input, std::span<char> output) = 0;

  /// Whether the stream may end here: between two of the members that it consists of.
  virtual bool at_boundary() const = 0;
};

/// Bytes of the beginning of a stream by which its compression is told.
inline constexpr std::size_t kMagicBytes = 4;

/// The decoder of a stream that begins so: gzip (RFC 1952) or Zstandard (RFC 8878), both of one or more members; null
/// for anything else. Zstandard's window may have up to 128 MB, which is the most memory that a decoder takes.
std::unique_ptr<Decoder> make_decoder(std::string_view beginning);

}  // namespace telusur::indexer
