#include "jobs/source_list.hpp"

#include <unistd.h>

#include <system_error>
#include <utility>

#include "telusur/error.hpp"

namespace telusur::indexer {

namespace {

constexpr std::string_view kHeader = "telusur-sources 1";

/// Begins the line of a file; ids have no blanks. A name with a line break is no source that can be listed.
constexpr std::string_view kSourceMark = "file ";

bool can_be_listed(const std::string& source) { return !source.empty() && source.find('\n') == std::string::npos; }

}  // namespace

std::filesystem::path source_list_file(const std::filesystem::path& data, const std::string& uid) {
  return data / "sources" / uid;
}

void read_source_list(const std::filesystem::path& file,
                      const std::function<void(const std::string& source, const std::string& id)>& visit) {
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line) || line != kHeader) {
    return;
  }
  std::string source;
  while (std::getline(in, line)) {
    if (line.starts_with(kSourceMark)) {
      source = line.substr(kSourceMark.size());
    } else if (!source.empty()) {
      visit(source, line);
    }
  }
}

SourceListWriter::SourceListWriter(std::filesystem::path file)
    : file_(std::move(file)), new_file_(file_.string() + "." + std::to_string(::getpid()) + ".new") {
  std::error_code told_by_publish;
  std::filesystem::create_directories(file_.parent_path(), told_by_publish);
  out_.open(new_file_, std::ios::trunc);
  out_ << kHeader << '\n';
}

SourceListWriter::~SourceListWriter() {
  std::error_code published;
  std::filesystem::remove(new_file_, published);
}

void SourceListWriter::begin(const std::string& source) {
  if (source == source_) {
    return;
  }
  source_ = can_be_listed(source) ? source : std::string();
  if (!source_.empty()) {
    out_ << kSourceMark << source_ << '\n';
  }
}

void SourceListWriter::add(std::string_view id) {
  if (!source_.empty()) {
    out_ << id << '\n';
  }
}

void SourceListWriter::publish() {
  out_.close();
  std::error_code error;
  if (out_) {
    std::filesystem::rename(new_file_, file_, error);
  }
  if (!out_ || error) {
    throw Error(ErrorCode::kIo, "the documents are published, but the list of the files that they came from, '" +
                                    file_.string() +
                                    "', cannot be written: the next update may leave documents in the index whose "
                                    "files are gone, until a build");
  }
}

}  // namespace telusur::indexer
