#include "search/run_search.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

using telusur::Engine;
using telusur::SearchRequest;

namespace {

/// Eight documents in which "soto" is ever rarer, so that each has a score of its own.
telusur::Index ranked(const telusur::test::TemporaryDirectory& directory) {
  auto index = Engine(directory.path()).create_index("a");
  for (int id = 0; id < 8; ++id) {
    std::string text;
    for (int word = 0; word < 10; ++word) {
      text += word < 9 - id ? "soto " : "lain ";
    }
    index.add_json(R"({"id":)" + std::to_string(id) + R"(,"t":")" + text + "\"}");
  }
  index.commit();
  return index;
}

}  // namespace

TEST_CASE("a threshold leaves lower scores out of hits and total alike") {
  const telusur::test::TemporaryDirectory directory;
  const auto index = ranked(directory);
  const auto all = index.search({.q = "soto"}).hits;
  REQUIRE(all.size() == 8);
  for (std::size_t kept = 1; kept <= all.size(); ++kept) {
    CAPTURE(kept);
    SearchRequest request{.q = "soto"};
    request.ranking_score_threshold = all[kept - 1].ranking_score;
    const auto answer = index.search(request);
    CHECK(answer.hits.size() == kept);
    CHECK(answer.total_hits == kept);
    request.limit = 1;
    CHECK(index.search(request).hits.size() == 1);
    request.page = 1;
    request.hits_per_page = 2;
    const auto page = index.search(request);
    CHECK(page.total_hits == kept);
    CHECK(page.total_exact);
    CHECK(page.total_pages == (kept + 1) / 2);
  }
  SearchRequest request{.q = "soto"};
  request.ranking_score_threshold = 1.0;
  CHECK(index.search(request).total_hits == 0);
}

TEST_CASE("a request out of range is refused with its field") {
  const telusur::test::TemporaryDirectory directory;
  const auto index = ranked(directory);
  struct Case {
    SearchRequest request;
    std::string field;
  };
  SearchRequest page;
  page.page = 0;
  SearchRequest size;
  size.hits_per_page = 10'001;
  SearchRequest crop;
  crop.crop_length = 10'001;
  SearchRequest entry;
  entry.attributes_to_crop = {"body:x"};
  for (const auto& [request, field] : std::vector<Case>{{{.limit = 10'001}, "limit"},
                                                        {{.offset = 10'001}, "offset"},
                                                        {page, "page"},
                                                        {size, "hitsPerPage"},
                                                        {crop, "cropLength"},
                                                        {entry, "attributesToCrop"}}) {
    CAPTURE(field);
    try {
      index.search(request);
      FAIL("accepted");
    } catch (const telusur::Error& error) {
      CHECK(error.code() == telusur::ErrorCode::kInvalidArgument);
      CHECK(error.subject() == field);
    }
  }
}

TEST_CASE("pages and offsets cut the same ranking") {
  const telusur::test::TemporaryDirectory directory;
  const auto index = ranked(directory);
  std::vector<std::string> whole;
  for (const auto& hit : index.search({.q = "soto"}).hits) {
    whole.push_back(hit.id);
  }
  std::vector<std::string> by_page;
  std::vector<std::string> by_offset;
  for (std::uint32_t part = 0; part < 4; ++part) {
    SearchRequest page{.q = "soto"};
    page.page = part + 1;
    page.hits_per_page = 2;
    for (const auto& hit : index.search(page).hits) {
      by_page.push_back(hit.id);
    }
    for (const auto& hit : index.search({.q = "soto", .offset = part * 2, .limit = 2}).hits) {
      by_offset.push_back(hit.id);
    }
  }
  CHECK(by_page == whole);
  CHECK(by_offset == whole);
}
