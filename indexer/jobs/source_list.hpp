#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace telusur::indexer {

/// Where the list of an index is: DATA/sources/UID. Without one nothing is known of where its documents came from.
std::filesystem::path source_list_file(const std::filesystem::path& data, const std::string& uid);

/// Calls `visit` with every document of a list and the file that it came from. A list that is missing, or of another
/// version, is as good as empty.
void read_source_list(const std::filesystem::path& file,
                      const std::function<void(const std::string& source, const std::string& id)>& visit);

/// Writes which documents of an index came from which file, so that `update` knows which ones are gone: beside the old
/// list, which it replaces when the documents are published. Holds the names of files, not of documents.
class SourceListWriter {
 public:
  /// Begins a list. What cannot be written is told by `prepare`.
  explicit SourceListWriter(std::filesystem::path file);
  SourceListWriter(const SourceListWriter&) = delete;
  SourceListWriter& operator=(const SourceListWriter&) = delete;
  ~SourceListWriter();

  /// The documents that follow came from this file.
  void begin(const std::string& source);

  /// A document with this id was read.
  void add(std::string_view id);

  /// The file was read to its end, and nothing in it was rejected.
  void complete(const std::string& source) { complete_.insert(source); }

  bool is_complete(const std::string& source) const { return complete_.contains(source); }

  /// Completes the list, durably. Before the documents are published, so that a full disk stops both.
  /// @throws Error kNoSpace, kIo: the old list stays.
  void prepare();

  /// Replaces the old list by the prepared one. Returns why it could not be replaced; "" when it was.
  std::string publish();

 private:
  void note_failure();

  std::filesystem::path file_;
  std::filesystem::path new_file_;
  std::ofstream out_;
  int failure_ = 0;  // errno of the first call that failed
  std::string source_;
  std::unordered_set<std::string> complete_;
};

}  // namespace telusur::indexer
