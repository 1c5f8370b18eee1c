#pragma once

#include <doctest/doctest.h>

#include <string>

#include "telusur/error.hpp"
#include "telusur/settings.hpp"

namespace telusur::test {

/// Why settings are refused; "accepted" when they are not.
inline std::string settings_refusal(const std::string& json) {
  try {
    settings_from_json(json);
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::kInvalidArgument);
    CHECK(error.subject() == "settings");
    return error.what();
  }
  return "accepted";
}

}  // namespace telusur::test
