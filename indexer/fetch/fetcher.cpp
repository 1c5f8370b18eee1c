#include "fetch/fetcher.hpp"

// libcurl: HTTP, TLS, compression and URLs as they are in the wild.
#include <curl/curl.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "interrupt.hpp"
#include "lower_case.hpp"
#include "telusur/error.hpp"
#include "telusur/version.hpp"

namespace telusur::indexer {

namespace {

constexpr int kMaxRedirects = 5;

struct UrlFree {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, UrlFree>;

std::string part_of(const Url& url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) {
    return "";
  }
  const std::unique_ptr<char, decltype(&curl_free)> owner(text, curl_free);
  return text;
}

/// The value of a header line if it has this name, which is in lower case; else "".
std::string header_value(std::string_view line, std::string_view name) {
  if (line.size() <= name.size() || line[name.size()] != ':' || lower_case(line.substr(0, name.size())) != name) {
    return "";
  }
  std::string_view value = line.substr(name.size() + 1);
  value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
  return std::string(value.substr(0, value.find_last_not_of(" \t\r\n") + 1));
}

}  // namespace

/// One request on its way, through its redirects.
struct Fetcher::Transfer {
  FetchRequest request;
  FetchAnswer answer;
  std::size_t max_bytes = 0;
  int redirects = 0;
  bool begun = false;
  bool done = false;
  bool too_long = false;
  CURL* handle = nullptr;
  curl_slist* headers = nullptr;

  Transfer() = default;
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;
  ~Transfer() { release(); }

  void release() {
    curl_easy_cleanup(std::exchange(handle, nullptr));
    curl_slist_free_all(std::exchange(headers, nullptr));
  }

  static std::size_t take_body(char* data, std::size_t, std::size_t size, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    if (transfer.answer.body.size() + size > transfer.max_bytes) {
      transfer.too_long = true;
      return 0;
    }
    transfer.answer.body.append(data, size);
    return size;
  }

  static std::size_t take_header(char* data, std::size_t, std::size_t size, void* self) {
    FetchAnswer& answer = static_cast<Transfer*>(self)->answer;
    const std::string_view line(data, size);
    for (const auto& [name, value] :
         {std::pair("etag", &answer.etag), std::pair("last-modified", &answer.last_modified)}) {
      if (std::string found = header_value(line, name); !found.empty()) {
        *value = std::move(found);
      }
    }
    return size;
  }
};

struct Fetcher::Connections {
  Connections() : multi(curl_multi_init()) {}
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;
  ~Connections() { curl_multi_cleanup(multi); }

  CURLM* multi;
};

Fetcher::Fetcher(const FetchOptions& options) : options_(options) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  connections_ = std::make_unique<Connections>();
  if (ready != CURLE_OK || connections_->multi == nullptr) {
    throw Error(ErrorCode::kIo, "pages cannot be fetched: libcurl does not start");
  }
}

Fetcher::~Fetcher() {
  for (const auto& transfer : transfers_) {
    if (transfer->handle != nullptr) {
      curl_multi_remove_handle(connections_->multi, transfer->handle);
    }
  }
}

void Fetcher::slow_down(std::chrono::milliseconds delay) { options_.delay = std::max(options_.delay, delay); }

void Fetcher::add(FetchRequest request) {
  auto transfer = std::make_unique<Transfer>();
  transfer->request = std::move(request);
  transfer->answer.url = transfer->request.url;
  transfer->max_bytes = options_.max_bytes;
  transfers_.push_back(std::move(transfer));
}

FetchAnswer Fetcher::take() {
  Transfer& first = *transfers_.front();
  while (!first.done) {
    stop_if_interrupted();
    begin_more();
    int still_running = 0;
    curl_multi_perform(connections_->multi, &still_running);
    collect();
    if (!first.done) {
      const auto until_begin =
          std::chrono::ceil<std::chrono::milliseconds>(next_begin_ - std::chrono::steady_clock::now());
      const auto wait =
          std::clamp(running_ < options_.connections ? until_begin : kLook, std::chrono::milliseconds(1), kLook);
      curl_multi_poll(connections_->multi, nullptr, 0, static_cast<int>(wait.count()), nullptr);
    }
  }
  FetchAnswer answer = std::move(first.answer);
  transfers_.pop_front();
  return answer;
}

