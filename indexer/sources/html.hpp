#pragma once

#include <string_view>
#include <vector>

#include "sources/article.hpp"

namespace telusur::indexer {

/// Reads an HTML page in any encoding (by byte order mark, declaration or detection): metadata of the head, and text
/// and headings of the main content. `path` names the file.
/// @throws BadInput when there is no text or elements nest too deep; Error kInvalidArgument when the bytes are binary.
Article read_html(std::string_view bytes, std::string_view path);

/// The text of a piece of HTML in UTF-8, for HTML inside other formats. @throws BadInput when elements nest too deep.
std::vector<Section> html_text(std::string_view html);

}  // namespace telusur::indexer
