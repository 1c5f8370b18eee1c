#pragma once

#include <string_view>

/// The version of the headers: TELUSUR_VERSION = major * 10000 + minor * 100 + patch.
#define TELUSUR_VERSION_MAJOR 0
#define TELUSUR_VERSION_MINOR 1
#define TELUSUR_VERSION_PATCH 0
#define TELUSUR_VERSION (TELUSUR_VERSION_MAJOR * 10000 + TELUSUR_VERSION_MINOR * 100 + TELUSUR_VERSION_PATCH)

namespace telusur {

/// The version of the linked library, for example "0.1.0". Static storage.
std::string_view version() noexcept;

/// The revision it was built from (a git commit, or "unknown"), and the time of that revision (RFC 3339). Static
/// storage.
std::string_view build_revision() noexcept;
std::string_view build_date() noexcept;

}  // namespace telusur
