#include "jobs/backup.hpp"

#include <unistd.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <string_view>

#include "options.hpp"
#include "progress.hpp"
#include "sources/input_file.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

namespace {

void print(const DumpSummary& summary, std::string_view done, const BackupJob& job, std::ostream& out) {
  if (job.json) {
    out << nlohmann::ordered_json{{"indexes", summary.indexes},
                                  {"documents", summary.documents},
                                  {"bytes", summary.bytes}}
               .dump()
        << '\n';
    return;
  }
  out << done << ' ' << grouped(summary.documents) << " documents of " << grouped(summary.indexes)
      << (summary.indexes == 1 ? " index, " : " indexes, ") << human_bytes(summary.bytes) << '\n';
}

}  // namespace

void run_dump(const BackupJob& job, std::ostream& out) {
  if (!job.force && std::filesystem::exists(job.file)) {
    throw Error(ErrorCode::kAlreadyExists,
                job.file.string() + " is there already: name another file, or write over it with --force", "file");
  }
  Options options = program_options();
  // From a directory that this user may only read it takes what is committed, without a lock.
  options.read_only = ::access(job.data.c_str(), W_OK) != 0;
  print(Engine(job.data, options).dump(job.file, job.indexes), "dumped", job, out);
}

void run_restore(const BackupJob& job, std::ostream& out) {
  Engine engine(job.data, program_options());
  print(engine.restore(job.file, {.indexes = job.indexes, .replace = job.force}), "restored", job, out);
}

}  // namespace telusur::indexer
