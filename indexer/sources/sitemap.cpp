#include "sources/sitemap.hpp"

#include <utility>

#include "sources/html.hpp"
#include "sources/section_records.hpp"
#include "sources/sitemap_xml.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

namespace {

/// The limits of the protocol, and of an index of sitemaps in an index of sitemaps.
constexpr std::size_t kMaxPages = 1'000'000;
constexpr std::size_t kMaxSitemaps = 1000;
constexpr std::size_t kMaxSitemapBytes = std::size_t{50} * 1024 * 1024;

constexpr int kOk = 200;
constexpr int kNotModified = 304;
constexpr int kServerError = 500;

/// What is wrong with an answer; "" when it is one.
std::string problem_of(const FetchAnswer& answer) {
  if (answer.status == 0) {
    return answer.problem;
  }
  return answer.status == kOk ? "" : "is answered with status " + std::to_string(answer.status);
}

bool is_page(const std::string& content_type) {
  return content_type.empty() || content_type.find("html") != std::string::npos;
}

/// Path and query of a URL.
std::string path_of(const std::string& url) {
  const std::size_t host = url.find("://");
  const std::size_t path = url.find_first_of("/?", host + 3);
  const std::string found = path == std::string::npos ? "/" : url.substr(path, url.find('#', path) - path);
  return found.starts_with('/') ? found : "/" + found;
}

}  // namespace

bool is_url(const std::string& path) { return path.starts_with("http://") || path.starts_with("https://"); }

SitemapSource::SitemapSource(const SourceOptions& options)
    : options_(options),
      url_(options.name),
      fetcher_({.connections = options.site.connections,
                .delay = options.site.delay,
                .max_bytes = options.max_document_bytes}),
      cache_(options.site.cache) {}

std::optional<Item> SitemapSource::next() {
  if (!std::exchange(begun_, true)) {
    try {
      read_robots();
      read_sitemaps();
    } catch (const BadInput& error) {
      reject(url_, error.what());
    }
  }
  while (items_.empty() && !asked_.empty()) {
    const std::string url = std::move(asked_.front());
    asked_.pop_front();
    take_page(url, fetcher_.take());
  }
  if (items_.empty()) {
    return std::nullopt;
  }
  Item item = std::move(items_.front());
  items_.pop_front();
  return item;
}

void SitemapSource::read_robots() {
  if (host_of(url_).empty()) {
    throw BadInput("is no URL of a sitemap");
  }
  fetcher_.add({resolved_url(url_, "/robots.txt")});
  const FetchAnswer answer = fetcher_.take();
  // Without one all is allowed; where it cannot be told what is, nothing is.
  if (answer.status == 0 || answer.status >= kServerError) {
    throw BadInput("is not read, because the robots.txt of its site " + problem_of(answer));
  }
  robots_ = answer.status == kOk ? Robots(answer.body) : Robots();
  fetcher_.slow_down(robots_.delay());
}

void SitemapSource::read_sitemaps() {
  std::deque<std::string> sitemaps{url_};
  seen_.insert(url_);
  for (std::size_t count = 0; !sitemaps.empty(); ++count) {
    const std::string url = std::move(sitemaps.front());
    sitemaps.pop_front();
    if (count >= kMaxSitemaps) {
      return reject(url, "is one sitemap more than " + std::to_string(kMaxSitemaps));
    }
    try {
      fetcher_.add({url});
      const FetchAnswer answer = fetcher_.take();
      if (const std::string problem = problem_of(answer); !problem.empty()) {
        throw BadInput(problem);
      }
      bytes_read_ += answer.body.size();
      const Sitemap found = read_sitemap(answer.body, kMaxSitemapBytes);
      for (const std::string& page : found.pages) {
        pages_.push_back(resolved_url(url, page));
      }
      for (const std::string& sitemap : found.sitemaps) {
        if (host_of(sitemap) != host_of(url_)) {
          reject(sitemap, "is on another host than " + url_);
        } else if (seen_.insert(sitemap).second) {
          sitemaps.push_back(sitemap);
        }
      }
    } catch (const BadInput& error) {
      reject(url, error.what());
    }
  }
  for (const std::string& page : std::exchange(pages_, std::deque<std::string>())) {
    ask_for_page(page);
  }
}

void SitemapSource::ask_for_page(const std::string& url) {
  if (!seen_.insert(url).second) {
    return;
  }
  if (host_of(url) != host_of(url_)) {
    return reject(url, "is on another host than " + url_);
  }
  if (!robots_.allows(path_of(url))) {
    return reject(url, "is disallowed by the robots.txt of its site");
  }
  if (asked_.size() >= kMaxPages) {
    return reject(url, "is one page more than " + std::to_string(kMaxPages));
  }
  const auto kept = cache_.find(url);
  fetcher_.add({url, kept ? kept->etag : "", kept ? kept->last_modified : ""});
  asked_.push_back(url);
}

void SitemapSource::take_page(const std::string& url, FetchAnswer answer) {
  bytes_read_ += answer.body.size();
  if (answer.status == kNotModified) {
    const auto kept = cache_.find(url);
    if (!kept) {
      return reject(url, "has not changed, but what was kept of it is gone: run again");
    }
    answer = *kept;
  } else if (const std::string problem = problem_of(answer); !problem.empty()) {
    return reject(url, problem);
  } else {
    cache_.keep(url, answer);
  }
  if (!is_page(answer.content_type)) {
    return reject(url, "is no HTML but " + answer.content_type);
  }
  try {
    Article article = read_html(answer.body, url);
    const std::string canonical = article.url.empty() ? "" : resolved_url(answer.url, article.url);
    article.url = canonical.empty() ? answer.url : canonical;
    if (!options_.split_by_heading) {
      items_.emplace_back(Record{Place(url), to_document(article), article.url});
      return;
    }
    for (Record& record : section_records(article, Place(url), article.url, article.url)) {
      items_.emplace_back(std::move(record));
    }
  } catch (const BadInput& error) {
    reject(url, error.what());
  } catch (const Error& error) {
    reject(url, error.what());
  }
}

void SitemapSource::reject(const std::string& url, const std::string& reason) {
  items_.push_back(rejected(url, 0, reason));
}

}  // namespace telusur::indexer
