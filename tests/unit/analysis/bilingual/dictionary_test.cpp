#include "analysis/bilingual/dictionary.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <utility>

#include "analysis/bilingual/translations.hpp"
#include "analysis/word_list.hpp"
#include "engine/stemmers.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/error.hpp"

using telusur::analysis::freedict_pairs;
using telusur::analysis::glossary_pairs;
using telusur::analysis::TranslationPair;
using Pairs = std::vector<TranslationPair>;

namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& contents) { std::ofstream(path, std::ios::binary) << contents; }

void write_gzip(const fs::path& path, const std::string& contents) {
  gzFile file = gzopen(path.c_str(), "wb");
  REQUIRE(gzwrite(file, contents.data(), static_cast<unsigned>(contents.size())) == static_cast<int>(contents.size()));
  REQUIRE(gzclose(file) == Z_OK);
}

constexpr const char* kAbout = "00database-info\nabout";
constexpr const char* kCat = "cat <n>\nkucing\nanimal\n";
constexpr const char* kNight = "night <n>\nmalam\n";

/// A dictionary of two articles, and a header, of 21, 22 and 16 bytes: V, W and Q in base 64.
class TinyDictionary {
 public:
  TinyDictionary() {
    write_gzip(texts(), std::string(kAbout) + kCat + kNight);
    write(index(), "00databaseinfo\tA\tV\ncat\tV\tW\ncats\tV\tW\nnight\tr\tQ\n");
  }
  fs::path index() const { return directory_.path() / "freedict-eng-ind.index"; }
  fs::path texts() const { return directory_.path() / "freedict-eng-ind.dict.dz"; }
  fs::path directory() const { return directory_.path(); }

 private:
  telusur::test::TemporaryDirectory directory_;
};

