#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace telusur::server::auth {

/// The digests that a signature may be made with.
enum class Digest { kSha256, kSha384, kSha512 };

/// HMAC of `data` under `key`, as raw bytes. @throws std::runtime_error when libcrypto fails.
std::string hmac(Digest digest, std::string_view key, std::string_view data);

/// Lower-case hexadecimal digits.
std::string hex(std::string_view bytes);

/// True when both are the same; takes as long wherever they differ. Their sizes are not secret.
bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept;

/// The bytes of base64url text without padding (RFC 4648, section 5); nothing for anything else, text whose unused last
/// bits are not zero included, so that two texts never stand for the same bytes.
std::optional<std::string> base64url_decoded(std::string_view text);

/// Bytes that nobody can guess. @throws std::runtime_error when the system has none.
std::string random_bytes(std::size_t count);

/// A random UUID of version 4, in lower case.
std::string random_uuid();

/// True for the text form of a UUID of any version, in either case.
bool is_uuid(std::string_view text) noexcept;

}  // namespace telusur::server::auth
