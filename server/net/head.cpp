#include "net/head.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "net/target.hpp"

namespace telusur::server::net {

namespace {

constexpr std::string_view kMethods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

Rejection bad_request(std::string message) { return {400, "bad_request", std::move(message)}; }

bool is_token(std::string_view text) noexcept {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           kMarks.find(c) != std::string_view::npos;
  });
}

/// Control characters; bytes of UTF-8 are not.
bool is_control(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string_view trimmed(std::string_view text) noexcept {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The lines of a head one after the other.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  /// The next line without its CRLF, or nothing at the end or when it does not end in CRLF.
  std::optional<std::string_view> next() {
    const std::size_t end = rest_.find_first_of("\r\n");
    if (end == std::string_view::npos || rest_.substr(end, 2) != "\r\n") {
      return std::nullopt;
    }
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end + 2);
    return line;
  }

 private:
  std::string_view rest_;
};

std::optional<Rejection> check_version(std::string_view version, Head& head) {
  if (version == "HTTP/1.1") {
    return std::nullopt;
  }
  if (version == "HTTP/1.0") {
    head.keep_alive = false;
    return std::nullopt;
  }
  if (version.starts_with("HTTP/") && version.size() == 8) {
    return Rejection{505, "http_version_not_supported", "This server speaks HTTP/1.1 and HTTP/1.0."};
  }
  return bad_request("The request line must be METHOD TARGET HTTP/1.1.");
}

std::optional<Rejection> read_target(std::string_view target, Head& head, const Limits& limits) {
  if (target.size() > limits.target_bytes) {
    return Rejection{414, "uri_too_long",
                     "The path and query string take more than " + std::to_string(limits.target_bytes) +
                         " bytes; send long searches with POST."};
  }
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (equal_ignoring_case(target.substr(0, scheme.size()), scheme)) {
      target.remove_prefix(std::min(target.find_first_of("/?", scheme.size()), target.size()));
    }
  }
  const std::size_t question = std::min(target.find('?'), target.size());
  const std::string_view path = target.substr(0, question);
  const bool asterisk = path == "*" && head.request.method == "OPTIONS";
  std::optional<std::vector<std::string>> segments = path_segments(path);
  if ((!path.starts_with('/') && !asterisk) || std::any_of(target.begin(), target.end(), is_control) || !segments) {
    return bad_request("The request target must begin with '/' and hold no control characters or malformed %XX.");
  }
  head.request.path = path;
  head.request.segments = std::move(*segments);
  head.request.query = query_parameters(target.substr(std::min(question + 1, target.size())));
  return std::nullopt;
}

std::optional<Rejection> read_request_line(std::string_view line, Head& head, const Limits& limits) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  const std::string_view method = line.substr(0, std::min(first, line.size()));
  if (first == std::string_view::npos || last == first || !is_token(method)) {
    return bad_request("The request line must be METHOD TARGET HTTP/1.1.");
  }
  const std::string_view target = line.substr(first + 1, last - first - 1);
  if (target.find(' ') != std::string_view::npos) {
    return bad_request("The request target must not hold a space; write it as %20.");
  }
  if (std::find(std::begin(kMethods), std::end(kMethods), method) == std::end(kMethods)) {
    // Its name is kept nowhere: whoever sends a million of them takes no memory in log or metrics.
    return Rejection{501, "method_not_implemented", "The method is none of GET HEAD POST PUT PATCH DELETE OPTIONS."};
  }
  head.request.method = method;
  if (std::optional<Rejection> rejection = check_version(line.substr(last + 1), head)) {
    return rejection;
  }
  return read_target(target, head, limits);
}

std::optional<Rejection> read_header(std::string_view line, Head& head) {
  const std::size_t colon = line.find(':');
  const std::string_view name = line.substr(0, std::min(colon, line.size()));
  if (colon == std::string_view::npos || !is_token(name)) {
    return bad_request("A header line must be NAME: VALUE, without a space before the colon or at its beginning.");
  }
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (std::any_of(value.begin(), value.end(), [](char c) { return c != '\t' && is_control(c); })) {
    return bad_request("A header value must not hold control characters.");
  }
  head.request.headers.push_back({std::string(name), std::string(value)});
  return std::nullopt;
}

std::vector<std::string_view> values(const Request& request, std::string_view name) {
  std::vector<std::string_view> found;
  for (const Header& header : request.headers) {
    if (equal_ignoring_case(header.name, name)) {
      found.emplace_back(header.value);
    }
  }
  return found;
}

std::optional<Rejection> read_content_length(std::string_view text, Head& head, const Limits& limits) {
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  if (!digits) {
    return bad_request("Content-Length must be one decimal number.");
  }
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), head.content_length);
  if (parsed.ec != std::errc() || head.content_length > limits.body_bytes) {
    return Rejection{413, "payload_too_large",
                     "The body takes more than " + std::to_string(limits.body_bytes) + " bytes."};
  }
  head.framing = head.content_length > 0 ? BodyFraming::kLength : BodyFraming::kNone;
  return std::nullopt;
}

