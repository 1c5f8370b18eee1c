#include "backend/term_statistics.hpp"

#include <doctest/doctest.h>

#include <string>

using telusur::backend::TermStatistics;

TEST_CASE("a term has the frequency that it had when it was first asked for, until that is forgotten") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document document;
  document.add_term("soto", 3);
  database.add_document(document);
  TermStatistics statistics(database);
  CHECK(statistics.frequency("soto") == 1);
  CHECK(statistics.has("soto"));
  CHECK(statistics.wdf_bound("soto") == database.get_wdf_upper_bound("soto"));
  CHECK_FALSE(statistics.has("gulai"));
  CHECK(statistics.wdf_bound("gulai") == 0);

  document.add_term("gulai");
  database.add_document(document);
  CHECK(statistics.frequency("soto") == 1);
  CHECK_FALSE(statistics.has("gulai"));
  statistics.forget();
  CHECK(statistics.frequency("soto") == 2);
  CHECK(statistics.has("gulai"));
}

TEST_CASE("more terms than are remembered have their frequencies, too") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document document;
  document.add_term("word7");
  database.add_document(document);
  const TermStatistics statistics(database);
  for (std::size_t n = 0; n < TermStatistics::kMaxTerms + 10; ++n) {
    CHECK(statistics.has("word" + std::to_string(n)) == (n == 7));
  }
  CHECK(statistics.has("word7"));
}
