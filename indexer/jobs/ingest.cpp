#include "jobs/ingest.hpp"

#include <utility>

#include "interrupt.hpp"
#include "sources/formats.hpp"
#include "sources/hash_id.hpp"
#include "sources/sitemap.hpp"
#include "sources/stable_path.hpp"
#include "telusur/error.hpp"
#include "terminal.hpp"

namespace telusur::indexer {

namespace {

constexpr std::size_t kMaxKeptRejections = 1000;

/// What a file is called in the list of sources; "" for a stream, of which nothing is known the next time.
std::string source_name(const InputPath& file) {
  if (is_url(file.path.string())) {
    return file.path.string();
  }
  return file.bytes > 0 && file.path != "/dev/stdin" ? stable_path(file.path) : std::string();
}

class Ingest {
 public:
  Ingest(const IngestOptions& options, const AddDocument& add)
      : primary_key_(options.primary_key), progress_(options.progress), sources_(options.sources), add_(add) {}

  /// `path` of the source; "" for one that has none, such as standard input.
  void read(Source& source, const std::string& path) {
    const std::uint64_t rejected_before = summary_.rejected;
    if (sources_ != nullptr) {
      sources_->begin(path);
    }
    while (auto item = source.next()) {
      stop_if_interrupted();
      if (auto* record = std::get_if<Record>(&*item)) {
        take(*record);
      } else {
        reject(std::get<Rejection>(std::move(*item)));
      }
      progress_.advance(summary_.added + summary_.unchanged, summary_.input_bytes + source.bytes_read());
    }
    summary_.input_bytes += source.bytes_read();
    if (sources_ != nullptr && summary_.rejected == rejected_before) {
      sources_->complete(path);
    }
  }

  void reject(Rejection rejection) {
    progress_.message(describe(rejection));
    ++summary_.rejected;
    if (summary_.rejections.size() < kMaxKeptRejections) {
      summary_.rejections.push_back(std::move(rejection));
    }
  }

  IngestSummary take_summary() { return std::move(summary_); }

 private:
  void take(Record& record) {
    try {
      if (!record.document.has(primary_key_)) {
        if (record.identity.empty()) {
          return reject({record.place, "has no \"" + primary_key_ + "\", and no \"url\" to make one from"});
        }
        record.document.set(primary_key_, hash_id(record.identity));
      }
      const std::string id = record.document.text(primary_key_);
      ++(add_(std::move(record.document)) ? summary_.added : summary_.unchanged);
      if (sources_ != nullptr) {
        sources_->add(id);
      }
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kInvalidArgument && error.code() != ErrorCode::kAlreadyExists) {
        throw;
      }
      reject({record.place, error.what()});
    }
  }

  const std::string& primary_key_;
  Progress& progress_;
  SourceListWriter* sources_;
  const AddDocument& add_;
  IngestSummary summary_;
};

/// " from FILE and 2 others"
std::string origin(const std::vector<InputPath>& files) {
  if (files.empty()) {
    return "";
  }
  const std::size_t others = files.size() - 1;
  return " from " + printable(files.front().path.string()) +
         (others == 0 ? "" : " and " + std::to_string(others) + (others == 1 ? " other" : " others"));
}

}  // namespace

FoundFiles find_input(const InputOptions& options) {
  const Format* format = find_format(options.format);
  if (format == nullptr && options.format != "auto") {
    throw Error(ErrorCode::kInvalidArgument, "format '" + options.format + "' is unknown");
  }
  FoundFiles found = find_files(options.paths, format);
  if (found.files.empty() && found.rejections.empty()) {
    throw Error(ErrorCode::kInvalidArgument, "there is no file to index below '" + options.paths.front().string() +
                                                 "': no suffix there stands for a format");
  }
  return found;
}

std::string describe(const Rejection& rejection) {
  std::string text = rejection.place.file;
  if (rejection.place.line > 0) {
    text.append(":").append(std::to_string(rejection.place.line));
  }
  return printable(text.append(": ").append(rejection.reason));
}

IngestSummary ingest(const FoundFiles& input, const IngestOptions& options, const AddDocument& add) {
  std::uint64_t total_bytes = 0;
  for (const InputPath& file : input.files) {
    total_bytes += file.bytes;
  }
  options.progress.begin(total_bytes);
  Ingest job(options, add);
  for (const Rejection& rejection : input.rejections) {
    job.reject(rejection);
  }
  for (const InputPath& file : input.files) {
    stop_if_interrupted();
    const auto source = file.format->open({.path = file.path,
                                           .name = file.path.string(),
                                           .max_document_bytes = options.input.max_document_bytes,
                                           .root = file.root,
                                           .split_by_heading = options.input.split_by_heading,
                                           .site = options.input.site});
    job.read(*source, source_name(file));
  }
  IngestSummary summary = job.take_summary();
  if (summary.added + summary.unchanged == 0) {
    throw Error(ErrorCode::kInvalidArgument,
                "no document could be read" + origin(input.files) + ", so nothing was published");
  }
  return summary;
}

void publish(SourceListWriter& sources, Progress& progress) {
  const std::string problem = sources.publish();
  if (!problem.empty()) {
    progress.message("telusur-indexer: " + printable(problem));
  }
}

}  // namespace telusur::indexer
