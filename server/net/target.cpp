#include "net/target.hpp"

#include <algorithm>
#include <utility>

namespace telusur::server::net {

namespace {

int hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  if (c >= 'a' && c <= 'f') {
    return c - 'a' + 10;
  }
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// The byte that the escape at the beginning of `text` stands for, or -1.
int escaped_byte(std::string_view text) noexcept {
  if (text.size() < 3 || text[0] != '%') {
    return -1;
  }
  const int high = hex_digit(text[1]);
  const int low = hex_digit(text[2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::string form_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const int byte = escaped_byte(text.substr(i)); byte >= 0) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const int byte = escaped_byte(text.substr(i));
    if (byte < 0) {
      return std::nullopt;
    }
    out += static_cast<char>(byte);
    i += 2;
  }
  return out;
}

std::optional<std::vector<std::string>> path_segments(std::string_view path) {
  std::vector<std::string> segments;
  for (std::size_t begin = path.starts_with('/') ? 1 : 0; begin < path.size();) {
    const std::size_t slash = std::min(path.find('/', begin), path.size());
    std::optional<std::string> segment = percent_decoded(path.substr(begin, slash - begin));
    if (!segment || segment->find('\0') != std::string::npos) {
      return std::nullopt;
    }
    segments.push_back(std::move(*segment));
    begin = slash + 1;
  }
  return segments;
}

std::vector<QueryParameter> query_parameters(std::string_view query) {
  std::vector<QueryParameter> parameters;
  for (std::size_t begin = 0; begin < query.size();) {
    const std::size_t end = std::min(query.find('&', begin), query.size());
    const std::string_view pair = query.substr(begin, end - begin);
    if (!pair.empty()) {
      const std::size_t equals = std::min(pair.find('='), pair.size());
      parameters.push_back(
          {form_decoded(pair.substr(0, equals)), form_decoded(pair.substr(std::min(equals + 1, pair.size())))});
    }
    begin = end + 1;
  }
  return parameters;
}

}  // namespace telusur::server::net
