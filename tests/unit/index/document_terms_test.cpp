#include "index/document_terms.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "telusur/error.hpp"

namespace index_ = telusur::index;
namespace schema = telusur::schema;

using telusur::Settings;

namespace {

/// Cuts the letter s from the end, so that what is expected does not hang on a real stemmer.
class CutS : public telusur::analysis::Stemmer {
 public:
  telusur::analysis::Morphology analyze(std::string_view word) override {
    telusur::analysis::Morphology morphology;
    if (word.size() > 1 && word.back() == 's') {
      morphology.keys.add(word.substr(0, word.size() - 1));
    }
    return morphology;
  }
};

index_::IndexedDocument indexed(const std::string& json, const Settings& settings = {}) {
  telusur::analysis::WordAnalyzer analyzer(std::make_unique<CutS>());
  return index_::index_document(schema::parse_json(json, "test"), settings, "id", analyzer);
}

/// "word:wdf@position,position …"
std::string described(const std::vector<index_::DocumentTerm>& terms) {
  std::string out;
  for (const auto& term : terms) {
    out += (out.empty() ? "" : " ") + term.text + ":" + std::to_string(term.wdf);
    for (std::size_t i = 0; i < term.positions.size(); ++i) {
      out += (i == 0 ? "@" : ",") + std::to_string(term.positions[i]);
    }
  }
  return out;
}

std::string surfaces(const std::string& json, const std::vector<std::string>& searchable) {
  return described(indexed(json, {.searchable_attributes = searchable}).surfaces);
}

}  // namespace

TEST_CASE("words are counted by the weight of their attribute, with positions that no phrase reaches across") {
  const std::string document = R"({"id":"x","title":"Soto soto","body":["ayam","soto"],"n":7,"none":null})";
  struct Case {
    std::vector<std::string> searchable;
    std::string terms;
  };
  for (const auto& [searchable, terms] : std::vector<Case>{
           {{"title"}, "soto:4@0,1"},
           {{"body"}, "ayam:2@0 soto:2@17"},
           {{"title", "body"}, "ayam:2@18 soto:14@0,1,35"},
           {{"body", "title"}, "ayam:6@0 soto:10@17,50,51"},
           {{"n", "none", "missing"}, "7:6@0"},
           {{"title", "*"}, "7:2@85 ayam:2@35 soto:14@0,1,52 x:2@18"},
       }) {
    CAPTURE(terms);
    CHECK(surfaces(document, searchable) == terms);
  }
}

TEST_CASE("terms tell in which attributes they stand, and whether the largest one has them") {
  const auto document = indexed(R"({"id":"x","title":"Soto kudus","body":["ayam","soto soto enak"],"tags":["kudus"]})",
                                {.searchable_attributes = {"tags", "title", "body"}});
  CHECK(document.searched == std::vector<std::string>{"tags", "title", "body"});
  CHECK(document.largest == 2);
  std::string places;
  for (const auto& term : document.surfaces) {
    places += term.text + (term.in_largest ? "+" : "");
    for (const auto attribute : term.attributes) {
      places += " " + document.searched[attribute];
    }
    places += "; ";
  }
  CHECK(places == "ayam+; enak+; kudus tags title; soto+ title; ");
}

TEST_CASE("nested attributes are searched by their dotted names") {
  const std::string document = R"({"id":"1","author":{"name":"Sari","mail":"dewi"}})";
  CHECK(surfaces(document, {"author.name"}) == "sari:2@0");
  CHECK(surfaces(document, {"author"}) == "dewi:2@17 sari:2@0");
}

TEST_CASE("stems stand beside the surfaces that differ from them, without positions") {
  const auto document = indexed(R"({"id":1,"t":"books book bookss"})", {.searchable_attributes = {"t"}});
  CHECK(described(document.surfaces) == "book:2@1 books:2@0 bookss:2@2");
  CHECK(described(document.stems) == "book:2 books:2");
}

TEST_CASE("a document keeps its id, its JSON and the names of its attributes") {
  const auto document = indexed(R"({"title":"a", "id":7, "author":{"id":1}})");
  CHECK(document.id == "7");
  CHECK(document.stored == R"({"title":"a","id":7,"author":{"id":1}})");
  CHECK(document.attributes == std::vector<std::string>{"title", "id", "author"});
  CHECK_THROWS_AS(indexed(R"({"title":"a"})"), telusur::Error);
}

