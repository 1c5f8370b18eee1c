#include "fetch/page_cache.hpp"

#include <unistd.h>

#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "sources/hash_id.hpp"

namespace telusur::indexer {

namespace {

constexpr std::string_view kHeader = "telusur-page 1";

bool is_line(const std::string& text) { return text.find_first_of("\r\n") == std::string::npos; }

}  // namespace

PageCache::PageCache(std::filesystem::path folder) : folder_(std::move(folder)) {
  std::error_code then_nothing_is_kept;
  if (!folder_.empty()) {
    std::filesystem::create_directories(folder_, then_nothing_is_kept);
  }
}

std::filesystem::path PageCache::file_of(const std::string& url) const { return folder_ / hash_id(url); }

std::optional<FetchAnswer> PageCache::find(const std::string& url) const {
  std::ifstream in(file_of(url), std::ios::binary);
  std::string header;
  std::string asked;
  FetchAnswer answer{.status = 200};
  for (std::string* line : {&header, &asked, &answer.url, &answer.etag, &answer.last_modified, &answer.content_type}) {
    std::getline(in, *line);
  }
  if (!in || header != kHeader || asked != url) {
    return std::nullopt;
  }
  answer.body.assign(std::istreambuf_iterator<char>(in), {});
  return answer;
}

void PageCache::keep(const std::string& url, const FetchAnswer& answer) const {
  if (folder_.empty() || (answer.etag.empty() && answer.last_modified.empty()) || !is_line(url + answer.url)) {
    return;
  }
  const std::filesystem::path file = file_of(url);
  const std::filesystem::path new_file = file.string() + "." + std::to_string(::getpid());
  std::ofstream out(new_file, std::ios::binary | std::ios::trunc);
  for (const std::string& line :
       {std::string(kHeader), url, answer.url, answer.etag, answer.last_modified, answer.content_type}) {
    out << line << '\n';
  }
  out << answer.body;
  out.close();
  std::error_code error;
  out ? std::filesystem::rename(new_file, file, error) : (void)std::filesystem::remove(new_file, error);
}

}  // namespace telusur::indexer
