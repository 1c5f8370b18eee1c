#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace telusur::bench {

/// The floor that telusur is compared with: what a program gets from Xapian alone, with its defaults: TermGenerator
/// with positions, one Snowball stemmer, the document's JSON stored, BM25, QueryParser.

/// Indexes a JSONL file's titles and bodies into a new database at `database`. Returns the number of documents.
/// `stemmer` is a Snowball language that Xapian knows ("english", "indonesian", "none").
/// @throws relevance::InputError for bad documents, Xapian::Error for the rest.
std::uint64_t build_bare(const std::filesystem::path& database, const std::filesystem::path& docs_file,
                         const std::string& stemmer);

/// Copies a database into a new, compacted one.
void compact_bare(const std::filesystem::path& database, const std::filesystem::path& destination);

/// Searches such a database. One thread.
class BareSearcher {
 public:
  BareSearcher(const std::filesystem::path& database, const std::string& stemmer, Xapian::Query::op default_op);

  /// The best `limit` documents, their stored text read. Returns how many there are.
  std::size_t search(const std::string& query, unsigned limit);

 private:
  Xapian::Database database_;
  Xapian::QueryParser parser_;
};

}  // namespace telusur::bench
