#include "sources/html_depth.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using telusur::indexer::nests_deeper;

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
                         {"<script>if (a<b) { c<d }; x<y</script><div></div>", 1},
                         {"<script>a<b</scriptx><c></script><div>", 1},
                         {"<style>a<b</style>", 1},
                         {"<div><!-- <div><div><div> --></div>", 1},
                         {"<!--><div><div>-->", 2},  // that is a whole comment
                         {"<!-- x --!><div><div>-->", 2},
                         {"<svg><path d=x/><path/><g><path/></g></svg>", 2},
                         {"<path/><path/>", 2},                // HTML knows no element that ends itself
                         {"<svg><p><path/><path/>", 3},        // the p ends the drawing
                         {"<svg><title><path/><path/>", 4},    // a title of a drawing is HTML
                         {"<svg><script><g><g></script>", 4},  // markup there
                         {"<svg><style>a</style></svg><style>x<b</style>", 2},
                         {"<!DOCTYPE html><html><head></head><body><main>x</main></body></html>", 1}}) {
    CAPTURE(html);
    CHECK_FALSE(nests_deeper(html, depth));
    CHECK((depth == 0 || nests_deeper(html, depth - 1)));
  }
}

TEST_CASE("A page of end tags that end nothing takes no time") {
  std::string html;
  for (int i = 0; i < 200'000; ++i) {
    html += "<span>";
  }
  for (int i = 0; i < 200'000; ++i) {
    html += "</b>";
  }
  // Looking through all open elements for each end would take minutes.
  CHECK(nests_deeper(html, 2000));
}
