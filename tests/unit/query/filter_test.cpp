#include "query/filter.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/error.hpp"

using telusur::Error;
using telusur::ErrorCode;
using telusur::query::describe;

namespace {

const std::vector<std::string> kFilterable{"tag", "a b", "year", "harga", "published",    "title", "a",
                                           "b",   "c",   "andi", "AND",   "penulis.nama", "kota",  "id"};

telusur::query::Filter parsed(const std::string& text) {
  const auto filter = telusur::query::parse_filter(text, kFilterable);
  REQUIRE(filter.has_value());
  return *filter;
}

Error refusal_of(const std::string& text) {
  return telusur::test::error_of([&] { telusur::query::parse_filter(text, kFilterable); });
}

}  // namespace

TEST_CASE("filter expressions") {
  struct Row {
    const char* text;
    const char* description;
  };
  for (const Row& row : {
           Row{"tag = docker", R"("tag" = "docker")"},
           Row{"tag=docker", R"("tag" = "docker")"},
           Row{"\"tag\"=\"docker\"", R"("tag" = "docker")"},
           Row{"'a b' != 'c \\' d'", R"(NOT "a b" = "c ' d")"},
           Row{"year >= 2020", R"("year" >= "2020")"},
           Row{"year>2020", R"("year" > "2020")"},
           Row{"harga < -3.5", R"("harga" < "-3.5")"},
           Row{"published <= 2023-01-31", R"("published" <= "2023-01-31")"},
           Row{"year 2020 TO 2023", R"("year" "2020" TO "2023")"},
           Row{"tag IN [docker, 'a, b']", R"("tag" IN ["docker", "a, b"])"},
           Row{"tag IN[]", R"("tag" IN [])"},
           Row{"tag IN [a,]", R"("tag" IN ["a"])"},
           Row{"tag NOT IN [a]", R"(NOT "tag" IN ["a"])"},
           Row{"tag EXISTS", R"("tag" EXISTS)"},
           Row{"tag NOT EXISTS", R"(NOT "tag" EXISTS)"},
           Row{"tag IS NULL", R"("tag" IS NULL)"},
           Row{"tag IS NOT NULL", R"(NOT "tag" IS NULL)"},
           Row{"tag IS EMPTY", R"("tag" IS EMPTY)"},
           Row{"tag IS NOT EMPTY", R"(NOT "tag" IS EMPTY)"},
           Row{"title CONTAINS 'nasi go'", R"("title" CONTAINS "nasi go")"},
           Row{"title NOT CONTAINS nasi", R"(NOT "title" CONTAINS "nasi")"},
           Row{"title STARTS WITH na", R"("title" STARTS WITH "na")"},
           Row{"title NOT STARTS WITH na", R"(NOT "title" STARTS WITH "na")"},
           Row{"a=1 AND b=2 AND c=3", R"(("a" = "1" AND "b" = "2" AND "c" = "3"))"},
           Row{"a=1 OR b=2 AND c=3", R"(("a" = "1" OR ("b" = "2" AND "c" = "3")))"},
           Row{"(a=1 OR b=2) AND c=3", R"((("a" = "1" OR "b" = "2") AND "c" = "3"))"},
           Row{"NOT a=1 AND b=2", R"((NOT "a" = "1" AND "b" = "2"))"},
           Row{"NOT (a=1 OR NOT b=2)", R"(NOT ("a" = "1" OR NOT "b" = "2"))"},
           Row{"andi = and", R"("andi" = "and")"},
           Row{"'AND' = \"OR\"", R"("AND" = "OR")"},
           Row{"penulis.nama = Sari", R"("penulis.nama" = "Sari")"},
           Row{"kota = Yogyakarta\n\tOR kota = Jōgja", R"(("kota" = "Yogyakarta" OR "kota" = "Jōgja"))"},
       }) {
    CAPTURE(row.text);
    const auto filter = parsed(row.text);
    CHECK(describe(filter) == row.description);
    CHECK(parsed(describe(filter)) == filter);
  }
}

TEST_CASE("an array of expressions, and of alternatives") {
  struct Row {
    const char* text;
    const char* description;
  };
  for (const Row& row : {
           Row{R"(["a=1"])", R"("a" = "1")"},
           Row{R"( [ "a=1" , "b=2" ] )", R"(("a" = "1" AND "b" = "2"))"},
           Row{R"(["\"year\">=2020",["\"tag\"=\"docker\"","\"tag\"=\"linux\""]])",
               R"(("year" >= "2020" AND ("tag" = "docker" OR "tag" = "linux")))"},
           Row{R"([["a=1"],["b=2","c=3"]])", R"(("a" = "1" AND ("b" = "2" OR "c" = "3")))"},
           Row{R"([["a=1","b=2"]])", R"(("a" = "1" OR "b" = "2"))"},
           Row{R"(["a=1 OR b=2","c=3"])", R"((("a" = "1" OR "b" = "2") AND "c" = "3"))"},
           Row{R"(["a=1",[],"",["", "b=2"]])", R"(("a" = "1" AND "b" = "2"))"},
       }) {
    CAPTURE(row.text);
    CHECK(describe(parsed(row.text)) == row.description);
  }
}

