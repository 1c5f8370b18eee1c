#include "auth/api_key.hpp"

#include "auth/crypto.hpp"

namespace telusur::server::auth {

std::string derived_key(std::string_view master_key, std::string_view uid) {
  return hex(hmac(Digest::kSha256, master_key, uid));
}

}  // namespace telusur::server::auth
