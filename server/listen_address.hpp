#pragma once

#include <string>
#include <string_view>

namespace telusur::server {

/// Where to listen.
struct ListenAddress {
  std::string host;
  int port = 0;
};

/// Reads "HOST:PORT": a name or an IPv4 address, or an IPv6 address in brackets; PORT from 0 (a free one) to 65535.
/// @throws std::invalid_argument, one sentence.
ListenAddress parse_listen_address(std::string_view text);

/// True for addresses that only this machine can reach: localhost, 127.0.0.0/8 and ::1.
bool is_loopback(std::string_view host);

/// The beginning of a URL to this host and port.
std::string url_of(std::string_view host, int port);

}  // namespace telusur::server
