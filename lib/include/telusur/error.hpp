#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace telusur {

/// What went wrong, chosen by who can act on it.
enum class ErrorCode {
  // The caller can act: the call itself is wrong.
  kInvalidArgument,  ///< a value outside its range, malformed JSON, an unknown field
  kNotFound,         ///< no such index, document, file or attribute
  kAlreadyExists,    ///< the index or the document id is already there
  kUnsupported,      ///< understood, but this version cannot do it
  // Trying again later can help: nothing is wrong but the moment.
  kBusy,  ///< another process is writing, or a limit of concurrent work is reached
  // The operator can act: disk, permissions, a damaged or foreign file.
  kNoSpace,      ///< the disk is full
  kPermission,   ///< the file system refuses access
  kIo,           ///< any other failure of the file system
  kCorrupt,      ///< stored data is damaged; the message names the command to run
  kWrongFormat,  ///< stored data was made by another version; the message names the command to run
  // Nobody outside can act: a defect of telusur.
  kInternal,
};

/// Name of a code as it appears in logs, for example "not_found". Static storage.
std::string_view to_string(ErrorCode code) noexcept;

/// The only exception type that the library throws.
///
/// `what()` is one sentence with the bad value and, where there is one, the valid range. `subject()` names the thing at
/// fault: the request field ("q", "limit"), "index", "document", "settings", or "" where nothing narrower is known.
/// Immutable; copying does not throw.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message, std::string_view subject = {});

  ErrorCode code() const noexcept { return code_; }
  const std::string& subject() const noexcept { return subject_; }

 private:
  ErrorCode code_;
  std::string subject_;
};

}  // namespace telusur