std::optional<Rejection> read_framing(Head& head, bool http11, const Limits& limits) {
  const auto lengths = values(head.request, "Content-Length");
  const auto encodings = values(head.request, "Transfer-Encoding");
  if (lengths.size() + encodings.size() > 1) {
    return bad_request("The body's length must be given once: by Content-Length or by Transfer-Encoding.");
  }
  if (!lengths.empty()) {
    return read_content_length(lengths.front(), head, limits);
  }
  if (encodings.empty()) {
    return std::nullopt;
  }
  if (!http11 || !equal_ignoring_case(encodings.front(), "chunked")) {
    return Rejection{501, "transfer_encoding_not_implemented", "Transfer-Encoding must be 'chunked', with HTTP/1.1."};
  }
  head.framing = BodyFraming::kChunked;
  return std::nullopt;
}

std::optional<Rejection> check_body(const Head& head) {
  const Request& request = head.request;
  const bool bodyless = request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS";
  if (bodyless && head.framing != BodyFraming::kNone) {
    return bad_request("A " + request.method + " request must not have a body.");
  }
  const std::string_view encoding = request.header("Content-Encoding");
  if (!encoding.empty() && !equal_ignoring_case(encoding, "identity")) {
    return Rejection{415, "content_encoding_not_supported", "Send the body without Content-Encoding."};
  }
  return std::nullopt;
}

/// True when the comma-separated list in `value` holds `word`.
bool lists(std::string_view value, std::string_view word) {
  for (std::size_t begin = 0; begin < value.size();) {
    const std::size_t comma = std::min(value.find(',', begin), value.size());
    if (equal_ignoring_case(trimmed(value.substr(begin, comma - begin)), word)) {
      return true;
    }
    begin = comma + 1;
  }
  return false;
}

std::optional<Rejection> read_connection_headers(Head& head, bool http11) {
  const std::size_t hosts = values(head.request, "Host").size();
  if (hosts > 1 || (http11 && hosts == 0)) {
    return bad_request("The request must have one Host header.");
  }
  for (const std::string_view value : values(head.request, "Connection")) {
    head.keep_alive = head.keep_alive && !lists(value, "close");
  }
  const std::string_view expectation = head.request.header("Expect");
  if (!expectation.empty() && !equal_ignoring_case(expectation, "100-continue")) {
    return Rejection{417, "expectation_failed", "The only expectation that can be met is '100-continue'."};
  }
  head.expects_continue = !expectation.empty();
  return std::nullopt;
}

std::optional<Rejection> read_head(std::string_view text, Head& head, const Limits& limits) {
  constexpr std::string_view kLineEnds = "Every line of the head must end in CR LF.";
  Lines lines(text);
  std::optional<std::string_view> line = lines.next();
  if (!line) {
    return bad_request(std::string(kLineEnds));
  }
  const bool http11 = line->ends_with("HTTP/1.1");
  if (std::optional<Rejection> rejection = read_request_line(*line, head, limits)) {
    return rejection;
  }
  while ((line = lines.next()) && !line->empty()) {
    if (head.request.headers.size() == limits.header_count) {
      return Rejection{431, "headers_too_large",
                       "The request has more than " + std::to_string(limits.header_count) + " headers."};
    }
    if (std::optional<Rejection> rejection = read_header(*line, head)) {
      return rejection;
    }
  }
  if (!line) {
    return bad_request(std::string(kLineEnds));
  }
  std::optional<Rejection> rejection = read_framing(head, http11, limits);
  if (!rejection) {
    rejection = read_connection_headers(head, http11);
  }
  return rejection ? rejection : check_body(head);
}

/// A browser lets a page read a refusal only when the refusal names the page's origin, which may stand behind what was
/// refused.
void find_origin(std::string_view text, Request& request) {
  constexpr std::string_view kName = "Origin:";
  if (request.has_header("Origin")) {
    return;
  }
  Lines lines(text);
  lines.next();
  for (std::optional<std::string_view> line; (line = lines.next()) && !line->empty();) {
    if (equal_ignoring_case(line->substr(0, kName.size()), kName)) {
      request.headers.push_back({"Origin", std::string(trimmed(line->substr(kName.size())))});
      return;
    }
  }
}

}  // namespace

std::size_t head_size(std::string_view input) noexcept {
  for (std::size_t at = input.find('\n'); at != std::string_view::npos; at = input.find('\n', at + 1)) {
    if (input.substr(at + 1, 1) == "\n") {
      return at + 2;
    }
    if (input.substr(at + 1, 2) == "\r\n") {
      return at + 3;
    }
  }
  return 0;
}

Head parse_head(std::string_view text, const Limits& limits) {
  Head head;
  head.rejection = read_head(text, head, limits);
  if (head.rejection) {
    head.keep_alive = false;
    find_origin(text, head.request);
  }
  return head;
}

}  // namespace telusur::server::net
