#include "bench/query_goals.hpp"

#include <doctest/doctest.h>

#include <string>

namespace telusur::bench {
namespace {

Latency engine(double cpu_ms) {
  Latency latency;
  latency.cpu_mean_ms = cpu_ms;
  latency.cpu_p99_ms = 2 * cpu_ms;
  return latency;
}

/// The line of a text that begins so, without the blanks in a row.
std::string line_of(const std::string& text, const std::string& begin) {
  const std::size_t at = text.find("\n" + begin);
  REQUIRE(at != std::string::npos);
  std::string line;
  for (const char c : text.substr(at + 1, text.find('\n', at + 1) - at - 1)) {
    if (c != ' ' || line.empty() || line.back() != ' ') {
      line += c;
    }
  }
  return line;
}

TEST_CASE("goals are met, missed, and set beside the fastest of the others") {
  QueryFigures figures;
  figures.beside_bare = {{"OR", 1, {engine(1.3), engine(2), engine(1)}},
                         {"AND", 1, {engine(1.4), engine(2), engine(1)}}};
  figures.typing = {"typing", 1, {engine(1), engine(1)}};
  figures.facets = {"facets", 1, {engine(31), engine(1)}};
  figures.snippets = {"snippets", 1, {engine(2), engine(1)}};
  figures.hostile = {{"large", 1, 33}, {"slow", 260, 0}, {"wrong", 0, 0, true}};
  const std::string text = goals_text(figures);
  CHECK(line_of(text, "OR, CPU mean") == "OR, CPU mean to bare Xapian 1.30 1.30 times met");
  CHECK(line_of(text, "AND, CPU p99") == "AND, CPU p99 to bare Xapian 1.40 1.30 times MISSED");
  CHECK(line_of(text, "as you type") == "as you type, CPU p99 to the whole query 1.00 1.00 times met");
  CHECK(line_of(text, "facets") == "facets, CPU p99 62.00 60.00 ms MISSED");
  CHECK(line_of(text, "snippets") == "snippets of ten long articles, CPU p99 4.00 6.00 ms met");
  CHECK(line_of(text, "hostile, CPU") == "hostile, CPU: slow 260.00 250.00 ms MISSED");
  CHECK(line_of(text, "hostile, memory") == "hostile, memory: large 33.00 32.00 MB MISSED");
  CHECK(line_of(text, "wrong") == "wrong 0.0 0.0 refused");
  CHECK(text.find("\nslow") < text.find("\nlarge"));
}

}  // namespace
}  // namespace telusur::bench
