#include "backend/planned_filter.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "backend/layout.hpp"
#include "query/filter.hpp"

namespace backend = telusur::backend;
using telusur::query::parse_filter;

namespace {

/// A database with `values` distinct values of the attribute "a".
Xapian::WritableDatabase database_of(int values) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document document;
  for (int n = 0; n < values; ++n) {
    document.add_boolean_term(backend::layout::value_term("a", "x" + std::to_string(n)));
  }
  database.add_document(document);
  return database;
}

}  // namespace

TEST_CASE("a filter is planned once, however often it is asked for") {
  const std::vector<std::string> filterable{"a"};
  const auto filter = backend::PlannedFilter::of(parse_filter("a CONTAINS x1", filterable));
  const auto database = database_of(1'000);
  int asked = 0;
  const auto is_over = [&] {
    ++asked;
    return false;
  };
  const std::string plan = filter->plan(filterable, database, is_over).get_description();
  const int first = asked;
  CHECK(first > 10);
  CHECK(filter->plan(filterable, database, is_over).get_description() == plan);
  CHECK(asked == first);
  CHECK_FALSE(filter->was_cut_off());
  CHECK(backend::PlannedFilter::of(parse_filter("", filterable)) == nullptr);

  const auto in_no_time = backend::PlannedFilter::of(parse_filter("a CONTAINS x1", filterable));
  in_no_time->plan(filterable, database, [] { return true; });
  CHECK(in_no_time->was_cut_off());
}
