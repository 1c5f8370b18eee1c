#include <set>

#include "backend/document_list.hpp"
#include "base/compressed_lines.hpp"
#include "base/time.hpp"
#include "engine/engine_impl.hpp"
#include "schema/document_id.hpp"
#include "schema/json.hpp"
#include "telusur/error.hpp"
#include "telusur/version.hpp"

namespace telusur {

namespace fs = std::filesystem;

namespace {

// A dump is a line that says what it is; of each index a line about it, and its documents, one a line, in the order of
// adding; and a line that says that this was all.
constexpr int kDumpVersion = 1;
/// A document has at most 512 MB of text, which escapes may double.
constexpr std::size_t kMaxLineBytes = std::size_t{1} << 30;

schema::Json header() {
  return {{"telusur", "dump"},
          {"version", kDumpVersion},
          {"createdAt", base::rfc3339(std::chrono::system_clock::now())},
          {"madeBy", version()}};
}

schema::Json index_line(const std::string& uid, const backend::Snapshot& snapshot) {
  const auto& stored = snapshot.stored();
  return {{"index", uid},
          {"primaryKey", stored.primary_key},
          {"settings", schema::parse_json(to_json(stored.settings), "settings")},
          {"documents", snapshot.stats().documents}};
}

/// Writes an index as it is at one instant; returns the number of its documents.
std::uint64_t dump_index(engine::IndexStore& store, const std::string& uid, base::CompressedLineWriter& out) {
  base::FileDescriptor lock;
  if (!store.options().read_only) {
    lock = store.lock_for_writing(uid, store.entry(uid).directory);
  }
  bool begun = false;
  std::uint64_t documents = 0;
  store.open(uid)->snapshots.with_snapshot([&](const backend::Snapshot& snapshot) {
    if (begun) {
      throw Error(ErrorCode::kBusy, "index '" + uid + "' was changed while it was dumped: try again", "index");
    }
    begun = true;
    out.write(schema::dump_json(index_line(uid, snapshot)));
    backend::visit_documents(snapshot, [&](std::string_view document) {
      out.write(document);
      ++documents;
    });
  });
  return documents;
}

/// An index of a dump, as its line tells.
struct DumpedIndex {
  std::string uid;
  std::string primary_key;
  Settings settings;
  std::uint64_t documents = 0;
};

/// Reads a dump from its beginning to its end, an index after the other.
class DumpReader {
 public:
  explicit DumpReader(const fs::path& file) : file_(file), lines_(file, kMaxLineBytes) {
    const schema::Json first = next("is no dump of telusur's");
    if (first.value("telusur", "") != "dump" || !first.contains("version") || !first["version"].is_number_integer()) {
      damaged("is no dump of telusur's");
    }
    const int version = first["version"].get<int>();
    if (version < 1 || version > kDumpVersion) {
      throw Error(ErrorCode::kWrongFormat, file.string() + " is a dump of version " + std::to_string(version) +
                                               ", and this program reads up to " + std::to_string(kDumpVersion) +
                                               ": use a later one");
    }
  }

  /// The next index, whose documents `document` gives then; false at the end.
  bool index(DumpedIndex& index) {
    const schema::Json line = next("has a line that is no line of a dump's");
    if (line.contains("end")) {
      if (line.value("indexes", std::uint64_t{0}) != summary_.indexes ||
          line.value("documents", std::uint64_t{0}) != summary_.documents || lines_.next(line_)) {
        damaged("does not hold what its end says");
      }
      return false;
    }
    index = {line.at("index"), line.at("primaryKey"), settings_from_json(line.at("settings").dump()),
             line.at("documents")};
    schema::check_index_uid(index.uid);
    left_ = index.documents;
    ++summary_.indexes;
    return true;
  }

  /// The next document of the index, valid until the next call; nothing behind the last one.
  std::optional<std::string_view> document() {
    if (left_ == 0) {
      return std::nullopt;
    }
    --left_;
    ++summary_.documents;
    read_line();
    return line_;
  }

  const DumpSummary& read_so_far() const noexcept { return summary_; }

  [[noreturn]] void damaged(const std::string& why) const {
    throw Error(ErrorCode::kCorrupt, file_.string() + " " + why);
  }