TEST_CASE("the language is the declared one, else that of the words") {
  using telusur::analysis::Language;
  struct Case {
    std::string json;
    Language language;
  };
  for (const auto& [json, language] :
       std::vector<Case>{{R"({"id":1,"t":"yang dan untuk"})", Language::kIndonesian},
                         {R"({"id":1,"t":"the and with"})", Language::kEnglish},
                         {R"({"id":1,"lang":"en","t":"yang dan untuk"})", Language::kEnglish},
                         {R"({"id":1,"language":"id","t":"the and with"})", Language::kIndonesian},
                         {R"({"id":1,"lang":7,"t":"the and with"})", Language::kEnglish},
                         {R"({"id":1,"t":""})", Language::kUnknown}}) {
    CAPTURE(json);
    CHECK(indexed(json).language == language);
  }
}

TEST_CASE("the title is the attribute that the settings name first") {
  using Words = std::vector<std::string>;
  const std::string document = R"({"id":"x","body":"isi","title":"Soto Ayam: resep","tags":["a"]})";
  CHECK(indexed(document, {.searchable_attributes = {"title", "body"}}).title == Words{"soto", "ayam", "resep"});
  CHECK(indexed(document, {.searchable_attributes = {"body", "*"}}).title == Words{"isi"});
  for (const char* first : {"*", "tags", "none"}) {
    CAPTURE(first);
    CHECK(indexed(document, {.searchable_attributes = {first}}).title.empty());
  }
  std::string many;
  for (int i = 0; i < 100; ++i) {
    many += "soto ";
  }
  CHECK(indexed(R"({"id":"x","title":")" + many + "\"}", {.searchable_attributes = {"title"}}).title.size() ==
        index_::kMaxTitleWords);
}

TEST_CASE("the title's words are a field of their own, where each counts the more, the fewer there are") {
  const auto forms = [](const std::string& title) {
    std::string shown;
    for (const auto& form :
         indexed(R"({"id":"x","title":")" + title + "\"}", {.searchable_attributes = {"title", "body"}}).title_forms) {
      shown += (shown.empty() ? "" : " ") + form.text + ":" + std::to_string(form.wdf);
    }
    return shown;
  };
  CHECK(forms("Soto") == "soto:8");
  CHECK(forms("soto ayam") == "ayam:6 soto:6");
  CHECK(forms("soto ayam soto kudus") == "ayam:4 kudu:4 soto:8");
  CHECK(forms("") == "");
  std::string many;
  for (int i = 0; i < 100; ++i) {
    many += "kata" + std::to_string(i) + " ";
  }
  CHECK(forms(many).find("kata31:1") != std::string::npos);
  CHECK(forms(many).find("kata32") == std::string::npos);
}

TEST_CASE("a long text has the words, in the places, that its parts have") {
  std::string text;
  constexpr std::uint32_t kRepeats = 20'000;  // several times what is analysed at once
  for (std::uint32_t n = 0; n < kRepeats; ++n) {
    text += "naik kereta docker-compose.yml C++\n";
  }
  telusur::analysis::WordAnalyzer analyzer(std::make_unique<CutS>());
  const schema::Json json{{"id", "x"}, {"body", text}};
  const auto long_one = index_::index_document(json, {}, "id", analyzer);
  for (const auto& term : long_one.surfaces) {
    if (term.text == "naik" || term.text == "kereta" || term.text == "c++") {
      CAPTURE(term.text);
      REQUIRE(term.positions.size() == kRepeats);
      for (std::uint32_t n = 1; n < kRepeats; ++n) {
        REQUIRE(term.positions[n] - term.positions[n - 1] == 4);
      }
    }
  }
}

TEST_CASE("a text without a blank is read to its end") {
  const std::string text = std::string(300'000, '!') + "akhir";
  const auto document = indexed(R"({"id":"x","body":")" + text + "\"}");
  REQUIRE(document.surfaces.size() == 2);  // and the id
}

TEST_CASE("of a document the first distinct words are indexed, and more than is asked for are none") {
  std::string text;
  for (std::size_t n = 0; n < index_::kMaxDistinctWords + 1000; ++n) {
    text += "k" + std::to_string(n) + " ";
  }
  telusur::analysis::WordAnalyzer analyzer(std::make_unique<CutS>());
  const schema::Json json{{"id", "x"}, {"body", text}};
  const Settings settings{.searchable_attributes = {"body"}};
  const auto most = index_::index_document(json, settings, "id", analyzer).surfaces.size();
  CHECK(most > index_::kMaxDistinctWords);
  CHECK(most < index_::kMaxDistinctWords + 10);
  CHECK_FALSE(index_::index_plain_document(json, settings, "id", analyzer, 5000).has_value());
  const schema::Json few{{"id", "x"}, {"body", "satu dua"}};
  CHECK(described(index_::index_plain_document(few, settings, "id", analyzer, 2)->surfaces) ==
        described(index_::index_document(few, settings, "id", analyzer).surfaces));
  CHECK_FALSE(index_::index_plain_document(few, settings, "id", analyzer, 1).has_value());
}
