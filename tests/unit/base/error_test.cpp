#include "telusur/error.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

using telusur::Error;
using telusur::ErrorCode;

TEST_CASE("every code has a name of its own") {
  const std::vector<ErrorCode> codes{ErrorCode::kInvalidArgument, ErrorCode::kNotFound, ErrorCode::kAlreadyExists,
                                     ErrorCode::kUnsupported,     ErrorCode::kBusy,     ErrorCode::kNoSpace,
                                     ErrorCode::kPermission,      ErrorCode::kIo,       ErrorCode::kCorrupt,
                                     ErrorCode::kWrongFormat,     ErrorCode::kInternal};
  std::set<std::string_view> names;
  for (const auto code : codes) {
    names.insert(to_string(code));
  }
  CHECK(names.size() == codes.size());
  CHECK(to_string(ErrorCode::kNotFound) == "not_found");
}

TEST_CASE("an error carries its code, message and subject, and so does a copy") {
  const Error error(ErrorCode::kNotFound, "index 'a' does not exist", "index");
  const Error copy = error;  // NOLINT(performance-unnecessary-copy-initialization)
  CHECK(copy.code() == ErrorCode::kNotFound);
  CHECK(std::string(copy.what()) == "index 'a' does not exist");
  CHECK(copy.subject() == "index");
  CHECK(Error(ErrorCode::kIo, "x").subject().empty());
}
