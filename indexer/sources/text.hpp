#pragma once

#include <string_view>

#include "sources/article.hpp"

namespace telusur::indexer {

/// Reads plain text in any encoding: the first line that is not empty is the title, the rest is the body.
/// `path` names the file. @throws BadInput when there is no text; Error kInvalidArgument when the bytes are binary.
Article read_text(std::string_view bytes, std::string_view path);

}  // namespace telusur::indexer
