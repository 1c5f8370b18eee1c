#include "backend/filter_planner.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "backend/attribute_store.hpp"
#include "support/error.hpp"

namespace {

const std::vector<std::string> kFilterable{"tag", "kode"};

/// An index of documents by the values of an attribute.
Xapian::WritableDatabase database(std::size_t place, const std::vector<std::vector<std::string>>& documents) {
  Xapian::WritableDatabase out("", Xapian::DB_BACKEND_INMEMORY);
  for (const auto& values : documents) {
    telusur::index::AttributeValues found{.place = place, .name = kFilterable[place]};
    for (const auto& value : values) {
      found.values.push_back({value, value, std::nullopt});
    }
    Xapian::Document document;
    telusur::backend::store_filterable(document, found);
    out.add_document(document);
  }
  return out;
}

Xapian::Query plan(const std::string& filter, const Xapian::Database& in) {
  return telusur::backend::plan_filter(telusur::query::parse_filter(filter, kFilterable).value(), kFilterable, in);
}

std::string described(const std::string& filter, const Xapian::Database& in) {
  return plan(filter, in).get_description();
}

std::size_t count(const std::string& filter, const Xapian::Database& in) {
  Xapian::Enquire enquire(in);
  enquire.set_query(plan(filter, in));
  return enquire.get_mset(0, 0, 10'000).get_matches_estimated();
}

}  // namespace

TEST_CASE("conditions become terms where there are terms") {
  const auto in = database(0, {{"docker", "linux"}, {"doc"}});
  CHECK(described("tag = Docker", in) == "Query(0 * F3:tagdocker)");
  CHECK(described("tag = 5.0", in).find("F3:tag5 ") != std::string::npos);
  CHECK(described("tag IN []", in) == "Query()");
  CHECK(described("tag EXISTS", in) == "Query(0 * X3:tag)");
  CHECK(described("tag IS NULL", in) == "Query(0 * N3:tag)");
  CHECK(described("tag IS EMPTY", in) == "Query(0 * E3:tag)");
  CHECK(described("tag STARTS WITH DOC", in) == "Query(0 * (F3:tagdoc OR F3:tagdocker))");
  CHECK(described("tag CONTAINS o", in) == "Query(0 * (F3:tagdoc OR F3:tagdocker))");
  CHECK(described("NOT tag = doc AND tag EXISTS", in) == "Query(0 * ((<alldocuments> AND_NOT F3:tagdoc) AND X3:tag))");
}

TEST_CASE("beyond as many terms as a condition may have, values are looked through") {
  using telusur::backend::kMaxValueTerms;
  std::vector<std::vector<std::string>> documents;
  std::string list;
  for (std::size_t i = 0; i < kMaxValueTerms + 50; ++i) {
    documents.push_back({"k" + std::to_string(i), i % 2 == 0 ? "genap" : ""});
    list += (list.empty() ? "" : ",") + std::string("k") + std::to_string(i);
  }
  const auto in = database(1, documents);
  CHECK(count("kode IN [" + list + "]", in) == documents.size());
  CHECK(count("kode NOT IN [" + list + "]", in) == 0);
  CHECK(count("kode STARTS WITH k", in) == documents.size());
  CHECK(count("kode CONTAINS ''", in) == documents.size());
  CHECK(count("kode CONTAINS ena", in) == documents.size() / 2);
  CHECK(count("kode STARTS WITH k99", in) == 11);
}

TEST_CASE("texts too long for terms are found by what they hold, and not by the digits of their hash") {
  const std::string start(300, 'x');
  const auto in = database(1, {{start + "satu"}, {start + "dua"}, {"xsatu"}});
  CHECK(count("kode = '" + start + "satu'", in) == 1);
  CHECK(count("kode CONTAINS satu", in) == 2);
  CHECK(count("kode STARTS WITH x", in) == 3);
  CHECK(count("kode STARTS WITH '" + start + "'", in) == 2);
  CHECK(count("kode STARTS WITH '" + start + "d'", in) == 1);
  for (const char digit : std::string("0123456789bcef")) {
    CHECK(count(std::string("kode CONTAINS ") + digit, in) == 0);
  }
}

TEST_CASE("values are looked through until the time is over") {
  std::vector<std::vector<std::string>> documents;
  for (int n = 0; n < 500; ++n) {
    documents.push_back({"k" + std::to_string(n)});
  }
  const auto in = database(1, documents);
  const auto filter = telusur::query::parse_filter("kode CONTAINS 7 AND kode CONTAINS 8", kFilterable).value();
  unsigned looks = 0;
  telusur::backend::TimeBudget enough([&] { return ++looks > 100; });
  const std::string whole = telusur::backend::plan_filter(filter, kFilterable, in, &enough).get_description();
  CHECK(whole == telusur::backend::plan_filter(filter, kFilterable, in).get_description());
  CHECK(looks > 10);  // at the terms of each condition
  looks = 99;
  telusur::backend::TimeBudget little([&] { return ++looks > 100; });
  CHECK(telusur::backend::plan_filter(filter, kFilterable, in, &little).get_description().size() < whole.size() / 2);
  CHECK(looks == 101);  // and no more once it is over
}
