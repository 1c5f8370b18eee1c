#include "sources/sitemap.hpp"

#include <doctest/doctest.h>
#include <httplib.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "indexer_process.hpp"
#include "items.hpp"
#include "sources/compressed.hpp"
#include "sources/sitemap_xml.hpp"
#include "support/temporary_directory.hpp"
#include "support/wait_until.hpp"

using namespace telusur::indexer;
using telusur::test::items_of;
using telusur::test::TemporaryDirectory;

namespace {

/// A site on a free port, which counts what it is asked for.
class Site {
 public:
  struct Page {
    std::string body;
    std::string type = "text/html; charset=utf-8";
    int status = 200;
    std::string location = {};
    std::string etag = {};
  };

  Site() {
    server_.Get(".*",
                [this](const httplib::Request& request, httplib::Response& response) { answer(request, response); });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    // A server that is stopped before it runs would run for ever.
    REQUIRE(telusur::test::wait_until([this] { return server_.is_running(); }));
  }
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  ~Site() {
    server_.stop();
    thread_.join();
  }

  std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }

  void set(const std::string& path, Page page) {
    const std::lock_guard lock(mutex_);
    pages_[path] = std::move(page);
  }

  /// A sitemap at /sitemap.xml of these paths.
  void list(const std::vector<std::string>& paths) {
    std::string xml = "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";
    for (const std::string& path : paths) {
      xml += "<url><loc>" + (path.starts_with('/') ? url(path) : path) + "</loc><lastmod>2024-05-01</lastmod></url>";
    }
    set("/sitemap.xml", {xml + "</urlset>", "application/xml"});
  }

  /// Answers with a body since the last call, by path.
  std::map<std::string, int> take_counts() {
    const std::lock_guard lock(mutex_);
    return std::exchange(counts_, {});
  }

  int most_at_once() const { return most_at_once_; }
  std::string agent() {
    const std::lock_guard lock(mutex_);
    return agent_;
  }

 private:
  void answer(const httplib::Request& request, httplib::Response& response) {
    const int at_once = ++at_once_;
    for (int most = most_at_once_; at_once > most && !most_at_once_.compare_exchange_weak(most, at_once);) {
    }
    const std::lock_guard lock(mutex_);
    agent_ = request.get_header_value("User-Agent");
    const auto found = pages_.find(request.path);
    if (found == pages_.end()) {
      response.status = 404;
    } else if (!found->second.etag.empty() && request.get_header_value("If-None-Match") == found->second.etag) {
      response.status = 304;
    } else {
      const Page& page = found->second;
      ++counts_[request.path];
      response.status = page.status;
      if (!page.location.empty()) {
        response.set_header("Location", page.location);
      }
      if (!page.etag.empty()) {
        response.set_header("ETag", page.etag);
      }
      response.set_content(page.body, page.type.c_str());
    }
    --at_once_;
  }

  httplib::Server server_;
  std::mutex mutex_;
  std::map<std::string, Page> pages_;
  std::map<std::string, int> counts_;
  std::string agent_;
  std::atomic<int> at_once_ = 0;
  std::atomic<int> most_at_once_ = 0;
  int port_ = 0;
  std::thread thread_;
};

SourceOptions options_for(const Site& site, const std::string& path = "/sitemap.xml") {
  return {.path = site.url(path), .name = site.url(path), .max_document_bytes = 10'000, .site = {.delay = {}}};
}

std::vector<std::string> read(const SourceOptions& options) {
  SitemapSource source(options);
  return items_of(source);
}

using Items = std::vector<std::string>;

}  // namespace

