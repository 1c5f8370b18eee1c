#include "jobs/remote_build.hpp"

#include <algorithm>
#include <cctype>
#include <deque>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <unordered_set>
#include <utility>

#include "interrupt.hpp"
#include "jobs/new_index.hpp"
#include "jobs/remote_server.hpp"
#include "jobs/synonyms.hpp"
#include "sources/hash_id.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

namespace {

/// Documents that are sent at once: few requests, and far less than a server takes.
constexpr std::size_t kBatchBytes = std::size_t{4} * 1024 * 1024;
/// Batches that the server may have yet to do: it is never idle, and a failure is seen soon.
constexpr std::size_t kMostWaiting = 8;
/// To clean up after a failure is tried for so long.
constexpr std::chrono::seconds kCleaningTime{5};

constexpr std::string_view kTemporaryMark = "--rebuild-";
constexpr std::size_t kTemporaryDigits = 16;

std::string temporary_uid(const std::string& uid) {
  std::random_device random;
  return uid + std::string(kTemporaryMark) + hash_id(std::to_string(random()) + "-" + std::to_string(random()));
}

bool is_temporary_of(std::string_view uid, const std::string& index) {
  const std::string prefix = index + std::string(kTemporaryMark);
  return uid.starts_with(prefix) && uid.size() == prefix.size() + kTemporaryDigits &&
         uid.find_first_not_of("0123456789abcdef", prefix.size()) == std::string_view::npos;
}

constexpr std::size_t kMaxIdBytes = 511;

/// The id of a document. Checked here, since the server fails a whole batch for one that it does not take.
std::string id_of(const Document& document, const std::string& primary_key) {
  std::string id = document.text(primary_key);
  const bool allowed =
      !id.empty() && id.size() <= kMaxIdBytes && std::all_of(id.begin(), id.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || std::string_view("-_.:/").find(static_cast<char>(c)) != std::string_view::npos;
      });
  // Most ids are text; one that could also be a number or a boolean is looked at closely.
  const bool ambiguous = allowed && nlohmann::json::accept(id);
  const nlohmann::json value = ambiguous ? nlohmann::json::parse(document.json()).at(primary_key) : nlohmann::json();
  if (!allowed || (ambiguous && !value.is_string() && !value.is_number_integer())) {
    throw Error(ErrorCode::kInvalidArgument,
                "document id '" + id + "' in '" + primary_key +
                    "' must be an integer or 1 to 511 characters of A-Z a-z 0-9 - _ . : /",
                "document");
  }
  return id;
}

/// The index that is built out of everybody's sight; deleted at the end of its life.
class TemporaryIndex {
 public:
  TemporaryIndex(RemoteServer& server, Progress& progress, const std::string& index)
      : server_(server), progress_(progress), uid_(temporary_uid(index)) {}
  TemporaryIndex(const TemporaryIndex&) = delete;
  TemporaryIndex& operator=(const TemporaryIndex&) = delete;

  ~TemporaryIndex() {
    try {
      server_.be_undisturbed(kCleaningTime);
      server_.remove(uid_);
    } catch (const std::exception& error) {
      progress_.message("the temporary index '" + uid_ + "' stays until the next build: " + error.what());
    }
  }

  const std::string& uid() const noexcept { return uid_; }

 private:
  RemoteServer& server_;
  Progress& progress_;
  const std::string uid_;
};

/// Collects documents and sends them in batches.
class Sender {
 public:
  Sender(RemoteServer& server, std::string uid, std::string primary_key)
      : server_(server), uid_(std::move(uid)), primary_key_(std::move(primary_key)) {}

  void add(const Document& document) {
    std::string id = id_of(document, primary_key_);
    if (ids_.contains(id)) {
      throw Error(ErrorCode::kAlreadyExists, "document id '" + id + "' was added before", "document");
    }
    const std::string line = document.json() + '\n';
    if (!lines_.empty() && lines_.size() + line.size() > kBatchBytes) {
      flush();
    }
    if (line.size() > kBatchBytes) {
      send(line);  // by itself: only so it can be rejected
    } else {
      lines_ += line;
    }
    ids_.insert(std::move(id));
  }

  /// Sends what is left, and waits until the server has done everything.
  void finish() {
    if (!lines_.empty()) {
      flush();
    }
    wait_until_at_most(0);
  }

  std::uint64_t documents() const { return ids_.size(); }

 private:
  void flush() {
    try {
      send(lines_);
    } catch (const Error& error) {
      // Of many documents nobody can tell which one to reject.
      throw error.code() == ErrorCode::kInvalidArgument ? Error(ErrorCode::kIo, error.what()) : error;
    }
    lines_.clear();
  }

