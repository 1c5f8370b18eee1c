#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "telusur/document.hpp"
#include "telusur/search.hpp"
#include "telusur/settings.hpp"
#include "telusur/similar.hpp"
#include "telusur/suggest.hpp"

namespace telusur {

/// What an index holds.
struct IndexStats {
  std::uint64_t documents = 0;
  std::uint64_t terms = 0;                          ///< distinct terms, stems included
  std::uint64_t disk_bytes = 0;                     ///< of the published generation
  double average_terms = 0;                         ///< mean document length in weighted terms
  std::map<std::string, std::uint64_t> languages;   ///< documents by language; "" = undecided
  std::map<std::string, std::uint64_t> attributes;  ///< top-level attribute -> documents that have it
};

/// How documents are written.
struct WriteOptions {
  /// A document that is there already keeps those of its top-level attributes that the new one lacks. Default: it is
  /// replaced.
  bool merge = false;
  /// The attribute that identifies a document, for an index without documents, or the one that it has. Default "": that
  /// of the index, else of the first document.
  std::string primary_key = {};
};

/// Which stored documents are wanted.
struct DocumentQuery {
  std::string filter = {};             ///< as `SearchRequest::filter`; "" = every document
  std::vector<std::string> sort = {};  ///< as `SearchRequest::sort`; empty = in the order of adding
  /// Those alone, each once, as far as they are there; up to 10,000. Default: any.
  std::optional<std::vector<std::string>> ids = {};
  /// What of them is wanted: attributes, and "author.name" for a part of one. Default: all.
  std::optional<std::vector<std::string>> attributes = {};
  std::uint64_t offset = 0;
  std::uint64_t limit = 20;
  /// Of the wanted documents together, where they are several: all are in memory at once. Default: any number.
  std::uint64_t max_bytes = std::numeric_limits<std::uint64_t>::max();
};

/// Stored documents, and how many there are without offset and limit, exactly.
struct DocumentPage {
  std::vector<std::string> documents;  ///< as JSON
  std::uint64_t total = 0;
};

/// One index of an engine: settings, documents, search. A cheap handle; copies share everything.
///
/// Threads: searching and reading from any number of threads at once; writes (`add`, `remove`, `update_settings`,
/// `set_primary_key`, `commit`, `rollback`) are serialised by a mutex and belong to one batch of this handle and its
/// copies; a batch that is open when the last copy goes is rolled back. A reader never waits for a writer. Each call
/// resolves the published generation anew, so a handle outlives rebuilds, swaps and other processes' commits. Lifetime:
/// may outlive its Engine object. Every member may throw Error; kNotFound when the index has been deleted.
class Index {
 public:
  /// The index's uid: 1 to 400 characters of A-Z a-z 0-9 - _.
  const std::string& uid() const noexcept;

  /// The attribute that identifies a document; "" until the first document decides it (`id`, else the only attribute
  /// that ends in "id").
  std::string primary_key() const;

  Settings settings() const;

  /// Replaces the settings and re-indexes every stored document in the same commit: O(index), or O(1) when only what
  /// acts on queries alone differs: synonyms, stop words, typo tolerance, prefix search, curations, the bounds of
  /// pages, facets and time, and orders (ranking rules, sortable attributes) by the same attributes as before. Commits
  /// by itself.
  /// @throws Error kBusy when a batch of `add` or `remove` is open; kInvalidArgument as settings_from_json, and
  ///         (subject "document place") for a document whose `_geo` is no place where these settings name it: then all
  ///         stays as it was.
  /// @param task as in `commit`.
  void update_settings(const Settings& settings, std::uint64_t task = 0);

  /// Says which attribute identifies a document. Commits by itself.
  /// @throws Error kAlreadyExists (subject "primaryKey") when there are documents, which have another one.
  void set_primary_key(std::string_view attribute, std::uint64_t task = 0);

