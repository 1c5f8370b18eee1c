#include "listen_address.hpp"

#include <arpa/inet.h>

#include <charconv>
#include <stdexcept>
#include <system_error>

namespace telusur::server {

ListenAddress parse_listen_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  std::string_view host = text.substr(0, colon);
  const bool bracketed = host.size() > 2 && host.starts_with('[') && host.ends_with(']');
  if (bracketed) {
    host = host.substr(1, host.size() - 2);
  }
  const std::string_view port = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
  int number = -1;
  const auto parsed = std::from_chars(port.data(), port.data() + port.size(), number);
  const bool whole = parsed.ec == std::errc() && parsed.ptr == port.data() + port.size();
  const bool ambiguous = !bracketed && host.find_first_of(":[]") != std::string_view::npos;
  if (host.empty() || ambiguous || !whole || number < 0 || number > 65535) {
    throw std::invalid_argument(
        "'" + std::string(text) +
        "' is not HOST:PORT with a port from 0 to 65535, for example 127.0.0.1:7700 or [::1]:7700");
  }
  return {std::string(host), number};
}

bool is_loopback(std::string_view host) {
  const std::string text(host);
  in_addr v4{};
  if (::inet_pton(AF_INET, text.c_str(), &v4) == 1) {
    return (ntohl(v4.s_addr) >> 24) == 127;
  }
  in6_addr v6{};
  if (::inet_pton(AF_INET6, text.c_str(), &v6) == 1) {
    return IN6_IS_ADDR_LOOPBACK(&v6);
  }
  return text == "localhost";
}

std::string url_of(std::string_view host, int port) {
  const bool v6 = host.find(':') != std::string_view::npos;
  return "http://" + (v6 ? "[" + std::string(host) + "]" : std::string(host)) + ":" + std::to_string(port);
}

}  // namespace telusur::server
