#include "telusur/error.hpp"

namespace telusur {

Error::Error(ErrorCode code, const std::string& message, std::string_view subject)
    : std::runtime_error(message), code_(code), subject_(subject) {}

std::string_view to_string(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::kInvalidArgument:
      return "invalid_argument";
    case ErrorCode::kNotFound:
      return "not_found";
    case ErrorCode::kAlreadyExists:
      return "already_exists";
    case ErrorCode::kUnsupported:
      return "unsupported";
    case ErrorCode::kBusy:
      return "busy";
    case ErrorCode::kNoSpace:
      return "no_space";
    case ErrorCode::kPermission:
      return "permission";
    case ErrorCode::kIo:
      return "io";
    case ErrorCode::kCorrupt:
      return "corrupt";
    case ErrorCode::kWrongFormat:
      return "wrong_format";
    case ErrorCode::kInternal:
      return "internal";
  }
  return "internal";
}

}  // namespace telusur
