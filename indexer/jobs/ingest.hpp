#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "jobs/source_list.hpp"
#include "progress.hpp"
#include "sources/find_files.hpp"
#include "sources/source.hpp"
#include "telusur/document.hpp"

namespace telusur::indexer {

/// What a job reads.
struct InputOptions {
  std::vector<std::filesystem::path> paths;
  std::string format = "auto";  ///< a name of the table of formats, or "auto": by suffix
  std::size_t max_document_bytes = std::size_t{64} * 1024 * 1024;
  bool split_by_heading = false;  ///< of an article, each section is a document
  SiteOptions site = {};
};

/// A run that loses more than this of the documents had rather a source that was not all there.
inline constexpr std::uint64_t kMostLostPercent = 30;

/// What became of the documents of a job.
struct IngestSummary {
  std::uint64_t added = 0;
  std::uint64_t unchanged = 0;  ///< stored already, exactly as they were read
  std::uint64_t removed = 0;    ///< no longer in the files that they came from
  std::uint64_t rejected = 0;
  std::vector<Rejection> rejections;  ///< the first 1,000
  std::uint64_t input_bytes = 0;
};

/// How documents are read, whatever they come from.
struct IngestOptions {
  std::string primary_key = "id";
  const InputOptions& input;
  Progress& progress;
  SourceListWriter* sources = nullptr;  ///< is told what was taken from where; none: nobody is
};

/// Takes a document into the index; false when there was nothing to do. May throw Error: kInvalidArgument and
/// kAlreadyExists reject the document, any other code ends the job.
using AddDocument = std::function<bool(Document&& document)>;

/// The files that the options name. @throws Error kNotFound when a path does not exist, kInvalidArgument when there is
/// no file to read or the format is unknown.
FoundFiles find_input(const InputOptions& options);

/// Reads every document of the files, gives each an id where it has none, and passes it to `add`. Rejections are
/// printed as they happen. The id is the hash of the document's URL, else of its path, in 16 hexadecimal digits.
/// @throws Error kInvalidArgument when no document was taken, and what `add` throws; Interrupted.
IngestSummary ingest(const FoundFiles& input, const IngestOptions& options, const AddDocument& add);

/// "FILE:LINE: reason" or "FILE: reason", without control characters.
std::string describe(const Rejection& rejection);

/// Replaces the list of sources once the documents are published, or says why it could not be: the documents serve.
void publish(SourceListWriter& sources, Progress& progress);

}  // namespace telusur::indexer
