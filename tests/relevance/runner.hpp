#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "relevance/collection.hpp"
#include "telusur/telusur.hpp"

namespace telusur::relevance {

/// An index to measure, and what making it took.
struct MeasuredIndex {
  std::function<SearchResponse(const SearchRequest& request, const Query& query)> search;
  std::function<bool(const std::string& id)> holds;  ///< whether a document is there
  std::uint64_t documents = 0;
  double build_seconds =
      0;  ///< wall time from reading the first document to the published index; 0 for an existing index
};

/// The answers to a collection's queries.
struct Answers {
  std::vector<Ranking> rankings;  ///< one for each query, in their order, at most 100 documents
  double mean_query_ms = 0;       ///< wall time of a search, its hits included
};

/// The settings that collections are indexed with: those of articles, searched by title and body.
Settings collection_settings();

/// Calls `add` with each line of `docs_file`.
/// @throws InputError naming the line of a document that `add` refuses (a repeated or unusable id), and when there is
///         no document; Error for anything else.
void add_documents(const std::filesystem::path& docs_file, const std::function<void(std::string_view json)>& add);

/// What the library makes of an index that is there.
MeasuredIndex measured(const Index& index);

/// Indexes `docs_file`, one JSON document a line, as index `uid`, on one thread: several would share the documents out
/// differently each time, and with them the order of documents of equal score. @throws as `add_documents`.
MeasuredIndex build_index(Engine& engine, const std::string& uid, const std::filesystem::path& docs_file,
                          const Settings& settings = collection_settings());

/// Runs every query as plain words with default options but `cross_language`, in order, on the calling thread.
Answers answer(const MeasuredIndex& index, const std::vector<Query>& queries, std::optional<bool> cross_language = {});

/// Documents judged as relevant that the index does not hold; each once, sorted.
std::vector<std::string> missing_documents(const MeasuredIndex& index, const Judgements& judgements);

}  // namespace telusur::relevance
