#include "analysis/lexicon_loader.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "analysis/lexicon_stemmer.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/error.hpp"
#include "unit/analysis/indonesian/tiny_lexicon.hpp"

using namespace telusur::analysis;
using telusur::test::TemporaryDirectory;

namespace {

void write_packages(const TemporaryDirectory& root) {
  root.write("id_ID.dic", testing::kTinyDic);
  root.write("id_ID.aff", testing::kTinyAff);
  root.write("en_US.dic", testing::kTinyEnglish);
}

std::string fake_english(std::string_view word) {
  return std::string(word.ends_with("s") ? word.substr(0, word.size() - 1) : word);
}

std::string message_of(const LexiconPlaces& places) {
  try {
    load_lexicon(places);
  } catch (const telusur::Error& error) {
    CHECK(error.code() == telusur::ErrorCode::kInvalidArgument);
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("lexicon loader: compiled once a process, kept in the cache for others, shared") {
  const TemporaryDirectory root;
  write_packages(root);
  const LexiconPlaces places{.lexicon_dir = root.path(), .cache_dir = root / "cache"};
  const auto first = load_lexicon(places);
  REQUIRE(first->lexicon.has_value());
  CHECK(std::filesystem::exists(root / "cache" / "lexicon"));
  CHECK(load_lexicon(places) == first);
}

TEST_CASE("lexicon loader: read only means that no cache is written") {
  const TemporaryDirectory root;
  write_packages(root);
  CHECK(load_lexicon({.lexicon_dir = root.path(), .cache_dir = root / "cache", .may_write_cache = false})->lexicon);
  CHECK_FALSE(std::filesystem::exists(root / "cache"));
}

TEST_CASE("lexicon loader: the fingerprint follows the contents, not the place") {
  const TemporaryDirectory one;
  const TemporaryDirectory two;
  write_packages(one);
  write_packages(two);
  const auto fingerprint = load_lexicon({.lexicon_dir = one.path()})->fingerprint;
  CHECK(load_lexicon({.lexicon_dir = two.path()})->fingerprint == fingerprint);
  const TemporaryDirectory lists;
  lists.write("roots-id.txt", "fitur\n");
  CHECK(load_lexicon({.lexicon_dir = one.path(), .word_lists_dir = lists.path()})->fingerprint != fingerprint);
  for (const char* name : {"abbreviations-id.txt", "colloquial-id.txt"}) {
    CAPTURE(name);
    const TemporaryDirectory aliases;
    aliases.write(name, "zzz yang\n");
    const auto loaded = load_lexicon({.lexicon_dir = one.path(), .word_lists_dir = aliases.path()});
    CHECK(loaded->fingerprint != fingerprint);
    CHECK(loaded->aliases.find("zzz") == std::vector<std::string>{"yang"});
  }
}

TEST_CASE("lexicon loader: what is missing or damaged is reported once, and stemming goes by rules") {
  struct Case {
    const char* file;  // written over the whole one; "": nothing is there at all
    const char* contents;
    bool has_lexicon;
    const char* named;
  };
  for (const Case& c :
       {Case{"", "", false, "hunspell-id"}, Case{"id_ID.dic", "1000\nbuku\n", false, "id_ID.dic"},
        Case{"id_ID.aff", "SET UTF-8\n", false, "id_ID.dic"}, Case{"id_ID.dic", "", false, "id_ID.dic is empty"},
        Case{"id_ID.aff", "", false, "id_ID.aff is empty"}, Case{"en_US.dic", "", true, "en_US.dic is empty"},
        Case{"en_US.dic", "1000\nbug\n", true, "en_US.dic"}}) {
    CAPTURE(c.file);
    const TemporaryDirectory root;
    if (*c.file != '\0') {
      write_packages(root);
      root.write(c.file, c.contents);
    }
    std::vector<std::string> lines;
    const LexiconPlaces places{.lexicon_dir = root.path(),
                               .report = [&](std::string_view line) { lines.emplace_back(line); }};
    const auto loaded = load_lexicon(places);
    CHECK(loaded->lexicon.has_value() == c.has_lexicon);
    CHECK(loaded->stemmer.stem("bukunya").text == "buku");
    REQUIRE_FALSE(lines.empty());
    CHECK(lines.front().find(c.named) != std::string::npos);
    const auto reported = lines.size();
    load_lexicon(places);
    CHECK(lines.size() == reported);
  }
}

TEST_CASE("lexicon loader: a bad list is an error that names file and line") {
  const TemporaryDirectory root;
  write_packages(root);
  const TemporaryDirectory bad_line;
  bad_line.write("derived-id.txt", "# words\nbelajar ajar\nsendirian\n");
  CHECK(message_of({.lexicon_dir = root.path(), .word_lists_dir = bad_line.path()}).find("derived-id.txt:3") !=
        std::string::npos);
  // Of a list of aliases, too, where the rules do without a lexicon.
  const TemporaryDirectory bad_alias;
  bad_alias.write("colloquial-id.txt", "gimana\n");
  CHECK(message_of({.lexicon_dir = root / "nothing", .word_lists_dir = bad_alias.path()}).find("colloquial-id.txt:1") !=
        std::string::npos);
  const TemporaryDirectory chain;
  chain.write("abbreviations-id.txt", "gmn gimana\n");
  CHECK(message_of({.lexicon_dir = root.path(), .word_lists_dir = chain.path()}).find("'gimana', which stands") !=
        std::string::npos);
  const TemporaryDirectory bad_name;
  bad_name.write("akar.txt", "buku\n");
  const std::string message = message_of({.lexicon_dir = root.path(), .word_lists_dir = bad_name.path()});
  CHECK(message.find("akar.txt") != std::string::npos);
  CHECK(message.find("roots-id.txt") != std::string::npos);
}

TEST_CASE("lexicon stemmer: keys, language and hyphen groups") {
  const TemporaryDirectory root;
  write_packages(root);
  LexiconStemmer stemmer(load_lexicon({.lexicon_dir = root.path()}), fake_english);
  struct Case {
    const char* word;
    std::vector<std::string> keys;
    Language language;
    bool one_word;
  };
  const Case cases[] = {
      {"menulis", {"tulis"}, Language::kIndonesian, true},
      {"buku", {}, Language::kIndonesian, true},
      {"buku-buku", {"buku"}, Language::kIndonesian, true},
      {"upgrades", {"upgrade"}, Language::kEnglish, true},
      {"databasenya", {"database"}, Language::kIndonesian, true},
      {"operator", {}, Language::kUnknown, true},
      {"xylos", {"xylo"}, Language::kUnknown, true},
      {"client-server", {}, Language::kUnknown, false},
      {"client-server-nya", {"client-server"}, Language::kUnknown, false},
      {"log-in", {}, Language::kUnknown, false},
      {"sub-database", {"database"}, Language::kIndonesian, true},
  };
  for (const Case& c : cases) {
    CAPTURE(c.word);
    const Morphology morphology = stemmer.analyze(c.word);
    CHECK(std::vector<std::string>(morphology.keys.begin(), morphology.keys.end()) == c.keys);
    CHECK(morphology.language == c.language);
    CHECK(morphology.one_word == c.one_word);
  }
  CHECK(stemmer.variants("yg").aliases == std::vector<std::string>{"yang"});
  CHECK(stemmer.variants("buku").aliases.empty());
}

TEST_CASE("lexicon stemmer: the old spelling, where it is asked for and only the modern word is known") {
  const TemporaryDirectory root;
  write_packages(root);
  const auto lexicon = load_lexicon({.lexicon_dir = root.path()});
  LexiconStemmer stemmer(lexicon, fake_english, {.old_spelling = true});
  struct Case {
    const char* word;
    std::vector<std::string> aliases;
  };
  const Case cases[] = {
      {"boekoe", {"buku"}},
      {"boekoenja", {"bukunya"}},
      {"berdjalan", {"berjalan"}},
      {"toelis-menoelis", {"tulis-menulis"}},
      {"boekoe-boekoe", {"buku-buku"}},
      {"buku", {}},
      {"jalan", {}},     // a word as it stands
      {"doebloeg", {}},  // neither form is one
      {"oepgrade", {}},  // no Indonesian word
      {"yg", {"yang"}},  // the lists come first
  };
  for (const Case& c : cases) {
    CAPTURE(c.word);
    CHECK(stemmer.variants(c.word).aliases == c.aliases);
  }
  CHECK(stemmer.variants("boekoe").language == Language::kIndonesian);
  CHECK(LexiconStemmer(lexicon, fake_english).variants("boekoe").aliases.empty());
}
