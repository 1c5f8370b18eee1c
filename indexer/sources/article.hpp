#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sources/section.hpp"
#include "telusur/document.hpp"

namespace telusur::indexer {

/// What the sources of articles find in a file: the attributes that `Settings::articles` searches and shows.
/// Everything is UTF-8; "" and an empty list stand for what is not known.
struct Article {
  std::string id;
  std::string title;
  std::string description;
  std::vector<std::string> tags;
  std::vector<Section> sections;
  std::string url;
  std::string lang;  ///< "id" or "en"
  std::string author;
  std::string published;  ///< ISO 8601: 2024-05-01, with or without a time
  bool draft = false;     ///< declared as not to be shown: it is left out
};

/// The document of an article, with the text of all its sections; what is not known is left out.
Document to_document(const Article& article);

/// The article's language from a language tag such as "id-ID" or "en_US": "id", "en", or "" for any other.
std::string language_of_tag(std::string_view tag);

/// The language that a file name declares before its last suffix, as in "ch01.id.html"; "" when it declares none.
std::string language_of_file_name(std::string_view path);

/// The date in ISO 8601 when `text` begins with a valid one, else "".
std::string iso_date(std::string_view text);

/// The date that a file name begins with, or that its last folders are, as in "2024-05-01-judul.md",
/// "2024-05-01/index.md" and "2024/05/01/judul.md"; "" when there is none.
std::string date_of_file_name(std::string_view path);

/// The parts of a comma-separated list, without surrounding white space and without empty ones.
std::vector<std::string> split_list(std::string_view text);

/// The text without white space at its ends.
std::string_view trim(std::string_view text);

/// The name of a file without folders, suffixes and a date before it: "ch01" of "book/ch01.id.html"; that of its folder
/// where the file is called index or the like.
std::string stem_of_file_name(std::string_view path);

}  // namespace telusur::indexer