  void send(const std::string& lines) {
    const std::vector<std::uint64_t> tasks = server_.add(uid_, lines);
    waiting_.insert(waiting_.end(), tasks.begin(), tasks.end());
    wait_until_at_most(kMostWaiting);
  }

  void wait_until_at_most(std::size_t tasks) {
    for (; waiting_.size() > tasks; waiting_.pop_front()) {
      server_.wait_for(waiting_.front());
    }
  }

  RemoteServer& server_;
  const std::string uid_;
  const std::string primary_key_;
  std::string lines_;
  std::unordered_set<std::string> ids_;
  std::deque<std::uint64_t> waiting_;
};

void remove_remains(RemoteServer& server, const std::string& index) {
  for (const std::string& uid : server.indexes()) {
    if (is_temporary_of(uid, index)) {
      server.remove(uid);
    }
  }
}

/// What the settings of an index begin with, unless it replaces one, and what they are changed by, one after the other.
struct SettingsOfBuild {
  std::string fresh;
  std::vector<std::string> changes;
};

SettingsOfBuild settings_of(const RemoteBuildJob& job) {
  const Settings fresh = job.input.split_by_heading ? section_settings() : Settings::articles();
  SettingsOfBuild settings{to_json(fresh), {}};
  if (!job.settings_file.empty()) {
    read_settings(job.settings_file, fresh);  // refuses what is wrong in it by the name of the file
    settings.changes.push_back(settings_text(job.settings_file));
  }
  if (!job.synonyms_file.empty()) {
    Settings read;
    read_synonyms(job.synonyms_file, read);
    settings.changes.push_back(nlohmann::json{{"synonyms", read.synonyms}}.dump());
  }
  return settings;
}

/// @param replaces the index that the new one is to replace, with its settings; "": none.
void create(RemoteServer& server, const std::string& uid, const std::string& primary_key,
            const SettingsOfBuild& settings, const std::string& replaces) {
  server.create(uid, primary_key, replaces);
  // Read once the index keeps its changes, so that none is missed. Passed on as they are: the server may have settings
  // that this program does not know.
  server.change_settings(uid, replaces.empty() ? settings.fresh : server.settings(replaces));
  for (const std::string& change : settings.changes) {
    server.change_settings(uid, change);
  }
}

/// Somebody else, or another run, may have deleted the temporary index, and batches that came later made it anew.
void require_all_there(RemoteServer& server, const TemporaryIndex& temporary, std::uint64_t documents) {
  const auto index = server.find(temporary.uid());
  if (!index || index->documents != documents) {
    throw Error(ErrorCode::kBusy, "another run has deleted the temporary index '" + temporary.uid() +
                                      "', so nothing was published; run one at a time");
  }
}

/// Exchanges the finished index and the one that serves.
void publish(RemoteServer& server, const std::string& temporary, const std::string& index) {
  try {
    server.swap(index, temporary);
  } catch (const Error& error) {
    throw Error(error.code(), "it is not known whether the new index was published: " + std::string(error.what()));
  }
}

}  // namespace

JobResult run_remote_build(const RemoteBuildJob& job, Progress& progress) {
  RemoteServer server(job.server, [&progress](std::string_view line) { progress.message(line); });
  remove_remains(server, job.index);
  const FoundFiles input = find_input(job.input);
  const std::optional<RemoteIndex> old = server.find(job.index);
  const std::string primary_key = old && !old->primary_key.empty() ? old->primary_key : "id";
  const SettingsOfBuild settings = settings_of(job);
  JobResult result;
  {  // ends before the summary: the temporary index is gone by then
    const TemporaryIndex temporary(server, progress, job.index);
    create(server, temporary.uid(), primary_key, settings, old ? job.index : "");
    Sender sender(server, temporary.uid(), primary_key);
    result.ingest = ingest(input, {primary_key, job.input, progress}, [&sender](const Document& document) {
      sender.add(document);
      return true;
    });
    progress.phase("waiting for the server");
    sender.finish();
    if (!job.force) {
      refuse_great_loss(old ? old->documents : 0, sender.documents());
    }
    require_all_there(server, temporary, sender.documents());
    result.index = server.stats(temporary.uid());  // afterwards no failure may say that nothing was published
    stop_if_interrupted();
    // What is published cannot be taken back.
    server.be_undisturbed(job.server.retry_for);
    if (!old) {
      create(server, job.index, primary_key, settings, "");
    }
    publish(server, temporary.uid(), job.index);
  }
  return result;
}

}  // namespace telusur::indexer
