#include "sources/html_depth.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using telusur::indexer::html_depth;

TEST_CASE("The depth of a page") {
  struct Case {
    std::string_view html;
    std::size_t depth;
  };
  for (const auto& [html, depth] :
       std::vector<Case>{{"", 0},
                         {"teks < 3 <", 0},
                         {"<div></div><div></div>", 1},
                         {"<div><span><b>x</b></span></div>", 3},
                         {"<DIV><Span></DIV></SPAN>", 2},
                         {"<p>a<p>b<li>c<br><img src=x><wbr>", 0},
                         {"<div><span>a</div><div><span>b</div>", 2},  // the end of the div ends the span
                         {"<div></x><div></x><div></x>", 3},           // an end without a start ends nothing
                         {"<b><div></b><b><div></b>", 4},              // the parser keeps the div open
                         {"<div><table></div><div><table></div>", 4},  // an end inside a table does not reach out of it
                         {"<!DOCTYPE html><html><head></head><body><main>x</main></body></html>", 1}}) {
    CAPTURE(html);
    CHECK(html_depth(html) == depth);
  }
}
