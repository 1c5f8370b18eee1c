#include "backend/title_planner.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "backend/layout.hpp"
#include "engine/stemmers.hpp"
#include "query/expansion.hpp"
#include "query/parser.hpp"

using telusur::query::Alternative;
namespace layout = telusur::backend::layout;

namespace {

struct Added {
  std::size_t clause;
  Alternative::Origin origin;
  const char* word;
};

/// The plan for an index with the titles "Soto ayam" and "Cara membuat soto ayam kudus".
std::string plan(const std::string& text, const std::vector<Added>& alternatives = {}) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document document;
  for (const char* words :
       {"soto", "soto ayam", "cara", "cara membuat", "cara membuat soto", "cara membuat soto ayam"}) {
    document.add_term(layout::title_beginning_term(words));
  }
  for (const char* words : {"soto ayam", "cara membuat soto ayam kudus"}) {
    document.add_term(layout::title_term(words));
  }
  database.add_document(document);
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  auto query = telusur::query::parse_full(text, analyzer);
  for (const auto& [clause, origin, word] : alternatives) {
    telusur::query::expansion_of(query, clause)->alternatives.push_back({origin, {{word, {}}}});
  }
  const telusur::backend::TermStatistics statistics(database);
  return telusur::backend::title_operators(telusur::backend::plan_title(query, statistics)).get_description();
}

}  // namespace

TEST_CASE("a query is compared with the beginnings of titles, and with whole ones") {
  CHECK(plan("soto") == "Query(Bsoto)");
  CHECK(plan("soto ayam") == "Query((Bsoto ayam OR Wsoto ayam))");
  CHECK(plan("ayam") == "Query()");
  CHECK(plan("cara membuat soto ayam kudus") == "Query((Bcara membuat soto ayam OR Wcara membuat soto ayam kudus))");
  CHECK(plan("cara membuat soto ayam betawi") == "Query(Bcara membuat soto ayam)");
}

TEST_CASE("what stands for a word is read as one of a title") {
  CHECK(plan("soto ay", {{1, Alternative::Origin::kCompletion, "ayam"}}) == "Query((Bsoto ayam OR Wsoto ayam))");
  CHECK(plan("sotto ayam", {{0, Alternative::Origin::kCorrection, "soto"}}) == "Query((Bsoto ayam OR Wsoto ayam))");
  CHECK(plan("soup ayam", {{0, Alternative::Origin::kSynonym, "soto"}}) == "Query()");
}

TEST_CASE("phrases, excluded words and operators are none of a title") {
  for (const char* text : {"", "\"soto\"", "soto -ayam", "soto AND ayam", "soto*"}) {
    CAPTURE(text);
    CHECK(plan(text) == "Query()");
  }
}
