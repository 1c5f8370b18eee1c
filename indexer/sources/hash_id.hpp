#pragma once

#include <string>
#include <string_view>

namespace telusur::indexer {

/// 64-bit FNV-1a as 16 hexadecimal digits. Ids must stay the same between versions: do not change it.
std::string hash_id(std::string_view text);

}  // namespace telusur::indexer
