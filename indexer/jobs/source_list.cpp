#include "jobs/source_list.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "telusur/error.hpp"

namespace telusur::indexer {

namespace {

constexpr std::string_view kHeader = "telusur-sources 1";

/// Begins the line of a file; ids have no blanks. A name with a line break is no source that can be listed.
constexpr std::string_view kSourceMark = "file ";

/// Makes a file, or the names in a folder, outlast a loss of power. Returns the errno of what failed; 0: nothing did.
int sync(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const int failure = descriptor < 0 || ::fsync(descriptor) != 0 ? errno : 0;
  if (descriptor >= 0) {
    ::close(descriptor);
  }
  return failure;
}

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
  std::error_code told_by_open;
  std::filesystem::create_directories(file_.parent_path(), told_by_open);
  out_.open(new_file_, std::ios::trunc);
  out_ << kHeader << '\n';
  note_failure();
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
    note_failure();
  }
}

void SourceListWriter::add(std::string_view id) {
  if (!source_.empty()) {
    out_ << id << '\n';
    note_failure();
  }
}

void SourceListWriter::note_failure() {
  if (!out_ && failure_ == 0) {
    failure_ = errno == 0 ? EIO : errno;
  }
}

void SourceListWriter::prepare() {
  out_.close();
  note_failure();
  const auto folder = file_.parent_path();
  for (const auto& path : {new_file_, folder, folder.parent_path()}) {
    failure_ = failure_ == 0 ? sync(path) : failure_;
  }
  if (failure_ != 0) {
    throw Error(failure_ == ENOSPC ? ErrorCode::kNoSpace : ErrorCode::kIo,
                "cannot write the list of the files that the documents came from, '" + file_.string() +
                    "': " + std::generic_category().message(failure_) + ": free space, or see who may write there");
  }
}

std::string SourceListWriter::publish() {
  std::error_code error;
  std::filesystem::rename(new_file_, file_, error);
  if (!error) {
    error.assign(sync(file_.parent_path()), std::generic_category());
  }
  if (!error) {
    return {};
  }
  return "the documents are published, but the list of the files that they came from, '" + file_.string() +
         "', cannot be replaced (" + error.message() +
         "): until a build, updates may leave documents in the index "
         "whose files are gone";
}

}  // namespace telusur::indexer
