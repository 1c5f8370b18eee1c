#pragma once

#include <doctest/doctest.h>

#include <string_view>

#include "telusur/error.hpp"

namespace telusur::test {

/// The Error that a call throws, whose message must be one line; kInternal "no error was thrown" when it throws none.
Error error_of(const auto& call) {
  try {
    call();
  } catch (const Error& error) {
    CHECK(std::string_view(error.what()).find('\n') == std::string_view::npos);
    return error;
  }
  return {ErrorCode::kInternal, "no error was thrown"};
}

/// The code of the Error that a call throws; kInternal when it throws none.
ErrorCode code_of(const auto& call) { return error_of(call).code(); }

}  // namespace telusur::test
