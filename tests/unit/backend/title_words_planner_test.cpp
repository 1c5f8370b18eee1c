#include "backend/title_words_planner.hpp"

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
  std::size_t count;
  Alternative::Origin origin;
  std::vector<const char*> words;
};

/// Rounds the weights of a description, the only numbers in it.
std::string rounded(std::string text) {
  for (std::size_t at = text.find("0."); at != std::string::npos; at = text.find("0.", at + 1)) {
    std::size_t length = 0;
    const double weight = std::stod(text.substr(at), &length);
    std::string shown = std::to_string(weight);
    shown.erase(shown.find_last_not_of('0') + 1);
    text.replace(at, length, shown);
  }
  return text;
}

/// The plan for an index whose titles have the words resep, soto, soup, the, chicken and noodle.
std::string plan(const std::string& text, const std::vector<Added>& alternatives = {}) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document document;
  for (const char* word : {"resep", "soto", "soup", "the", "chicken", "noodle"}) {
    document.add_term(layout::title_word_term(word));
  }
  database.add_document(document);
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  auto query = telusur::query::parse_full(text, analyzer);
  for (const auto& [clause, count, origin, words] : alternatives) {
    Alternative alternative{origin, {}};
    for (const char* word : words) {
      alternative.words.push_back({word, {}});
    }
    telusur::query::expansion_of(query, clause, count)->alternatives.push_back(alternative);
  }
  const telusur::backend::TermStatistics statistics(database);
  return rounded(
      telusur::backend::title_operators(telusur::backend::plan_title_words(query, statistics)).get_description());
}

}  // namespace

TEST_CASE("each word that titles have counts, in any of its forms; a function word hardly") {
  CHECK(plan("resep soto") == "Query((0.3 * Sresep OR 0.3 * Ssoto))");
  CHECK(plan("soups") == "Query(0.3 * Ssoup)");
  CHECK(plan("the soto") == "Query((0.03 * Sthe OR 0.3 * Ssoto))");
  CHECK(plan("the") == "Query(0.3 * Sthe)");
  CHECK(plan("gulai") == "Query()");
}

TEST_CASE("what stands for a word counts less, and where the title has not the word") {
  CHECK(plan("soto", {{0, 1, Alternative::Origin::kTranslation, {"soup"}}}) ==
        "Query((0.3 * Ssoto OR 0.24 * ((Ssoto SYNONYM Ssoup) AND_NOT Ssoto)))");
  CHECK(plan("gulai", {{0, 1, Alternative::Origin::kSynonym, {"soto"}}}) == "Query(0.27 * Ssoto)");
  CHECK(plan("sotto", {{0, 1, Alternative::Origin::kCorrection, {"soto"}}}) == "Query(0.135 * Ssoto)");
  // Completions are as many as an index has, and a title that begins so counts already.
  CHECK(plan("sot", {{0, 1, Alternative::Origin::kCompletion, {"soto"}}}) == "Query()");
}

TEST_CASE("several words count where a title has all of them, and stand for several") {
  CHECK(plan("ayam", {{0, 1, Alternative::Origin::kTranslation, {"chicken", "noodle"}}}) ==
        "Query(0.12 * (Schicken AND Snoodle))");
  CHECK(plan("ayam", {{0, 1, Alternative::Origin::kTranslation, {"chicken", "rice"}}}) == "Query()");
  CHECK(plan("mi kuah", {{0, 2, Alternative::Origin::kTranslation, {"soup"}}}) == "Query(0.24 * Ssoup)");
}

TEST_CASE("phrases, excluded words and wildcards are none of a title's words") {
  for (const char* text : {"", "\"soto\"", "-soto", "soto*"}) {
    CAPTURE(text);
    CHECK(plan(text) == "Query()");
  }
}
