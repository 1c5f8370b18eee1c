#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "auth/api_key.hpp"

namespace telusur::server::auth {

/// A key as clients see it; `key` is what they send.
nlohmann::ordered_json key_json(const ApiKey& key, const std::string& secret);

/// Makes a key of the body that asks for one, with a uid of its own where the body has none.
/// @throws api::RequestError with the code of the field that is missing, unknown or wrong.
ApiKey key_from(std::string_view body, api::Timestamp moment);

/// Changes name and description, which alone may be changed. @throws api::RequestError as key_from.
ApiKey changed_key(ApiKey key, std::string_view body, api::Timestamp moment);

}  // namespace telusur::server::auth