TEST_CASE("a filter that asks for nothing is none") {
  for (const char* text : {"", " \n", "[]", "[[]]", R"(["", [" "], []])"}) {
    CAPTURE(text);
    CHECK_FALSE(telusur::query::parse_filter(text, kFilterable).has_value());
  }
}

TEST_CASE("conditions on one attribute alone are taken out of what a filter demands") {
  struct Row {
    std::string filter, left;
  };
  for (const auto& row : {Row{"tag = a", ""}, Row{"tag = a OR NOT tag = b", ""}, Row{"tag = a OR year = 1", "-"},
                          Row{"tag = a AND year = 1", "year = 1"}, Row{"year = 1", "-"},
                          Row{"tag = a AND (tag = b OR year = 1)", "tag = b OR year = 1"},
                          Row{"year = 1 AND (tag IN [a, b] AND year > 0)", "year = 1 AND year > 0"},
                          Row{"NOT (tag = a AND year = 1)", "-"}}) {
    CAPTURE(row.filter);
    const auto left = telusur::query::without_attribute(parsed(row.filter), "tag");
    if (row.left.empty()) {
      CHECK_FALSE(left.has_value());
    } else {
      REQUIRE(left.has_value());
      CHECK(describe(*left) == describe(parsed(row.left == "-" ? row.filter : row.left)));
    }
  }
  CHECK_FALSE(telusur::query::without_attribute(std::nullopt, "tag").has_value());
}

TEST_CASE("what passes both of two filters") {
  const auto both = telusur::query::both(parsed("tag = a"), parsed("year = 1 OR year = 2"));
  REQUIRE(both.has_value());
  CHECK(describe(*both) == describe(parsed("tag = a AND (year = 1 OR year = 2)")));
  CHECK(telusur::query::both(parsed("tag = a"), std::nullopt) == parsed("tag = a"));
  CHECK(telusur::query::both(std::nullopt, parsed("tag = a")) == parsed("tag = a"));
  CHECK_FALSE(telusur::query::both(std::nullopt, std::nullopt).has_value());
}

