#pragma once

#include <string_view>

namespace telusur::schema {

/// Refuses the settings for one of their fields, named by its dotted path; `why` goes on from its name: "must be …".
/// @throws Error kInvalidArgument, always.
[[noreturn]] void reject_setting(std::string_view field, std::string_view why);

}  // namespace telusur::schema
