#include "backend/database_check.hpp"

#include <xapian.h>

#include <sstream>

#include "backend/layout.hpp"
#include "backend/manifest.hpp"
#include "backend/snapshot_pool.hpp"
#include "base/file.hpp"
#include "schema/document_id.hpp"
#include "telusur/error.hpp"

namespace telusur::backend {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kRemedy = ": rebuild the index with telusur-indexer build";
/// A file that every database has.
constexpr char kTable[] = "postlist.glass";
/// Findings after which a check ends: a damaged table would fill pages.
constexpr std::size_t kMaxFindings = 20;

std::vector<std::string> check_documents(const Snapshot& snapshot) {
  std::vector<std::string> findings;
  const auto& database = snapshot.database();
  if (database.get_avlength() > 0 && !database.has_positions()) {
    // Xapian takes a table that is not there for one that nothing was ever written to.
    findings.push_back("the positions of words are gone (position.glass)" + std::string(kRemedy));
  }
  const auto& primary_key = snapshot.stored().primary_key;
  for (auto number = database.postlist_begin(""); number != database.postlist_end(""); ++number) {
    if (findings.size() >= kMaxFindings) {
      break;
    }
    const std::string which = "document number " + std::to_string(*number);
    try {
      const auto stored = schema::parse_json(database.get_document(*number).get_data(), "document");
      const auto id = schema::document_id(stored, primary_key);
      const auto posting = database.postlist_begin(layout::id_term(id));
      if (posting == database.postlist_end(layout::id_term(id)) || *posting != *number) {
        findings.push_back(
            std::string(which).append(" is not found by its id '").append(id).append("'").append(kRemedy));
      }
    } catch (const Xapian::DatabaseModifiedError&) {
      throw;
    } catch (const Xapian::Error& error) {
      findings.push_back(which + " cannot be read (" + error.get_msg() + ")" + std::string(kRemedy));
    } catch (const Error& error) {
      findings.push_back(which + " is damaged (" + error.what() + ")" + std::string(kRemedy));
    }
  }
  return findings;
}

/// Xapian opens the tables for writing to look at their structure. Where that is not allowed, files that are byte for
/// byte what was published are sound, and of others nothing can be said.
void check_structure(const fs::path& directory, bool as_published, std::vector<std::string>& findings) {
  if (base::refuses_writing(directory / kTable)) {
    if (as_published) {
      return;
    }
    throw Error(ErrorCode::kPermission,
                "the structure of " + directory.string() +
                    " cannot be checked without the right to write there: check it as a user who may, or check a copy",
                "file");
  }
  std::ostringstream details;
  if (const auto errors = Xapian::Database::check(directory.string(), 0, &details); errors != 0) {
    findings.push_back(directory.string() + " has " + std::to_string(errors) + " structural errors" +
                       std::string(kRemedy));
  }
}

}  // namespace

std::vector<std::string> check_database(const fs::path& directory) {
  std::vector<std::string> findings;
  try {
    const ManifestCheck manifest = check_manifest(directory);
    findings = manifest.findings;
    translating_errors(directory, [&] { check_structure(directory, manifest.current, findings); });
    const auto more = SnapshotPool(directory).with_snapshot([&](const Snapshot& snapshot) {
      return translating_errors(directory, [&] { return check_documents(snapshot); });
    });
    findings.insert(findings.end(), more.begin(), more.end());
  } catch (const SnapshotExpired&) {
    // Only the check of the structure ends so, and Xapian says it of blocks that are newer than the last commit.
    findings.push_back(directory.string() + " has blocks newer than its last commit" + std::string(kRemedy));
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kPermission || (error.code() == ErrorCode::kBusy && findings.empty())) {
      throw;
    }
    findings.emplace_back(error.what());
  }
  return findings;
}

}  // namespace telusur::backend
