#include "jobs/search.hpp"

#include <array>
#include <cstdio>
#include <ostream>
#include <string_view>

#include "options.hpp"
#include "progress.hpp"
#include "telusur/engine.hpp"
#include "terminal.hpp"

namespace telusur::indexer {

namespace {

// Characters for private use stand for the tags until the text around them has been made safe to print.
constexpr std::string_view kPreMark = "\xEE\x80\x80";   // U+E000
constexpr std::string_view kPostMark = "\xEE\x80\x81";  // U+E001

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string marked_text(const std::string& text, bool bold) {
  std::string out = printable(text);
  replace_all(out, kPreMark, bold ? "\x1b[1m" : "");
  replace_all(out, kPostMark, bold ? "\x1b[0m" : "");
  return out;
}

SearchRequest request_of(const SearchJob& job) {
  SearchRequest request;
  request.q = job.query;
  request.filter = job.filter;
  request.sort = job.sort;
  request.limit = job.limit;
  request.show_ranking_score = job.explain;
  request.show_ranking_score_details = job.explain;
  return request;
}

SearchRequest request_for_people(const SearchJob& job) {
  SearchRequest request = request_of(job);
  request.attributes_to_highlight = {"*"};
  request.highlight_pre_tag = kPreMark;
  request.highlight_post_tag = kPostMark;
  request.highlight_escape = false;
  request.attributes_to_crop = {"body:30"};
  return request;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) {
    out.append(out.empty() ? "" : ", ").append(name);
  }
  return out;
}

/// A line for each part of the score: "0.123  translation  gaji: salary (title, body)".
void print_details(const Hit& hit, std::ostream& out) {
  for (const auto& detail : hit.score_details) {
    std::array<char, 48> head{};
    std::snprintf(head.data(), head.size(), "            %.3f  %-11s  ", detail.score,
                  std::string(to_string(detail.kind)).c_str());
    out << head.data() << printable(detail.word + ": " + joined(detail.terms) + " (" + joined(detail.attributes) + ")")
        << '\n';
  }
}

void print_hit(const Hit& hit, std::size_t rank, bool bold, std::ostream& out) {
  std::array<char, 48> head{};
  std::snprintf(head.data(), head.size(), "%3zu. %.3f  ", rank, hit.ranking_score);
  const std::string title = hit.formatted_text("title");
  out << head.data() << marked_text(title.empty() ? hit.id : title, bold) << '\n';
  const std::string url = hit.text("url");
  out << "            " << printable(url.empty() ? hit.id : url) << '\n';
  std::string snippet = hit.formatted_text("body");
  if (snippet.empty()) {
    snippet = hit.formatted_text("description");
  }
  if (!snippet.empty()) {
    out << "            " << marked_text(snippet, bold) << '\n';
  }
  print_details(hit, out);
}

}  // namespace

void run_search(const SearchJob& job, std::ostream& out) {
  Options options = program_options();
  options.read_only = true;
  const Index index = Engine(job.data, options).index(job.index);
  if (job.json) {
    const SearchRequest request = request_of(job);
    out << to_json(index.search(request), request) << '\n';
    return;
  }
  const SearchResponse response = index.search(request_for_people(job));
  for (const auto& [from, to] : response.query_corrections) {
    out << "No document has '" << printable(from) << "': searched for '" << printable(to) << "'\n";
  }
  for (std::size_t rank = 0; rank < response.hits.size(); ++rank) {
    print_hit(response.hits[rank], rank + 1, job.bold, out);
  }
  out << (response.total_exact ? "" : "about ") << grouped(response.total_hits)
      << (response.total_hits == 1 ? " document" : " documents") << " in " << response.processing_time_ms << " ms\n";
}

}  // namespace telusur::indexer
