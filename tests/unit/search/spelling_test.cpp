// Completions and corrections, as a search finds by them: lib/src/search/completion and correction.

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "search/completion.hpp"
#include "search/correction.hpp"
#include "support/hits.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

using telusur::SearchRequest;
using telusur::Settings;
using Ids = std::vector<std::string>;

namespace {

/// An index of one title a document, whose ids are the places in the list.
class Titles {
 public:
  explicit Titles(const std::vector<std::string>& titles, Settings settings = {})
      : engine_(directory_.path(), {.lexicon_dir = "/nonexistent", .dictionary_dir = "/nonexistent"}),
        index_(engine_.create_index("a", only_titles(std::move(settings)))) {
    for (std::size_t i = 0; i < titles.size(); ++i) {
      index_.add_json(R"({"id":")" + std::to_string(i) + R"(","title":")" + titles[i] + "\"}");
    }
    index_.commit();
  }

  telusur::SearchResponse search(SearchRequest request) const { return index_.search(request); }

  Ids found(const std::string& q) const { return telusur::test::ids_of(index_.search({.q = q})); }

  telusur::Index& index() { return index_; }

 private:
  static Settings only_titles(Settings settings) {
    settings.searchable_attributes = {"title"};
    return settings;
  }

  telusur::test::TemporaryDirectory directory_;
  telusur::Engine engine_;
  telusur::Index index_;
};

/// "from>to" of each correction, and the corrected query behind a bar.
std::string corrections(const telusur::SearchResponse& response) {
  std::string out;
  for (const auto& [from, to] : response.query_corrections) {
    out += from + ">" + to + " ";
  }
  return response.corrected_query ? out + "| " + *response.corrected_query : out;
}

}  // namespace

TEST_CASE("the last word is a beginning, and what has it as it is stands above") {
  const Titles titles({"kolom tabel", "kol goreng", "kolom", "baris", "kolesterol", "kolom baris"});
  CHECK(titles.found("kol").front() == "1");
  CHECK(titles.found("kol").size() == 5);
  CHECK(titles.found("k").size() == 5);
  CHECK(titles.found("baris ko").front() == "5");
  CHECK(titles.found("kol ") == Ids{"1"});
  CHECK(titles.found("\"kol\"") == Ids{"1"});
  CHECK(titles.found("kol?") == Ids{"1"});
  CHECK(titles.found("kol baris").size() == 3);  // kol is no beginning here
  CHECK(titles.found("baris -kol").size() == 2);
  CHECK(titles.found("zzz").empty());
  Settings without;
  without.prefix_search = telusur::PrefixSearch::kDisabled;
  CHECK(Titles({"kolom", "kol"}, without).found("kol") == Ids{"1"});
}

TEST_CASE("words that the index has not are found by near ones, and the answer says so") {
  const Titles titles({"basis data", "database server", "pengaturan jaringan", "tahun 20245", "pasar", "konfigurasi"});
  struct Row {
    const char* q;
    const char* first;
    const char* corrections;
  };
  for (const auto& [q, first, expected] : {
           Row{"databse ", "1", "databse>database | database "},
           Row{"dtabase server ", "1", "dtabase>database | database server "},
           Row{"adtabase ", "1", "adtabase>database | database "},              // swapped
           Row{"ddatabase ", "1", "ddatabase>database | database "},            // doubled
           Row{"konfugirasi ", "5", "konfugirasi>konfigurasi | konfigurasi "},  // two edits in a long word
           Row{"pengtauran", "2", "pengtauran>pengaturan | pengaturan"},        // while it is typed
           Row{"pengtau", "2", "pengtau>pengaturan | pengaturan"},
           Row{"data base ", "1", "data base>database | database "},
           Row{"databaseserver ", "1", "databaseserver>database server | database server "},
           Row{"basisdata ", "0", "basisdata>basis data | basis data "},
           Row{"pengatur an ", "2", "pengatur an>pengaturan | pengaturan "},
       }) {
    CAPTURE(q);
    const auto response = titles.search({.q = q});
    CHECK(corrections(response) == expected);
    Ids ids;
    for (const auto& hit : response.hits) {
      ids.push_back(hit.id);
    }
    CHECK(std::find(ids.begin(), ids.end(), first) != ids.end());
  }
}

TEST_CASE("two words that the index has are also found as one, without a word about it") {
  const Titles titles({"data", "base", "database"});
  CHECK(titles.found("data base ").size() == 3);
  CHECK(corrections(titles.search({.q = "data base "})).empty());
  CHECK(titles.found("\"data base\" ").empty());
}

