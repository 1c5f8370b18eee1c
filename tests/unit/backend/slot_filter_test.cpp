#include "backend/slot_filter.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

/// Documents 1, 2, 3 … with a term "all" and a value in slot 7 where it is not "".
Xapian::WritableDatabase database(const std::vector<std::string>& values) {
  Xapian::WritableDatabase out("", Xapian::DB_BACKEND_INMEMORY);
  for (const auto& value : values) {
    Xapian::Document document;
    document.add_term("all");
    document.add_value(7, value);
    out.add_document(document);
  }
  return out;
}

std::vector<Xapian::docid> found(const Xapian::Database& in, const Xapian::Query& query) {
  Xapian::Enquire enquire(in);
  enquire.set_query(query);
  const auto matches = enquire.get_mset(0, 100, 100);
  std::vector<Xapian::docid> ids;
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    ids.push_back(*match);
  }
  CHECK(matches.get_matches_estimated() == ids.size());
  return ids;
}

using Ids = std::vector<Xapian::docid>;

}  // namespace

TEST_CASE("documents pass by their value, and those without one do not") {
  const auto in = database({"b", "", "a", "b", "c"});
  const auto is = [](char wanted) {
    return telusur::backend::slot_filter(7, [wanted](std::string_view value) { return value[0] == wanted; });
  };
  const Xapian::Query all("all");
  CHECK(found(in, is('b')) == Ids{1, 4});
  CHECK(found(in, is('x')).empty());
  CHECK(found(in, Xapian::Query(Xapian::Query::OP_FILTER, all, is('b'))) == Ids{1, 4});
  CHECK(found(in, Xapian::Query(Xapian::Query::OP_AND_NOT, all, is('b'))) == Ids{2, 3, 5});
  CHECK(found(in, Xapian::Query(Xapian::Query::OP_OR, is('a'), is('c'))) == Ids{3, 5});
  CHECK(found(in, Xapian::Query(Xapian::Query::OP_AND, is('a'), is('c'))).empty());
  CHECK(found(in, telusur::backend::slot_filter(8, [](std::string_view) { return true; })).empty());
}

TEST_CASE("a document that passes is looked for until the time is over") {
  const auto in = database(std::vector<std::string>(1'000, "a"));
  unsigned looks = 0;
  telusur::backend::TimeBudget budget([&] { return ++looks == 2; });
  std::size_t tested = 0;
  const auto none = [&](std::string_view) { return ++tested == 0; };
  CHECK(found(in, telusur::backend::slot_filter(7, none, &budget)).empty());
  CHECK(budget.was_exceeded());
  CHECK(tested > telusur::backend::TimeBudget::kInterval);
  CHECK(tested < 2 * telusur::backend::TimeBudget::kInterval);
}