TEST_CASE("The pages of a sitemap are documents, in its order") {
  Site site;
  site.list({"/a", "/b", "/a", "/c"});
  site.set("/a", {"<title>A</title><p>isi a"});
  site.set("/b", {"<title>B</title><link rel=canonical href=/kanonis><p>isi b"});
  site.set("/c", {"<title>C</title><p>isi c"});
  CHECK(read(options_for(site)) ==
        Items{"0 {\"title\":\"A\",\"body\":\"isi a\",\"url\":\"" + site.url("/a") + "\"} [" + site.url("/a") + "]",
              "0 {\"title\":\"B\",\"body\":\"isi b\",\"url\":\"" + site.url("/kanonis") + "\"} [" +
                  site.url("/kanonis") + "]",
              "0 {\"title\":\"C\",\"body\":\"isi c\",\"url\":\"" + site.url("/c") + "\"} [" + site.url("/c") + "]"});
  CHECK(site.agent().starts_with("telusur-indexer/"));
  CHECK(site.most_at_once() <= 4);
}

TEST_CASE("An index of sitemaps, and a compressed one, are followed") {
  Site site;
  site.set("/index.xml", {"<sitemapindex><sitemap><loc>" + site.url("/sitemap.xml") + "</loc></sitemap><sitemap><loc>" +
                          site.url("/index.xml") + "</loc></sitemap></sitemapindex>"});
  site.list({"/a"});
  site.set("/a", {"<title>A</title>"});
  CHECK(read(options_for(site, "/index.xml")).size() == 1);
}

TEST_CASE("robots.txt is heeded") {
  Site site;
  site.list({"/a", "/pribadi/b"});
  site.set("/a", {"<title>A</title>"});
  site.set("/pribadi/b", {"<title>B</title>"});
  site.set("/robots.txt", {"User-agent: *\nDisallow: /pribadi\n", "text/plain"});
  const Items items = read(options_for(site));
  REQUIRE(items.size() == 2);
  CHECK(items[0] == "0! is disallowed by the robots.txt of its site");
  CHECK(site.take_counts().count("/pribadi/b") == 0);

  site.set("/robots.txt", {"", "text/plain", 503});
  CHECK(read(options_for(site)) ==
        Items{"0! is not read, because the robots.txt of its site is answered with status 503"});
  CHECK(site.take_counts().count("/a") == 0);
}