TEST_CASE("what is there, short, a number, quoted, excluded or protected is not corrected") {
  Settings settings;
  settings.typo_tolerance.disable_on_words = {"Databse"};
  const Titles titles({"database", "pasar", "tahun 20245", "data"}, settings);
  for (const char* q :
       {"database ", "psar ", "20244 ", "\"databsa\" ", "pasar -databsa ", "databse ", "xxxxxxx ", ""}) {
    CAPTURE(q);
    CHECK(corrections(titles.search({.q = q})).empty());
  }
  settings.typo_tolerance = {};
  settings.typo_tolerance.enabled = false;
  CHECK(Titles({"database"}, settings).found("databsa ").empty());
  settings.typo_tolerance = {};
  settings.typo_tolerance.one_typo = 4;
  CHECK(Titles({"pasar"}, settings).found("psar ") == Ids{"0"});
  settings.typo_tolerance.one_typo = 9;
  CHECK(Titles({"database"}, settings).found("databsa ").empty());
}

TEST_CASE("a word that is hardly there is also found by a far more frequent neighbour, below itself") {
  std::vector<std::string> titles(60, "konfigurasi server");
  titles.emplace_back("konfigurasl server");
  const Titles index(titles);
  const auto response = index.search({.q = "konfigurasl ", .limit = 100});
  REQUIRE(response.hits.size() == 61);
  CHECK(response.hits.front().id == "60");
  CHECK(corrections(response).empty());
}

TEST_CASE("corrected and completed words are marked") {
  const Titles titles({"pengaturan jaringan", "basis data"});
  const auto marked = [&](const char* q) {
    SearchRequest request{.q = q};
    request.attributes_to_highlight = {"title"};
    return titles.search(request).hits.at(0).formatted_text("title");
  };
  CHECK(marked("jaringna ") == "pengaturan <em>jaringan</em>");
  CHECK(marked("jar") == "pengaturan <em>jaringan</em>");
  CHECK(marked("basisdata ") == "<em>basis</em> <em>data</em>");
}

TEST_CASE("a commit brings new words at once") {
  Titles titles({"satu"});
  CHECK(titles.found("jaring").empty());
  titles.index().add_json(R"({"id":"n","title":"jaringan"})");
  titles.index().commit();
  CHECK(titles.found("jaring") == Ids{"n"});
  CHECK(titles.found("jarinagn ") == Ids{"n"});
}

TEST_CASE("no query is an error, and what is corrected is in the query") {
  TELUSUR_RANDOM(random);
  const Titles titles({"basis data", "database server", "pengaturan", "café", "日本語"});
  constexpr std::string_view kPieces[] = {"basis", "data", "databse ", "pengatuarn", " ",        "\"",
                                          "-",     "caf",  "é",        "日本",       "\xc3",     "9",
                                          "xx",    ".",    "k",        "日本語x",    "data base"};
  for (int i = 0; i < 400; ++i) {
    const std::string q = random.joined(kPieces, 6);
    CAPTURE(q);
    for (const auto strategy : {telusur::MatchingStrategy::kLast, telusur::MatchingStrategy::kAll}) {
      const auto response = titles.search({.q = q, .matching_strategy = strategy});
      CHECK(response.corrected_query.has_value() == !response.query_corrections.empty());
      for (const auto& correction : response.query_corrections) {
        CHECK(q.find(correction.from) != std::string::npos);
        CHECK(response.corrected_query->find(correction.to) != std::string::npos);
      }
    }
  }
}

TEST_CASE("operators decide what is found, and a star stands for the rest of a word") {
  const Titles titles({"soto ayam kudus", "soto sapi", "database server", "data soto betawi", "ayam dan data"});
  struct Row {
    const char* q;
    std::set<std::string> found;
  };
  for (const auto& [q, found] : {
           Row{"soto AND ayam", {"0"}},
           Row{"(ayam OR sapi) AND soto", {"0", "1"}},
           Row{"soto NOT (ayam OR sapi)", {"3"}},
           Row{"soto -kudus", {"1", "3"}},
           Row{"NOT soto", {"2", "4"}},
           Row{"dat* NOT soto", {"2", "4"}},
           Row{"data* AND server", {"2"}},
           Row{"soto NEAR/1 kudus", {}},
           Row{"kudus NEAR/2 soto", {"0"}},
           Row{"ayam NEAR/1 data AND NOT soto", {}},
           Row{"((soto AND", {"0", "1", "3"}},
       }) {
    CAPTURE(q);
    const auto response = titles.search({.q = q, .query_syntax = telusur::QuerySyntax::kFull});
    std::set<std::string> ids;
    for (const auto& hit : response.hits) {
      ids.insert(hit.id);
    }
    CHECK(ids == found);
  }
  CHECK(titles.found("soto AND ayam ").size() == 4);
}