 private:
  void read_line() {
    if (!lines_.next(line_)) {
      damaged("is cut short");
    }
  }

  /// A line that is about the dump; `otherwise` is what is wrong with the file when it is no object.
  schema::Json next(const char* otherwise) {
    read_line();
    try {
      schema::Json line = schema::parse_json(line_, "dump");
      if (line.is_object()) {
        return line;
      }
    } catch (const Error&) {
      damaged(otherwise);
    }
    damaged(otherwise);
  }

  const fs::path& file_;
  base::CompressedLineReader lines_;
  std::string line_;
  std::uint64_t left_ = 0;
  DumpSummary summary_;
};

/// Reads a whole dump; what in it is no line of a dump's counts as damage.
template <typename Visit>
DumpSummary read_dump(const fs::path& file, Visit visit) {
  try {
    DumpReader reader(file);
    for (DumpedIndex index; reader.index(index);) {
      visit(index, reader);
    }
    return reader.read_so_far();
  } catch (const schema::Json::exception&) {
    throw Error(ErrorCode::kCorrupt, file.string() + " has a line that is no line of a dump's");
  }
}

void skip_documents(DumpReader& reader) {
  while (reader.document()) {
  }
}

void restore_index(Engine& engine, const DumpedIndex& index, DumpReader& reader) {
  IndexBuilder builder = engine.rebuild(index.uid, {.settings = index.settings, .primary_key = index.primary_key});
  while (const auto document = reader.document()) {
    builder.add_json(*document);
  }
  builder.publish();
}

/// Which indexes of a dump are restored.
class Selection {
 public:
  explicit Selection(const std::vector<std::string>& uids) : wanted_(uids.begin(), uids.end()), all_(uids.empty()) {}

  bool contains(const std::string& uid) const { return all_ || wanted_.contains(uid); }
  void found(const std::string& uid) { wanted_.erase(uid); }

  /// @throws Error kNotFound when one was not found.
  void check_that_none_is_missing(const fs::path& file) const {
    if (!wanted_.empty()) {
      throw Error(ErrorCode::kNotFound, "index '" + *wanted_.begin() + "' is not in " + file.string(), "index");
    }
  }

 private:
  std::set<std::string> wanted_;
  const bool all_;
};

}  // namespace

DumpSummary Engine::dump(const fs::path& file, const std::vector<std::string>& uids) const {
  engine::IndexStore& store = *impl_->store;
  std::vector<std::string> wanted = uids;
  if (wanted.empty()) {
    for (const auto& [uid, entry] : store.catalog().read()->indexes) {
      wanted.push_back(uid);
    }
  }
  for (const auto& uid : wanted) {
    schema::check_index_uid(uid);
    store.entry(uid);
  }
  base::CompressedLineWriter out(file);
  out.write(schema::dump_json(header()));
  DumpSummary summary{wanted.size()};
  for (const auto& uid : wanted) {
    summary.documents += dump_index(store, uid, out);
  }
  out.write(schema::dump_json({{"end", true}, {"indexes", summary.indexes}, {"documents", summary.documents}}));
  summary.bytes = out.finish();
  return summary;
}

DumpSummary Engine::restore(const fs::path& file, const RestoreOptions& options) {
  impl_->store->require_writable();
  Selection missing(options.indexes);
  read_dump(file, [&](const DumpedIndex& index, DumpReader& reader) {
    const bool there = impl_->store->catalog().read()->indexes.contains(index.uid);
    if (there && !options.replace && missing.contains(index.uid)) {
      throw Error(ErrorCode::kAlreadyExists,
                  "index '" + index.uid + "' is there already: delete it first, or ask for it to be replaced", "index");
    }
    missing.found(index.uid);
    skip_documents(reader);
  });
  missing.check_that_none_is_missing(file);
  const Selection wanted(options.indexes);
  DumpSummary summary;
  read_dump(file, [&](const DumpedIndex& index, DumpReader& reader) {
    if (!wanted.contains(index.uid)) {
      skip_documents(reader);
      return;
    }
    restore_index(*this, index, reader);
    ++summary.indexes;
    summary.documents += index.documents;
  });
  std::error_code unknown;
  const auto bytes = fs::file_size(file, unknown);
  summary.bytes = unknown ? 0 : bytes;
  return summary;
}

}  // namespace telusur
