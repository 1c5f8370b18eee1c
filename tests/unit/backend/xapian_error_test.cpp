#include "backend/xapian_error.hpp"

#include <doctest/doctest.h>
#include <xapian.h>

#include <cerrno>
#include <functional>
#include <string>
#include <vector>

#include "telusur/error.hpp"

namespace backend = telusur::backend;

using telusur::Error;
using telusur::ErrorCode;

namespace {

template <typename T>
std::function<void()> throws(int error = 0) {
  return [error] { throw T("what", error); };
}

}  // namespace

TEST_CASE("each kind of Xapian's errors becomes ours, with the index named and the way out") {
  struct Case {
    std::function<void()> body;
    ErrorCode code;
    std::string message;
  };
  const std::string rebuild = "rebuild it with telusur-indexer build";
  for (const auto& [body, code, message] : std::vector<Case>{
           {throws<Xapian::DatabaseLockError>(), ErrorCode::kBusy, "is being written by another process"},
           {throws<Xapian::DatabaseLockError>(EACCES), ErrorCode::kPermission, "no permission for"},
           {throws<Xapian::DatabaseOpeningError>(EACCES), ErrorCode::kPermission, "no permission for"},
           {throws<Xapian::DatabaseLockError>(EROFS), ErrorCode::kPermission, "Read-only file system"},
           {throws<Xapian::DatabaseVersionError>(), ErrorCode::kWrongFormat, rebuild},
           {throws<Xapian::DatabaseCorruptError>(), ErrorCode::kCorrupt, rebuild},
           {throws<Xapian::DatabaseOpeningError>(), ErrorCode::kCorrupt, rebuild},
           {throws<Xapian::DatabaseError>(), ErrorCode::kCorrupt, rebuild},
           {throws<Xapian::DatabaseNotFoundError>(), ErrorCode::kCorrupt, rebuild},
           {throws<Xapian::DatabaseNotFoundError>(EACCES), ErrorCode::kPermission, "permission denied"},
           {throws<Xapian::DatabaseError>(ENOSPC), ErrorCode::kNoSpace, "free space and repeat it"},
           {throws<Xapian::DatabaseError>(EDQUOT), ErrorCode::kNoSpace, "free space and repeat it"},
           {throws<Xapian::DatabaseError>(EFBIG), ErrorCode::kNoSpace, "free space and repeat it"},
           {throws<Xapian::DatabaseError>(EIO), ErrorCode::kIo, "Input/output error"},
           {throws<Xapian::InvalidArgumentError>(), ErrorCode::kInternal, "InvalidArgumentError"},
       }) {
    CAPTURE(message);
    try {
      backend::translating_errors("some/where", body);
      FAIL("nothing was thrown");
    } catch (const Error& error) {
      const std::string what = error.what();
      CAPTURE(what);
      CHECK(error.code() == code);
      CHECK(what.find(message) != std::string::npos);
      CHECK(what.find("the index in some/where") != std::string::npos);
      CHECK(what.find('\n') == std::string::npos);
    }
  }
}

TEST_CASE("an expired snapshot, and errors that are not Xapian's, pass") {
  CHECK_THROWS_AS(backend::translating_errors("x", throws<Xapian::DatabaseModifiedError>()), backend::SnapshotExpired);
  CHECK_THROWS_AS(backend::translating_errors("x", [] { throw 7; }), int);
  CHECK(backend::translating_errors("x", [] { return 7; }) == 7);
}
