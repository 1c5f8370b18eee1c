#include "net/http.hpp"

#include <algorithm>

namespace telusur::server::net {

namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

const Header* find(const std::vector<Header>& headers, std::string_view name) noexcept {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [&](const Header& header) { return equal_ignoring_case(header.name, name); });
  return found == headers.end() ? nullptr : &*found;
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view Request::header(std::string_view name) const noexcept {
  const Header* found = find(headers, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool Request::has_header(std::string_view name) const noexcept { return find(headers, name) != nullptr; }

}  // namespace telusur::server::net
