#pragma once

#include <string_view>

#include "sources/article.hpp"

namespace telusur::indexer {

/// Reads Markdown (CommonMark with GitHub's tables) in any encoding, with YAML or TOML front matter. The front matter
/// wins over what the text says; the title is else the first heading of level 1, else the name of the file `path`.
/// @throws BadInput with the line for a malformed front matter, or when there is no text; Error kInvalidArgument when
/// the
///         bytes are binary.
Article read_markdown(std::string_view bytes, std::string_view path);

}  // namespace telusur::indexer
