#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "bench/bare_xapian.hpp"
#include "bench/report.hpp"
#include "telusur/telusur.hpp"

namespace telusur::bench {

/// Searches of an index, with what a request says beside its words.
inline SearchEngine telusur_engine(std::string name, const Index& index, SearchRequest request) {
  return {std::move(name), [index, request](const std::string& text) mutable {
            request.q = text;
            return index.search(request).hits.size();
          }};
}

/// The versions of both, for the head of a report.
inline std::vector<std::string> compared_versions(const std::string& stemmer) {
  return {"telusur " + std::string(version()) + " (" + std::string(build_revision()) + ")",
          std::string("Xapian ") + Xapian::version_string() + ", stemmer " + stemmer};
}

/// Queries of words that telusur and bare Xapian both answer, each in its own way.
struct WordKind {
  const char* name;
  MatchingStrategy strategy;
  Xapian::Query::op op;
  const std::vector<std::string>& queries;
};

/// Measures an index beside a bare database of the same documents, as it was built and compacted.
class BesideBare {
 public:
  BesideBare(Index index, std::filesystem::path bare, std::filesystem::path compacted, std::string stemmer)
      : index_(std::move(index)),
        bare_(std::move(bare)),
        compacted_(std::move(compacted)),
        stemmer_(std::move(stemmer)) {}

  /// `kind.queries` must not be empty. @throws Error, Xapian::Error
  QueryKind measure(const WordKind& kind, unsigned rounds) const {
    SearchRequest request;
    request.limit = kHits;
    request.matching_strategy = kind.strategy;
    const std::vector<SearchEngine> engines{telusur_engine("telusur", index_, request),
                                            bare_engine("bare Xapian", bare_, kind.op),
                                            bare_engine("bare Xapian, compacted", compacted_, kind.op)};
    return {kind.name, kind.queries.size(), measure_latency(engines, kind.queries, rounds)};
  }

 private:
  SearchEngine bare_engine(std::string name, const std::filesystem::path& database, Xapian::Query::op op) const {
    return {std::move(name), [searcher = BareSearcher(database, stemmer_, op)](const std::string& text) mutable {
              return searcher.search(text, kHits);
            }};
  }

  Index index_;
  std::filesystem::path bare_;
  std::filesystem::path compacted_;
  std::string stemmer_;
};

}  // namespace telusur::bench
