#include "search/similar.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "analysis/language.hpp"
#include "backend/similar_documents.hpp"
#include "base/utf8.hpp"
#include "query/filter.hpp"
#include "schema/document_id.hpp"
#include "search/page.hpp"
#include "search/presentation.hpp"
#include "search/stop_words.hpp"
#include "telusur/error.hpp"

namespace telusur::search {

namespace {

backend::SimilarityRange similarity_range(const SearchRequest& request, const Settings& settings,
                                          std::function<bool()> is_over) {
  const backend::RankedRange range = range_of(request, settings.max_total_hits);
  const auto& filterable = settings.filterable_attributes;
  return {range.offset,
          range.limit,
          range.count_exactly,
          range.min_score,
          query::parse_filter(request.filter, filterable),
          query::parse_filter(request.within, filterable),
          [stop_words = folded_stop_words(settings)](std::string_view word) {
            return analysis::is_function_word(word) || stop_words.contains(word);
          },
          std::move(is_over)};
}

/// What counts of the request; nothing is marked or cut.
SearchRequest shown_part(const SearchRequest& documents) {
  SearchRequest request;
  request.attributes_to_retrieve = documents.attributes_to_retrieve;
  return request;
}

}  // namespace

SearchResponse run_similar(const backend::Snapshot& snapshot, const SimilarRequest& request,
                           const SearchResources& resources) {
  const auto start = std::chrono::steady_clock::now();
  if (!schema::is_valid_id(request.id)) {
    throw Error(ErrorCode::kInvalidArgument,
                "id '" + base::shown(request.id) + "' must be 1 to 511 characters of A-Z a-z 0-9 - _ . : /", "id");
  }
  const Settings& settings = snapshot.stored().settings;
  const auto ranking = backend::rank_similar(
      snapshot, request.id,
      similarity_range(request.documents, settings, end_of_time(settings, resources.limits, start)));
  if (!ranking) {
    throw Error(ErrorCode::kNotFound, "there is no document '" + base::shown(request.id) + "'", "similar id");
  }
  Highlighter nothing_marked({}, resources.analyzer, {});
  const SearchRequest shown = shown_part(request.documents);
  Presenter presenter(shown, settings, nothing_marked);
  SearchResponse response;
  for (const auto& document : ranking->documents) {
    response.hits.push_back(presenter.present(document.stored, snapshot.stored().primary_key, document.score));
  }
  response.degraded = ranking->cut_off;
  response.total_hits = ranking->total;
  response.total_exact = ranking->total_exact;
  response.offset = request.documents.offset;
  response.limit = request.documents.limit;
  response.processing_time_ms = milliseconds_since(start);
  return response;
}

}  // namespace telusur::search