TEST_CASE("a wrong filter names the place and what was expected") {
  struct Row {
    std::string text;
    std::string message;
  };
  for (const Row& row : {
           Row{"tag", "at byte 3: it ends where =, !=, <"},
           Row{"tag =", "at byte 5: it ends where a value was expected"},
           Row{"tag = a b", "at byte 8: there is 'b' where AND, OR or the end was expected"},
           Row{"tag = AND", "at byte 6: there is 'AND' where a value was expected; a name or value that looks like"},
           Row{"(tag = a", "at byte 8: it ends where AND, OR or ')' was expected"},
           Row{"tag = a)", "at byte 7: there is ')' where AND, OR or the end was expected"},
           Row{"tag = 'a", "at byte 6: the quote ' that opens there is never closed"},
           Row{"tag = it's", "at byte 8: the quote ' that opens there is never closed"},
           Row{"tag ! a", "at byte 4: '!' stands only in '!='"},
           Row{"tag IN a", "at byte 7: there is 'a' where '[' was expected"},
           Row{"tag IN [a b]", "at byte 10: there is 'b' where ',' or ']' was expected"},
           Row{"tag IN [a", "at byte 9: it ends where ',' or ']' was expected"},
           Row{"tag IS a", "at byte 7: there is 'a' where NULL or EMPTY was expected"},
           Row{"tag 5", "at byte 5: it ends where TO and the upper end of a range was expected"},
           Row{"tag NOT 5 TO 6", "at byte 8: there is '5' where =, !="},
           Row{"tag STARTS a", "at byte 11: there is 'a' where WITH was expected"},
           Row{"a=1 AND", "at byte 7: it ends where the name of an attribute was expected"},
           Row{"a=1 AND AND", "at byte 8: there is 'AND' where the name of an attribute was expected; a name or"},
           Row{"NOT", "at byte 3: it ends where the name of an attribute was expected"},
           Row{"()", "at byte 1: there is ')' where the name of an attribute was expected"},
           Row{"a=1 AND price=2", "at byte 8: the attribute 'price' is not filterable; filterable are: tag, a b, year"},
           Row{"price", "at byte 0: the attribute 'price' is not filterable"},
           Row{"year > tua", "at byte 7: 'tua' is neither a number nor a date such as 2024-01-31"},
           Row{"year >= 1e999", "at byte 8: '1e999' is neither a number nor a date"},
           Row{"year a TO 5", "at byte 5: 'a' is neither"},
           Row{"year 5 TO b", "at byte 10: 'b' is neither"},
           Row{R"(["a=1", "b"])", "at element 2, byte 1: it ends where =, !=, <"},
           Row{R"(["a=1", ["b=2", "price=1"]])", "at element 2, alternative 2, byte 0: the attribute 'price' is not"},
           Row{R"([1])", "holds a number at element 1, where only an expression or an array of them may stand"},
           Row{R"([["a=1", ["b=2"]]])",
               "holds an array at element 1, alternative 2, where only an expression may stand"},
           Row{R"(["a=1)", "malformed JSON"},
           Row{std::string("a=1\0OR b=2", 10), "at byte 7: there is 'b' where AND"},
           Row{std::string(300'000, 'a'), "has 300000 bytes, and at most 262144 are allowed"},
           Row{std::string(101, '(') + "a=1" + std::string(101, ')'), "at byte 100: it nests deeper than 100 levels"},
           Row{std::string(100'000, '('), "at byte 100: it nests deeper than 100 levels"},
           Row{std::string(200, '['), "JSON nests deeper than 100 levels"},
       }) {
    CAPTURE(row.text.substr(0, 100));
    const Error refusal = refusal_of(row.text);
    CHECK(refusal.code() == ErrorCode::kInvalidArgument);
    CHECK(refusal.subject() == "filter");
    CHECK_MESSAGE(std::string(refusal.what()).find(row.message) != std::string::npos, refusal.what());
    CHECK(std::string(refusal.what()).size() < 400);
  }
}

TEST_CASE("a chain of NOTs may be as deep as the limit") {
  std::string nots;
  for (std::size_t i = 1; i < telusur::query::kMaxFilterDepth; ++i) {
    nots += "NOT ";
  }
  CHECK(parsed(nots + "a=1").kind == telusur::query::Filter::Kind::kNot);
  CHECK(refusal_of(nots + "NOT a=1").subject() == "filter");
}

TEST_CASE("an index without filterable attributes says so") {
  const Error refusal = telusur::test::error_of([] { telusur::query::parse_filter("tag = a", {}); });
  CHECK(std::string(refusal.what()).find("this index has no filterable attributes") != std::string::npos);
}

TEST_CASE("a filter holds at most so many values, those of all expressions together") {
  using telusur::query::kMaxFilterValues;
  std::string list = "id IN [0";
  for (std::size_t i = 1; i < kMaxFilterValues; ++i) {
    list += "," + std::to_string(i);
  }
  CHECK(parsed(list + "]").values.size() == kMaxFilterValues);
  CHECK(std::string(refusal_of(list + ",a]").what()).find("more than 10000 values") != std::string::npos);
  CHECK(refusal_of(nlohmann::json{list + "]", "a=1"}.dump()).subject() == "filter");
}

TEST_CASE("a filter holds at most so many conditions, those of all expressions together") {
  using telusur::query::kMaxFilterConditions;
  for (const std::string condition : {"id = 1", "id EXISTS", "id IS NOT NULL", "NOT id IN [1, 2]"}) {
    CAPTURE(condition);
    std::string many = condition;
    for (std::size_t i = 1; i < kMaxFilterConditions; ++i) {
      many += " OR " + condition;
    }
    CHECK(parsed(many).operands.size() == kMaxFilterConditions);
    CHECK(std::string(refusal_of(many + " OR " + condition).what()).find("more than 1000 conditions") !=
          std::string::npos);
    CHECK(refusal_of(nlohmann::json{many, condition}.dump()).subject() == "filter");
  }
}

TEST_CASE("a filter holds at most so many comparisons") {
  for (const std::string condition : {"id > 1", "id 1 TO 2", "id CONTAINS x", "id NOT STARTS WITH x"}) {
    CAPTURE(condition);
    std::string many = condition;
    for (std::size_t i = 1; i < telusur::query::kMaxFilterComparisons; ++i) {
      many += " OR id <= 3";
    }
    CHECK(parsed(many).operands.size() == telusur::query::kMaxFilterComparisons);
    CHECK(std::string(refusal_of(many + " OR " + condition).what()).find("more than 50 conditions with <") !=
          std::string::npos);
  }
}
