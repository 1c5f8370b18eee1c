#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telusur::server::storage {
class Spool;
}

namespace telusur::server::net {

struct Header {
  std::string name;
  std::string value;
};

/// One `name=value` of a query string, percent-decoded.
struct QueryParameter {
  std::string name;
  std::string value;
};

/// A request whose head has been checked and whose body is complete, unless `failure` says why not. A value type, but
/// for the spool, which copies share.
struct Request {
  std::string method;                 ///< one of GET HEAD POST PUT PATCH DELETE OPTIONS
  std::string path;                   ///< of the target, as it was sent, without the query string
  std::vector<std::string> segments;  ///< of the path, percent-decoded: "/a/b%2Fc/" is {"a", "b/c"}
  std::vector<QueryParameter> query;  ///< in the order in which they were sent
  std::vector<Header> headers;        ///< in the order in which they were sent, values trimmed
  std::string body;
  std::shared_ptr<const storage::Spool> spool;  ///< the body instead, where ServerHooks::plan_body wanted it so
  std::exception_ptr failure;                   ///< what was thrown before the body was complete
  std::string remote_address;                   ///< of the client's end of the socket, without port

  /// The value of the first header of this name (any case), or "".
  std::string_view header(std::string_view name) const noexcept;
  bool has_header(std::string_view name) const noexcept;
};

/// An answer under construction. A value type. Length, date and connection headers are added when it is sent.
struct Response {
  int status = 200;
  std::string content_type{};  ///< "" = none
  std::string body{};
  std::vector<Header> headers{};
  std::string route{};       ///< for the access log: the pattern that the path fitted
  std::string request_id{};  ///< likewise
};

/// Answers a request. Called from many threads at once; an exception becomes a fixed answer with status 500.
using Handler = std::function<Response(const Request&)>;

/// ASCII letters alone, whatever the locale.
bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept;

}  // namespace telusur::server::net
