#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "relevance/scorer.hpp"

namespace telusur::relevance {

/// Bad input of a measuring program; `what()` is one sentence that names the file and, where there is one, the line.
class InputError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A question of a collection.
struct Query {
  std::string id;         ///< no blanks: it is a column of a run file
  std::string text;       ///< as a person types it
  std::string lang = {};  ///< its language, "" when the collection does not say
};

/// Query id -> judged documents.
using Judgements = std::map<std::string, Grades, std::less<>>;

/// What an index is asked for and judged by.
struct Questions {
  std::vector<Query> queries;  ///< in the order of the file
  Judgements judgements;
};

/// Calls `visit` with each line that is not blank and its number, from 1. Reads one line at a time.
/// @throws InputError when the file cannot be read.
void for_each_line(const std::filesystem::path& file, const std::function<void(std::size_t, std::string_view)>& visit);

/// The searched text of a document.
struct DocumentText {
  std::string title;
  std::string body;
};

/// Reads the title and body of one JSON document; an absent one is empty. `where` ("FILE:LINE") begins error messages.
/// @throws InputError when `json` is not an object or one of the two is not a string.
DocumentText parse_document_text(std::string_view json, std::string_view where);

/// "FILE:LINE", the beginning of messages about a line.
std::string location(const std::filesystem::path& file, std::size_t line);

/// Reads queries.jsonl: one object with `id`, `text` and perhaps `lang` a line, other members ignored.
/// @throws InputError for a malformed line, a repeated id, an id with blanks, and a file without queries.
std::vector<Query> read_queries(const std::filesystem::path& file);

/// Reads qrels.tsv: query, document and grade, separated by tabs. A document judged twice keeps its best grade.
/// @throws InputError for a malformed line, and when no document of any query is relevant.
Judgements read_judgements(const std::filesystem::path& file);

/// Keeps the first `count` queries, and the judgements of these alone.
Questions first_queries(Questions questions, std::size_t count);

}  // namespace telusur::relevance
