#pragma once

#include <string>
#include <string_view>

namespace telusur {

/// Text converted to UTF-8, and where its encoding was known from.
struct DecodedText {
  std::string utf8;      ///< valid UTF-8 without a byte order mark
  std::string encoding;  ///< IANA name of what it was read as, for example "UTF-8" or "windows-1252"
};

/// Converts bytes to UTF-8: by byte order mark, else by `declared` (an IANA or HTML charset label, may be empty or
/// unknown), else as UTF-8 where valid, else by statistical detection. Bytes that fit nothing become U+FFFD.
/// Linear in the input. Thread-safe.
/// @throws Error kInvalidArgument when the bytes are binary (a NUL within the first 8 KB of text) or more than 512 MB.
DecodedText decode_text(std::string_view bytes, std::string_view declared = {});

}  // namespace telusur
