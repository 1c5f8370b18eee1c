#include "backend/facet_counter.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "backend/attribute_store.hpp"

using telusur::backend::FacetCounter;
using telusur::index::AttributeValue;
using Counts = std::vector<std::pair<std::string, std::uint64_t>>;

namespace {

AttributeValue text(const std::string& value) { return {value, value, std::nullopt}; }

void feed(FacetCounter& counter, const std::vector<AttributeValue>& values, std::size_t place = 0) {
  Xapian::Document document;
  telusur::backend::store_filterable(document, {.place = place, .name = "a", .values = values});
  counter(document, 0);
}

}  // namespace

TEST_CASE("values are counted, the most frequent first, spellings of one together") {
  FacetCounter counter({0});
  feed(counter, {text("docker"), text("linux")});
  feed(counter, {text("Docker"), text("")});
  feed(counter, {text("Docker")});
  feed(counter, {text("git")});
  feed(counter, {});
  CHECK(counter.counts(0, 100).values == Counts{{"Docker", 3}, {"git", 1}, {"linux", 1}});
  CHECK(counter.counts(0, 2).values == Counts{{"Docker", 3}, {"git", 1}});
  CHECK(counter.counts(0, 0).values.empty());
  CHECK(counter.counts(0, 2, telusur::FacetOrder::kText).values == Counts{{"Docker", 3}, {"git", 1}});
  feed(counter, {text("Apel")});
  CHECK(counter.counts(0, 2, telusur::FacetOrder::kText).values == Counts{{"Apel", 1}, {"Docker", 3}});
  CHECK_FALSE(counter.counts(0, 100).range.has_value());
}

TEST_CASE("each attribute has its own counts, and numbers a range, which texts that look like them have not") {
  FacetCounter counter({3, 1});
  feed(counter, {{"5", "5", 5.0, true}, {"-2.5", "-2.5", -2.5, true}}, 1);
  feed(counter, {{"90", "90", 90.0, false}}, 1);
  feed(counter, {text("x")}, 3);
  CHECK(counter.counts(0, 9).values == Counts{{"x", 1}});
  CHECK(counter.counts(1, 9).values == Counts{{"-2.5", 1}, {"5", 1}, {"90", 1}});
  CHECK(counter.counts(1, 9).range == std::pair(-2.5, 5.0));
}
