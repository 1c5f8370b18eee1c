#include "fetch/api_client.hpp"

// libcurl, as for pages.
#include <curl/curl.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "fetch/fetcher.hpp"
#include "interrupt.hpp"
#include "telusur/error.hpp"
#include "telusur/version.hpp"

namespace telusur::indexer {

namespace {

constexpr std::chrono::milliseconds kFirstPause{200};
constexpr std::chrono::milliseconds kLongestPause{10'000};
/// Far more than settings or a page of tasks take.
constexpr std::size_t kMaxAnswerBytes = std::size_t{64} * 1024 * 1024;

bool is_interrupted() {
  try {
    stop_if_interrupted();
    return false;
  } catch (const Interrupted&) {
    return true;
  }
}

int break_off_if_interrupted(void* heeds, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return *static_cast<const bool*>(heeds) && is_interrupted() ? 1 : 0;
}

std::size_t take_body(char* data, std::size_t, std::size_t size, void* body) {
  auto& text = *static_cast<std::string*>(body);
  if (text.size() + size > kMaxAnswerBytes) {
    return 0;
  }
  text.append(data, size);
  return size;
}

bool is_passing(int status) {
  return status == 408 || status == 429 || status == 502 || status == 503 || status == 504;
}

/// Whether another try may end otherwise.
bool is_passing(CURLcode result) {
  switch (result) {
    case CURLE_COULDNT_CONNECT:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
    case CURLE_HTTP2_STREAM:
      return true;
    default:
      return false;
  }
}

bool never_arrived(CURLcode result) { return result == CURLE_COULDNT_CONNECT || result == CURLE_COULDNT_RESOLVE_HOST; }

std::string without_slash(std::string url) {
  while (url.ends_with('/')) {
    url.pop_back();
  }
  return url;
}

}  // namespace

/// What became of one try.
struct ApiClient::Attempt {
  ApiAnswer answer;
  CURLcode result = CURLE_OK;
  std::chrono::seconds retry_after{0};

  bool is_passing_problem() const { return result == CURLE_OK ? is_passing(answer.status) : is_passing(result); }

  /// Whether the server may have taken the request all the same: the connection broke off, or a proxy answers.
  bool may_have_arrived() const {
    return result == CURLE_OK ? answer.status == 502 || answer.status == 504 : !never_arrived(result);
  }

  std::string problem() const {
    return result == CURLE_OK ? "answers " + std::to_string(answer.status) : curl_easy_strerror(result);
  }
};

struct ApiClient::Handle {
  Handle() : curl(curl_easy_init()) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { curl_easy_cleanup(curl); }

  CURL* curl;
};

ApiClient::ApiClient(ServerOptions options, Report report)
    : options_(std::move(options)), report_(std::move(report)), handle_(std::make_unique<Handle>()) {
  if (host_of(options_.url).empty() || options_.url.find_first_of("?#") != std::string::npos) {
    throw Error(ErrorCode::kInvalidArgument, "the URL of the server, '" + options_.url +
                                                 "', must be as http://127.0.0.1:7700 or https://example.org");
  }
  options_.url = without_slash(options_.url);
  if (handle_->curl == nullptr) {
    throw Error(ErrorCode::kIo, "no server can be asked: libcurl does not start");
  }
}

ApiClient::~ApiClient() = default;

void ApiClient::be_undisturbed(std::chrono::seconds retry_for) {
  heeds_interrupts_ = false;
  options_.retry_for = std::min(options_.retry_for, retry_for);
}

ApiAnswer ApiClient::send(const ApiRequest& request) {
  const auto deadline = std::chrono::steady_clock::now() + options_.retry_for;
  std::chrono::milliseconds pause = kFirstPause;
  for (bool told = false;; told = true) {
    Attempt attempt = this->attempt(request);
    if (heeds_interrupts_) {
      stop_if_interrupted();
    }
    if (attempt.result == CURLE_OK && !is_passing(attempt.answer.status)) {
      return std::move(attempt.answer);
    }
    if (!request.may_repeat && attempt.is_passing_problem() && attempt.may_have_arrived()) {
      return {};
    }
    const auto wanted = std::max<std::chrono::milliseconds>(pause, attempt.retry_after);
    if (!attempt.is_passing_problem() || std::chrono::steady_clock::now() + wanted > deadline) {
      throw Error(ErrorCode::kIo, "the server " + options_.url + " could not do " + request.method + " " +
                                      request.path + ": " + attempt.problem());
    }
    if (!told) {
      report_("the server " + options_.url + ": " + attempt.problem() + "; trying again for up to " +
              std::to_string(options_.retry_for.count()) + " s");
    }
    wait(wanted);
    pause = std::min(2 * pause, kLongestPause);
  }
}

ApiClient::Attempt ApiClient::attempt(const ApiRequest& request) {
  CURL* handle = handle_->curl;
  Attempt attempt;
  curl_easy_reset(handle);  // keeps the connection
  const std::string url = options_.url + request.path;
  const std::string agent = "telusur-indexer/" + std::string(version());
  // Without the empty one, a large body waits for an answer to "Expect: 100-continue".
  curl_slist* headers = curl_slist_append(nullptr, "Expect:");
  headers = curl_slist_append(headers, ("Content-Type: " + request.content_type).c_str());
  if (!options_.key.empty()) {
    headers = curl_slist_append(headers, ("Authorization: Bearer " + options_.key).c_str());
  }
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> owner(headers, curl_slist_free_all);
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  curl_easy_setopt(handle, CURLOPT_USERAGENT, agent.c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(options_.answer_timeout.count()));
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &take_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &attempt.answer.body);
  curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, &break_off_if_interrupted);
  curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &heeds_interrupts_);
  if (!request.body.empty()) {
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.data());
  }
  attempt.result = curl_easy_perform(handle);
  long status = 0;
  curl_off_t seconds = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &seconds);
  attempt.answer.status = static_cast<int>(status);
  attempt.retry_after = std::chrono::seconds(seconds);
  return attempt;
}

void ApiClient::wait(std::chrono::milliseconds time) const {
  const auto end = std::chrono::steady_clock::now() + time;
  for (auto now = std::chrono::steady_clock::now(); now < end; now = std::chrono::steady_clock::now()) {
    std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(kLook, end - now));
    if (heeds_interrupts_) {
      stop_if_interrupted();
    }
  }
}

}  // namespace telusur::indexer