/// Begins what may begin now. Looks only so far ahead that few answers have to be held.
void Fetcher::begin_more() {
  for (std::size_t at = 0; at < std::min(transfers_.size(), 2 * options_.connections); ++at) {
    const auto now = std::chrono::steady_clock::now();
    if (running_ >= options_.connections || now < next_begin_) {
      return;
    }
    if (!transfers_[at]->begun) {
      begin(*transfers_[at]);
      next_begin_ = now + options_.delay;
    }
  }
}

void Fetcher::begin(Transfer& transfer) {
  transfer.begun = true;
  ++running_;
  CURL* handle = transfer.handle = curl_easy_init();
  const std::string agent = "telusur-indexer/" + std::string(version());
  curl_easy_setopt(handle, CURLOPT_URL, transfer.answer.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_USERAGENT, agent.c_str());
  curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(options_.timeout.count()));
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &Transfer::take_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &Transfer::take_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_PRIVATE, &transfer);
  for (const auto& [name, value] : {std::pair("If-None-Match: ", &transfer.request.etag),
                                    std::pair("If-Modified-Since: ", &transfer.request.last_modified)}) {
    if (!value->empty()) {
      transfer.headers = curl_slist_append(transfer.headers, (name + *value).c_str());
    }
  }
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, transfer.headers);
  curl_multi_add_handle(connections_->multi, handle);
}

void Fetcher::collect() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(connections_->multi, &left)) {
    if (message->msg == CURLMSG_DONE) {
      char* transfer = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
      finish(*reinterpret_cast<Transfer*>(transfer), message->data.result);
    }
  }
}

void Fetcher::finish(Transfer& transfer, int result) {
  FetchAnswer& answer = transfer.answer;
  long status = 0;
  char* type = nullptr;
  char* location = nullptr;
  curl_easy_getinfo(transfer.handle, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(transfer.handle, CURLINFO_CONTENT_TYPE, &type);
  curl_easy_getinfo(transfer.handle, CURLINFO_REDIRECT_URL, &location);
  answer.status = result == CURLE_OK ? static_cast<int>(status) : 0;
  answer.content_type = type == nullptr ? "" : type;
  const std::string redirect = result == CURLE_OK && location != nullptr ? location : "";
  curl_multi_remove_handle(connections_->multi, transfer.handle);
  transfer.release();
  --running_;
  if (result != CURLE_OK) {
    answer.problem = transfer.too_long
                         ? "is longer than the limit of " + std::to_string(options_.max_bytes) + " bytes"
                         : "cannot be fetched: " + std::string(curl_easy_strerror(static_cast<CURLcode>(result)));
  } else if (!redirect.empty() && host_of(redirect) != host_of(answer.url)) {
    answer.status = 0;
    answer.problem = "is redirected to another host, " + redirect;
  } else if (!redirect.empty() && transfer.redirects++ < kMaxRedirects) {
    answer = FetchAnswer{.url = redirect};
    transfer.begun = false;
    return;
  } else if (!redirect.empty()) {
    answer.status = 0;
    answer.problem = "is redirected more than " + std::to_string(kMaxRedirects) + " times";
  }
  transfer.done = true;
}

std::string host_of(const std::string& url) {
  const Url parts(curl_url());
  if (curl_url_set(parts.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) {
    return "";
  }
  const std::string scheme = part_of(parts, CURLUPART_SCHEME);
  const std::string port = part_of(parts, CURLUPART_PORT);
  return scheme != "http" && scheme != "https"
             ? ""
             : lower_case(part_of(parts, CURLUPART_HOST)) + (port.empty() ? "" : ":" + port);
}

std::string resolved_url(const std::string& base, const std::string& reference) {
  const Url parts(curl_url());
  if (curl_url_set(parts.get(), CURLUPART_URL, base.c_str(), 0) != CURLUE_OK ||
      curl_url_set(parts.get(), CURLUPART_URL, reference.c_str(), 0) != CURLUE_OK) {
    return "";
  }
  return part_of(parts, CURLUPART_URL);
}

}  // namespace telusur::indexer
