#include "backend/sort_key.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "backend/attribute_store.hpp"

using telusur::backend::SortKey;
using telusur::index::AttributeValue;

namespace {

Xapian::Document document(const std::vector<AttributeValue>& values, std::size_t place = 0) {
  Xapian::Document out;
  telusur::backend::store_sortable(out, {.place = place, .name = "a", .values = values});
  return out;
}

AttributeValue text(const std::string& value) { return {value, value, std::nullopt}; }
AttributeValue number(double value) { return {"", "", value, true}; }

}  // namespace

TEST_CASE("numbers come before texts, and documents without a value last either way") {
  const std::vector<Xapian::Document> ascending{
      document({number(-3)}),   document({number(0)}),   document({number(12), text("z")}),
      document({text("")}),     document({text("a")}),   document({text("a 2")}),
      document({text("a 10")}), document({text("a b")}), document({text("ab")}),
      document({text("áb")}),   document({text("b")})};
  const SortKey up({{0, false}});
  const SortKey down({{0, true}});
  const auto none = document({});
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    CHECK(up(ascending[i]) < up(none));
    CHECK(down(ascending[i]) < down(none));
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      CAPTURE(i);
      CAPTURE(j);
      CHECK((up(ascending[i]) < up(ascending[j])) == (i < j));
      CHECK((down(ascending[i]) < down(ascending[j])) == (i > j));
    }
  }
  CHECK(up(none) == up(document({}, 3)));
}

TEST_CASE("a second criterion decides where the first is equal") {
  auto a = document({text("x")});
  auto b = document({text("x")});
  auto c = document({text("xy")});
  telusur::backend::store_sortable(a, {.place = 1, .name = "b", .values = {number(1)}});
  telusur::backend::store_sortable(b, {.place = 1, .name = "b", .values = {number(2)}});
  const SortKey key({{0, false}, {1, true}});
  CHECK(key(b) < key(a));
  CHECK(key(a) < key(c));
  CHECK(SortKey({})(a).empty());
}