std::string error_of(const TinyDictionary& dictionary) {
  try {
    telusur::analysis::read_dictd(dictionary.index(), dictionary.texts());
  } catch (const telusur::Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("a dictionary's articles come in the order of its index, each once") {
  const TinyDictionary dictionary;
  CHECK(telusur::analysis::read_dictd(dictionary.index(), dictionary.texts()) ==
        std::vector<std::string>{kCat, kNight});
}

TEST_CASE("a damaged dictionary is named") {
  const TinyDictionary dictionary;
  write(dictionary.index(), "cat\tV\tW\nnight\tr\tR\n");
  CHECK(error_of(dictionary).find("freedict-eng-ind.index is damaged in line 2") != std::string::npos);
  write(dictionary.index(), "cat\tV\n");
  CHECK(error_of(dictionary).find("freedict-eng-ind.index is damaged in line 1") != std::string::npos);
  write(dictionary.index(), "cat\t!\tW\n");
  CHECK(error_of(dictionary).find("freedict-eng-ind.index is damaged in line 1") != std::string::npos);
  write(dictionary.index(), "cat\tV\tW\n");
  fs::resize_file(dictionary.texts(), fs::file_size(dictionary.texts()) - 10);
  CHECK(error_of(dictionary).find("freedict-eng-ind.dict.dz is damaged or cut short") != std::string::npos);
  fs::remove(dictionary.texts());
  CHECK(error_of(dictionary).find("freedict-eng-ind.dict.dz") != std::string::npos);
}

TEST_CASE("translations: the glossary first, then the dictionary") {
  const TinyDictionary dictionary;
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  const auto both = telusur::analysis::load_translations(dictionary.directory(), analyzer);
  CHECK(both.shortcoming.empty());
  CHECK(both.translations.to_english.contains("gaji"));
  CHECK(both.translations.to_indonesian.contains("night"));

  fs::remove(dictionary.index());
  const auto glossary = telusur::analysis::load_translations(dictionary.directory(), analyzer);
  CHECK(glossary.shortcoming.find("freedict-eng-ind.index") != std::string::npos);
  CHECK(glossary.shortcoming.find("install dict-freedict-eng-ind") != std::string::npos);
  CHECK(glossary.shortcoming.find('\n') == std::string::npos);
  CHECK(glossary.translations.to_english.contains("gaji"));
  CHECK(glossary.translations.to_english.longest() >= telusur::analysis::kMaxTermWords);
  CHECK(both.translations.to_english.size() > glossary.translations.to_english.size());
}

TEST_CASE("the pairs of an article") {
  struct Row {
    const char* article;
    Pairs pairs;
  };
  for (const auto& [article, pairs] : {
           Row{"database //ˈdeɪtəˌbeɪs// <n>\nbasis data, pangkalan data 2.\ncollection\n 3.\nsoftware program\n",
               {{"basis data", "database"}, {"pangkalan data", "database"}}},
           Row{"date //deɪt// <n>\n1. kurma\nfruit, of a palm\n2. tanggal 2.\npoint of time\n 3.\nsomething\n",
               {{"kurma", "date"}, {"tanggal", "date"}}},
           Row{"clear <adj>\nbening, jelas, bening\n", {{"bening", "clear"}, {"jelas", "clear"}}},
           Row{"French <adj>\n1. Perancis\n", {{"perancis", "french"}}},
           Row{"alike <adj>\nalike, (yang) mirip, satu dua tiga empat lima\n", {}},
           Row{"ism <suffix>\nisme\n", {}},
           Row{"which <pronoun>\nyang\n", {}},
           Row{"lots <n>\na, b, c, d, e, f, g\n",
               {{"b", "lots"}, {"c", "lots"}, {"d", "lots"}, {"e", "lots"}, {"f", "lots"}, {"g", "lots"}}},
           Row{"", {}},
           Row{"word", {}},
           Row{"<n>\nx\n", {}},
       }) {
    CAPTURE(article);
    CHECK(freedict_pairs(article) == pairs);
  }
}

TEST_CASE("the glossary is well-formed, without repetition, and large") {
  const auto contents = telusur::analysis::embedded_list("glossary.tsv");
  CHECK(contents.find("# Provenance: ") != std::string_view::npos);
  CHECK(contents.back() == '\n');
  CHECK(contents.find('\r') == std::string_view::npos);
  std::size_t lines = 0;
  for (std::string_view rest = contents; !rest.empty();) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() + 1);
    if (!line.starts_with('#')) {
      ++lines;
      CAPTURE(line);
      CHECK(std::count(line.begin(), line.end(), '\t') == 1);
      CHECK(std::none_of(line.begin(), line.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
      CHECK(line.find_first_of("()/,;") == std::string_view::npos);
    }
  }
  const auto pairs = glossary_pairs(contents);
  CHECK(pairs.size() == lines);
  CHECK(pairs.size() >= 1500);
  std::set<std::pair<std::string, std::string>> seen;
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  for (const auto& pair : pairs) {
    CAPTURE(pair.indonesian);
    CAPTURE(pair.english);
    CHECK(seen.emplace(pair.indonesian, pair.english).second);
    CHECK(pair.indonesian != pair.english);
    for (const auto& side : {pair.indonesian, pair.english}) {
      CHECK_FALSE(analyzer.analyze(side).empty());
      CHECK(std::count(side.begin(), side.end(), ' ') < static_cast<long>(telusur::analysis::kMaxTermWords));
      CHECK(side.find("  ") == std::string::npos);
    }
  }
}

TEST_CASE("every pair of the glossary is found from both sides") {
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  const auto pairs = glossary_pairs(telusur::analysis::embedded_list("glossary.tsv"));
  const auto translations = telusur::analysis::make_translations(pairs, analyzer);
  const auto finds = [&](const telusur::analysis::TermTable& table, const std::string& term,
                         const std::string& target) {
    std::vector<telusur::analysis::TermWord> words;
    for (const auto& token : analyzer.analyze(term)) {
      words.push_back({token.word->surface, token.word->keys});
    }
    const auto targets = table.find(words, pairs.size());
    return std::find(targets.begin(), targets.end(), target) != targets.end();
  };
  for (const auto& [indonesian, english] : pairs) {
    CAPTURE(indonesian);
    CAPTURE(english);
    CHECK(finds(translations.to_english, indonesian, english));
    CHECK(finds(translations.to_indonesian, english, indonesian));
    analyzer.forget();
  }
}
