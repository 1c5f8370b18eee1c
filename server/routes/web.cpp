#include <cstdint>
#include <string>
#include <string_view>

#include "embedded/web.hpp"
#include "routes/routes.hpp"

namespace telusur::server::routes {

namespace {

/// Nothing but our own files runs in the page, and it talks to this server alone.
constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Ours are asked for again each time, and 304 answers; what other sites load may be an hour old.
constexpr std::string_view kAskAgain = "no-cache";
constexpr std::string_view kForAnHour = "public, max-age=3600, stale-while-revalidate=86400";

struct WebFile {
  std::string_view path;
  std::string_view name;
  std::string_view type;
  std::string_view caching;
};

constexpr WebFile kFiles[] = {
    {"/", "index.html", "text/html; charset=utf-8", kAskAgain},
    {"/page.css", "page.css", "text/css; charset=utf-8", kAskAgain},
    {"/page.js", "page.js", "text/javascript; charset=utf-8", kAskAgain},
    {"/search-box.js", "search-box.js", "text/javascript; charset=utf-8", kForAnHour},
};

/// A strong validator: changes with the contents (64-bit FNV-1a).
std::string entity_tag(std::string_view contents) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : contents) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string tag = "\"";
  for (int shift = 60; shift >= 0; shift -= 4) {
    tag += kDigits[(hash >> shift) & 0xF];
  }
  return tag + '"';
}

std::string_view contents_of(std::string_view name) {
  for (const auto& file : embedded::web_files()) {
    if (file.name == name) {
      return file.contents;
    }
  }
  return {};
}

}  // namespace

void add_web_routes(net::Router& router) {
  for (const WebFile& file : kFiles) {
    const std::string_view contents = contents_of(file.name);
    router.add("GET", file.path,
               [contents, file, tag = entity_tag(contents)](const net::Request& request, const net::PathParameters&) {
                 const bool known = request.header("If-None-Match").find(tag) != std::string_view::npos;
                 net::Response response{.status = known ? 304 : 200,
                                        .content_type = known ? "" : std::string(file.type),
                                        .body = known ? "" : std::string(contents)};
                 response.headers = {{"ETag", tag},
                                     {"Cache-Control", std::string(file.caching)},
                                     {"Content-Security-Policy", std::string(kContentSecurityPolicy)},
                                     {"Cross-Origin-Resource-Policy", "cross-origin"},
                                     {"Referrer-Policy", "same-origin"}};
                 return response;
               });
  }
}

}  // namespace telusur::server::routes
