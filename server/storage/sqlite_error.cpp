#include "storage/sqlite_error.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <string>

namespace telusur::server::storage {

namespace {

ErrorCode code_of_errno(int error, ErrorCode otherwise) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return ErrorCode::kNoSpace;
    case EACCES:
    case EPERM:
    case EROFS:
      return ErrorCode::kPermission;
    default:
      return otherwise;
  }
}

ErrorCode code_of(int result, int error) {
  switch (result & 0xFF) {
    case SQLITE_FULL:
      return ErrorCode::kNoSpace;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return ErrorCode::kPermission;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::kBusy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ErrorCode::kCorrupt;
    case SQLITE_CONSTRAINT:
      return ErrorCode::kAlreadyExists;
    case SQLITE_TOOBIG:
      return ErrorCode::kInvalidArgument;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return code_of_errno(error, ErrorCode::kIo);
    default:
      return ErrorCode::kInternal;
  }
}

std::string sentence(ErrorCode code, const std::string& file, const std::string& cause) {
  switch (code) {
    case ErrorCode::kNoSpace:
      return "no space left for " + file + ": nothing was stored; free space and repeat it";
    case ErrorCode::kPermission:
      return "no permission to write to " + file + " (" + cause + "): make it and its directory writable";
    case ErrorCode::kBusy:
      return file + " is being written by another process: try again when it is done";
    case ErrorCode::kCorrupt:
      return file + " is damaged (" + cause + "): restore it from a backup, or remove it with its -wal and -shm files";
    case ErrorCode::kAlreadyExists:
      return file + " has this already (" + cause + ")";
    default:
      return "cannot use " + file + " (" + cause + ")";
  }
}

}  // namespace

Error sqlite_error(sqlite3* handle, const std::filesystem::path& file, int result) {
  const int last = errno;
  const int error = handle == nullptr ? 0 : ::sqlite3_system_errno(handle);
  // Of a write that fails at a quota or a limit of file sizes, SQLite does not note why; errno still knows.
  const ErrorCode code = result == SQLITE_IOERR_WRITE ? code_of_errno(last, ErrorCode::kIo) : code_of(result, error);
  const std::string cause = handle == nullptr ? ::sqlite3_errstr(result) : ::sqlite3_errmsg(handle);
  return {code, sentence(code, file.string(), cause)};
}

}  // namespace telusur::server::storage