  /// Adds a document, or replaces the one with its id. Not visible before `commit`.
  /// The first write of a batch takes the index's write lock and holds it until `commit` or `rollback`; a rebuild waits
  /// for it at its beginning and at its end.
  /// @throws Error kInvalidArgument (subject "document": no id, an id that is not an integer or 1 to 511 characters of
  ///         A-Z a-z 0-9 - _ . : /; subject "document place": a `_geo` that is no place, see
  ///         `Settings::filterable_attributes`); the batch stays as it was. kBusy when another process holds the lock
  ///         for longer than `Options::lock_wait`.
  void add(const Document& document);

  /// As `add`, from JSON text: one object or an array of objects. All or none are taken; returns how many.
  /// @throws Error kNoSpace, kIo: then the whole batch is gone: add it again.
  /// @throws Error kAlreadyExists (subject "primaryKey") when the index has documents and another primary key.
  std::size_t add_json(std::string_view json, const WriteOptions& options = {});

  /// Removes the document with this id. Returns false when there is none. Not visible before `commit`.
  bool remove(std::string_view id);

  /// Removes the documents that pass a filter, all of them for ""; returns how many. Not visible before `commit`.
  /// O(index). @throws Error kInvalidArgument (subject "filter"); kBusy when the batch has other changes.
  std::uint64_t remove_matching(std::string_view filter);

  /// Makes the batch durable and visible, all of it at once, and frees the write lock. Nothing to do: returns at once.
  /// @param task a number of the caller's, committed with the batch, even with an empty one, and told by `last_task`:
  ///        so a caller who keeps a list of what is to be done knows after a crash how far it was done. 0: as it was.
  /// @throws Error kNoSpace, kIo: then nothing of the batch has been applied, and the batch is gone: add it again.
  void commit(std::uint64_t task = 0);

  /// The number that the last commit with one gave; 0 when there was none. A rebuild, which has every change that was
  /// committed while it was under way, keeps it.
  std::uint64_t last_task() const;

  /// Forgets the batch and frees the write lock.
  void rollback();

  /// Runs a search on the last committed state.
  /// @throws Error kInvalidArgument with the field as subject.
  SearchResponse search(const SearchRequest& request) const;

  /// Finds values of an attribute in the documents that match. O(documents that match).
  /// @throws Error kInvalidArgument with the field as subject.
  FacetSearchResponse search_facet(const FacetSearchRequest& request) const;

  /// Finds documents that are like one, by the words that tell most of it. O(distinct words of that document) and a
  /// search. @throws Error kNotFound (subject "similar id") when there is no such document, or it is not `within` what
  /// the request may see; kInvalidArgument with the field as subject.
  SearchResponse similar(const SimilarRequest& request) const;

  /// Completes what a person types: words and phrases by how many documents have them, and titles. Costs some dozens of
  /// searches of one or two words. @throws Error kInvalidArgument with the field as subject.
  SuggestResponse suggest(const SuggestRequest& request) const;

  /// The stored document as JSON with its displayed attributes (all of them when `all_attributes`), or nothing.
  std::optional<std::string> document(std::string_view id, bool all_attributes = false) const;

  /// A page of the stored documents. O(ids) with ids, else O(documents of the index) with a filter or an order.
  /// @throws Error kInvalidArgument (subjects "filter", "sort" and "ids"; "limit" for documents of more than
  /// `max_bytes`).
  DocumentPage documents(const DocumentQuery& query) const;

  IndexStats stats() const;

  /// Whether a rebuild of the index is under way, in this process or another. What is committed meanwhile is in the
  /// rebuilt index, too. While a batch is open none begins.
  bool is_being_rebuilt() const;

  /// Looks for damage in the published generation: structure, checksums, and documents found by their ids.
  /// O(index). Holds the write lock meanwhile, unless the engine is read only: kBusy while a batch is open. Returns one
  /// line a finding, each naming what is wrong and what to do; empty when sound.
  /// @throws Error kPermission where nothing may be written and the index was, after it was published: Xapian looks at
  /// the structure only of what it may write. (As it was published it is known by its checksums.)
  std::vector<std::string> check() const;

  /// Internal: made by Engine.
  struct Impl;
  explicit Index(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}

 private:
  std::shared_ptr<Impl> impl_;
};

}  // namespace telusur
