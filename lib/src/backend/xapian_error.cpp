#include "backend/xapian_error.hpp"

#include <xapian.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "telusur/error.hpp"

namespace telusur::backend {

namespace {

/// Xapian tells the cause of a failed system call by its text alone, within the message where one failure led to
/// another.
bool names_errno(const Xapian::Error& error, int value) {
  const char* text = error.get_error_string();
  const std::string_view cause = std::strerror(value);
  return (text != nullptr && std::string_view(text).find(cause) != std::string_view::npos) ||
         error.get_msg().find(cause) != std::string::npos;
}

bool is_disk_full(const Xapian::Error& error) {
  return names_errno(error, ENOSPC) || names_errno(error, EDQUOT) || names_errno(error, EFBIG);
}

bool is_refused(const Xapian::Error& error) {
  return names_errno(error, EACCES) || names_errno(error, EROFS) || names_errno(error, EPERM);
}

Error no_space(const std::string& where) {
  return {ErrorCode::kNoSpace,
          "no space left for " + where + ": nothing of this batch was applied; free space and repeat it"};
}

Error no_permission(const Xapian::Error& error, const std::string& where) {
  const char* cause = error.get_error_string();
  return {ErrorCode::kPermission, "no permission for " + where + ": " + (cause == nullptr ? error.get_msg() : cause)};
}

Error damaged(const Xapian::Error& error, const std::string& where) {
  return {ErrorCode::kCorrupt, where + " is damaged (" + error.get_msg() + "): rebuild it with telusur-indexer build"};
}

}  // namespace

bool is_held_lock(const Xapian::DatabaseLockError& error) { return !is_refused(error) && !is_disk_full(error); }

void rethrow_xapian_error(const std::filesystem::path& directory) {
  const std::string where = "the index in " + directory.string();
  try {
    throw;
  } catch (const Xapian::DatabaseModifiedError&) {
    throw SnapshotExpired{};
  } catch (const Xapian::DatabaseLockError& error) {
    if (is_refused(error)) {
      throw no_permission(error, where);
    }
    if (is_disk_full(error)) {
      throw no_space(where);
    }
    throw Error(ErrorCode::kBusy, where + " is being written by another process: try again when it is done");
  } catch (const Xapian::DatabaseVersionError&) {
    throw Error(ErrorCode::kWrongFormat,
                where + " was made by another version of Xapian: rebuild it with telusur-indexer build");
  } catch (const Xapian::DatabaseCorruptError& error) {
    throw damaged(error, where);
  } catch (const Xapian::DatabaseNotFoundError& error) {
    // Xapian says this of a directory that it may not read, too.
    const bool denied = names_errno(error, EACCES);
    throw Error(denied ? ErrorCode::kPermission : ErrorCode::kCorrupt,
                where + (denied ? " cannot be read: permission denied"
                                : " is missing or incomplete: rebuild it with telusur-indexer build"));
  } catch (const Xapian::DatabaseError& error) {
    if (is_disk_full(error)) {
      throw no_space(where);
    }
    if (is_refused(error)) {
      throw no_permission(error, where);
    }
    const char* cause = error.get_error_string();
    if (cause == nullptr) {
      // No system call failed: what was read is not what was written. So Xapian tells of a table that was cut short.
      throw damaged(error, where);
    }
    throw Error(ErrorCode::kIo, where + ": " + error.get_msg() + ": " + cause);
  } catch (const Xapian::Error& error) {
    throw Error(ErrorCode::kInternal, where + ": " + error.get_type() + ": " + error.get_msg());
  }
}

}  // namespace telusur::backend
