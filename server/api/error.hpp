#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "net/head.hpp"
#include "net/http.hpp"
#include "telusur/error.hpp"

namespace telusur::server::api {

/// How an error appears on the wire.
struct WireError {
  int status = 500;
  std::string_view code = "internal";
  std::string_view type = "internal";  ///< invalid_request, auth, internal or system
  bool message_is_public = false;      ///< the library's message helps the client and holds nothing of the machine's
};

/// The one place where the library's errors become statuses and codes.
WireError wire_error(ErrorCode code, std::string_view subject) noexcept;

/// Thrown by routes for what is wrong with the request itself, before the library is asked.
class RequestError : public std::runtime_error {
 public:
  RequestError(int status, std::string_view code, const std::string& message)
      : std::runtime_error(message), status_(status), code_(code) {}

  int status() const noexcept { return status_; }
  const std::string& code() const noexcept { return code_; }

 private:
  int status_;
  std::string code_;
};

/// `{message, code, type, link}` as JSON. `link` is "" for the codes that Meilisearch does not have.
net::Response error_response(int status, std::string_view code, std::string_view message);

net::Response error_response(const Error& error);

/// The body of `error_response` alone: how a task tells why it failed.
std::string error_body(const Error& error);

net::Response error_response(const net::Rejection& rejection);

}  // namespace telusur::server::api