TEST_CASE("What cannot be read is rejected with the reason, and the rest is read") {
  Site site;
  site.list({"/tidak-ada", "/gambar", "/besar", "/putar", "https://lain.example/x", "/pindah", "/keluar", "/kosong"});
  site.set("/gambar", {"x", "image/png"});
  site.set("/besar", {std::string(20'000, 'x')});
  site.set("/putar", {"", "text/html", 302, "/putar"});
  site.set("/pindah", {"", "text/html", 301, "/baru"});
  site.set("/baru", {"<title>Baru</title>"});
  site.set("/keluar", {"", "text/html", 302, "http://localhost:1/"});
  site.set("/kosong", {"<p>"});
  CHECK(read(options_for(site)) ==
        Items{"0! is on another host than " + site.url("/sitemap.xml"), "0! is answered with status 404",
              "0! is no HTML but image/png", "0! is longer than the limit of 10000 bytes",
              "0! is redirected more than 5 times",
              "0 {\"title\":\"Baru\",\"url\":\"" + site.url("/baru") + "\"} [" + site.url("/baru") + "]",
              "0! is redirected to another host, http://localhost:1/", "0! has no text"});
  CHECK(read(options_for(site, "/gambar")).front().starts_with("0! is no sitemap"));
  CHECK(read(options_for(site, "/tidak-ada")) == Items{"0! is answered with status 404"});
}

TEST_CASE("Nobody at the address is a rejection") {
  std::string url;
  {
    const Site gone;
    url = gone.url("/sitemap.xml");
  }
  const Items items = read({.path = url, .name = url});
  REQUIRE(items.size() == 1);
  CHECK(items[0].starts_with("0! is not read, because the robots.txt of its site cannot be fetched: "));
}

TEST_CASE("A page that has not changed is not fetched again") {
  const TemporaryDirectory folder;
  Site site;
  site.list({"/a", "/b"});
  site.set("/a", {.body = "<title>A</title><p>satu", .etag = "\"1\""});
  site.set("/b", {"<title>B</title>"});
  SourceOptions options = options_for(site);
  options.site.cache = folder.path() / "pages";
  const Items first = read(options);
  CHECK(first.size() == 2);
  CHECK(site.take_counts() == std::map<std::string, int>{{"/a", 1}, {"/b", 1}, {"/sitemap.xml", 1}});
  CHECK(read(options) == first);
  CHECK(site.take_counts() == std::map<std::string, int>{{"/b", 1}, {"/sitemap.xml", 1}});
  site.set("/a", {.body = "<title>A</title><p>dua", .etag = "\"2\""});
  CHECK(read(options).front().find("dua") != std::string::npos);
}

TEST_CASE("The program keeps the pages of a site for its next run, and takes its time as it is told") {
  Site site;
  site.list({"/a", "/b"});
  site.set("/a", {.body = "<title>A</title><p>durian", .etag = "\"1\""});
  site.set("/b", {"<title>B</title><p>isi b"});
  const telusur::test::Workspace workspace;
  const std::vector<std::string> build{"build", "--data", "data", "--delay", "0.2", site.url("/sitemap.xml")};
  const auto begin = std::chrono::steady_clock::now();
  CHECK(workspace.indexer(build).exit_code == 0);
  // Four requests: robots.txt, the sitemap and two pages, a fifth of a second apart.
  CHECK(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds(600));
  CHECK(site.take_counts().at("/a") == 1);
  CHECK(workspace.indexer(build).exit_code == 0);
  const auto counts = site.take_counts();
  CHECK_FALSE(counts.contains("/a"));
  CHECK(counts.at("/b") == 1);
  CHECK(workspace.found("durian").size() == 1);
  CHECK(std::filesystem::exists(workspace.path() / "data" / "cache" / "pages"));
}

TEST_CASE("The pages of a site may be split by headings") {
  Site site;
  site.list({"/a"});
  site.set("/a", {"<title>A</title><main><h1>A</h1><p>x<h2 id=dua>B</h2><p>y</main>"});
  SourceOptions options = options_for(site);
  options.split_by_heading = true;
  const Items items = read(options);
  REQUIRE(items.size() == 2);
  CHECK(items[1].find("\"url\":\"" + site.url("/a#dua") + "\"") != std::string::npos);
}

TEST_CASE("Sitemaps in the forms that they have") {
  struct Case {
    std::string text;
    std::vector<std::string> pages;
  };
  const std::vector<Case> cases{
      {"<urlset><url><loc> http://a.example/?x=1&amp;y=2 </loc><lastmod/></url></urlset>",
       {"http://a.example/?x=1&y=2"}},
      {"<s:urlset xmlns:s='x'><s:url><s:loc><![CDATA[http://a.example/]]></s:loc></s:url></s:urlset>",
       {"http://a.example/"}},
      {"<urlset><url><priority>1</priority></url></urlset>", {}},
      {"http://a.example/1\r\n\nhttps://a.example/2\n", {"http://a.example/1", "https://a.example/2"}},
  };
  for (const auto& [text, pages] : cases) {
    CAPTURE(text);
    CHECK(read_sitemap(text, 1000).pages == pages);
  }
  CHECK(read_sitemap("<sitemapindex><sitemap><loc>http://a.example/s</loc></sitemap></sitemapindex>", 1000).sitemaps ==
        std::vector<std::string>{"http://a.example/s"});
  for (const std::string bad : {"", "<html></html>", "<urlset><url>", "\x1f\x8b\x08", "{}"}) {
    CAPTURE(bad);
    CHECK_THROWS_AS(read_sitemap(bad, 1000), BadInput);
  }
  CHECK_THROWS_AS(read_sitemap(telusur::test::gzip(std::string(100'000, ' ')), 1000), BadInput);
  CHECK(read_sitemap(telusur::test::gzip("http://a.example/1\n"), 1000).pages.size() == 1);
  // Elements that nest without end, and entities that grow.
  std::string nested = "<urlset>";
  for (int count = 0; count < 100'000; ++count) {
    nested += "<url>";
  }
  CHECK_THROWS_AS(read_sitemap(nested, 1'000'000), BadInput);
}
