#pragma once

#include <unicode/utypes.h>

#include <string>
#include <string_view>

#include "telusur/error.hpp"

namespace telusur::text {

/// Throws when an ICU call failed. `what` completes "cannot …". A failure means missing ICU data or no memory.
inline void check_icu(UErrorCode status, std::string_view what) {
  if (U_FAILURE(status)) {
    throw Error(ErrorCode::kIo, "cannot " + std::string(what) + ": ICU reports " + u_errorName(status));
  }
}

}  // namespace telusur::text
