#include "backend/xapian_error.hpp"

#include <xapian.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "telusur/error.hpp"

namespace telusur::backend {

namespace {

/// Xapian tells the cause of a failed system call by its text alone.
bool names_errno(const Xapian::Error& error, int value) {
  const char* text = error.get_error_string();
  return text != nullptr && std::string_view(text).find(std::strerror(value)) != std::string_view::npos;
}

bool is_disk_full(const Xapian::Error& error) {
  return names_errno(error, ENOSPC) || names_errno(error, EDQUOT) || names_errno(error, EFBIG);
}

}  // namespace

void rethrow_xapian_error(const std::filesystem::path& directory) {
  const std::string where = "the index in " + directory.string();
  try {
    throw;
  } catch (const Xapian::DatabaseModifiedError&) {
    throw SnapshotExpired{};
  } catch (const Xapian::DatabaseLockError& error) {
    if (names_errno(error, EACCES) || names_errno(error, EROFS) || names_errno(error, EPERM)) {
      throw Error(ErrorCode::kPermission, "cannot write to " + where + ": " + error.get_error_string());
    }
    throw Error(ErrorCode::kBusy, where + " is being written by another process");
  } catch (const Xapian::DatabaseVersionError&) {
    throw Error(ErrorCode::kWrongFormat,
                where + " was made by another version of Xapian: rebuild it with telusur-indexer build");
  } catch (const Xapian::DatabaseCorruptError& error) {
    throw Error(ErrorCode::kCorrupt,
                where + " is damaged (" + error.get_msg() + "): rebuild it with telusur-indexer build");
  } catch (const Xapian::DatabaseNotFoundError& error) {
    // Xapian says this of a directory that it may not read, too.
    const bool denied = names_errno(error, EACCES);
    throw Error(denied ? ErrorCode::kPermission : ErrorCode::kCorrupt,
                where + (denied ? " cannot be read: permission denied"
                                : " is missing or incomplete: rebuild it with telusur-indexer build"));
  } catch (const Xapian::DatabaseError& error) {
    if (is_disk_full(error)) {
      throw Error(ErrorCode::kNoSpace,
                  "no space left for " + where + ": nothing of this batch was applied; free space and repeat it");
    }
    const char* cause = error.get_error_string();
    throw Error(ErrorCode::kIo, where + ": " + error.get_msg() + (cause == nullptr ? "" : std::string(": ") + cause));
  } catch (const Xapian::Error& error) {
    throw Error(ErrorCode::kInternal, where + ": " + error.get_type() + ": " + error.get_msg());
  }
}

}  // namespace telusur::backend
