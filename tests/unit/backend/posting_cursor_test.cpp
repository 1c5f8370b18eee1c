#include "backend/posting_cursor.hpp"

#include <doctest/doctest.h>

#include <array>
#include <sstream>
#include <string>
#include <vector>

#include "support/random.hpp"

using telusur::backend::PostingCursor;
using telusur::backend::SideBySide;

namespace {

void add(Xapian::WritableDatabase& database, const std::string& text) {
  Xapian::Document document;
  std::istringstream words(text);
  Xapian::termpos position = 0;
  for (std::string word; words >> word;) {
    document.add_posting(word, ++position);
  }
  database.add_document(document);
}

std::vector<Xapian::docid> documents(const Xapian::Database& database, const SideBySide& terms) {
  std::vector<Xapian::docid> found;
  PostingCursor cursor;
  for (auto id = cursor.open(database, terms, 1); id != PostingCursor::kEnd; id = cursor.next()) {
    found.push_back(id);
  }
  return found;
}

}  // namespace

TEST_CASE("a cursor walks up the documents that have a term, or terms side by side") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (const char* text : {"a b", "b a", "a c b", "a a b a b", "c", "b b a", "a b c", "b c a b"}) {
    add(database, text);
  }
  struct Row {
    SideBySide terms;
    std::vector<Xapian::docid> documents;
  };
  for (const auto& [terms, wanted] : {
           Row{{"c"}, {3, 5, 7, 8}},
           Row{{"a", "b"}, {1, 4, 7, 8}},
           Row{{"b", "a"}, {2, 4, 6}},
           Row{{"b", "b"}, {6}},
           Row{{"a", "b", "c"}, {7}},
           Row{{"c", "a", "b"}, {8}},
           Row{{"c", "c"}, {}},
           Row{{"z"}, {}},
           Row{{"z", "a"}, {}},
           Row{{"a", "z"}, {}},
       }) {
    CAPTURE(terms);
    CHECK(documents(database, terms) == wanted);
  }
}

TEST_CASE("a cursor goes to the first document from an id on, with its count") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (const char* text : {"a b", "a", "a a b", "b", "a b a b b"}) {
    add(database, text);
  }
  PostingCursor term;
  CHECK_FALSE(term.is_open());
  CHECK(term.open(database, {"a"}, 2) == 2);
  CHECK(term.is_open());
  CHECK(term.seek(3) == 3);
  CHECK(term.wdf() == 2);
  CHECK(term.seek(4) == 5);
  CHECK(term.next() == PostingCursor::kEnd);

  PostingCursor phrase;
  CHECK(phrase.open(database, {"a", "b"}, 2) == 3);
  CHECK(phrase.wdf() == 1);
  CHECK(phrase.next() == 5);
  CHECK(phrase.wdf() == 2);
  CHECK(phrase.seek(6) == PostingCursor::kEnd);

  PostingCursor behind;
  CHECK(behind.open(database, {"a"}, 6) == PostingCursor::kEnd);
}

TEST_CASE("terms stand side by side where Xapian's phrases do") {
  TELUSUR_RANDOM(random);
  constexpr std::array<std::string_view, 4> kWords{"a ", "b ", "c ", "d "};
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (int i = 0; i < 200; ++i) {
    add(database, random.joined(kWords, 12));
  }
  for (int i = 0; i < 60; ++i) {
    SideBySide terms;
    for (auto left = random.between(2, 4); left > 0; --left) {
      terms.emplace_back(1, "abcd"[random.between(0, 3)]);
    }
    CAPTURE(terms);
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(
        {Xapian::Query::OP_PHRASE, terms.begin(), terms.end(), static_cast<Xapian::termcount>(terms.size())});
    const auto wanted = enquire.get_mset(0, 200);
    std::vector<Xapian::docid> ids;
    for (auto match = wanted.begin(); match != wanted.end(); ++match) {
      ids.push_back(*match);
    }
    CHECK(documents(database, terms) == ids);
  }
}
