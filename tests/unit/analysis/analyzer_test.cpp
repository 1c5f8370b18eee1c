#include "analysis/analyzer.hpp"

#include <doctest/doctest.h>

#include <string>

#include "analysis/group_stemmer.hpp"
#include "base/utf8.hpp"
#include "support/random.hpp"

using telusur::TokenKind;
using telusur::analysis::WordAnalyzer;
using telusur::analysis::WordForm;

namespace {

std::string forms(const std::vector<WordForm>& list) {
  std::string out;
  for (const auto& form : list) {
    out += (out.empty() ? "" : ",") + form.surface;
  }
  return out;
}

/// The tokens in a form to read: surface{keys}=aliases<parts>.
std::string described(const std::string& text) {
  WordAnalyzer analyzer(telusur::test::group_stemmer());
  std::string out;
  for (const auto& token : analyzer.analyze(text)) {
    const auto& word = *token.word;
    out += (out.empty() ? "" : " ") + word.surface;
    std::string keys;
    for (const auto& key : word.keys) {
      keys += (keys.empty() ? "{" : ",") + key;
    }
    out += keys.empty() ? keys : keys + "}";
    auto aliases = forms(word.aliases);
    if (token.joined != nullptr) {
      aliases += (aliases.empty() ? "" : ",") + token.joined->surface;
    }
    out += aliases.empty() ? "" : "=" + aliases;
    out += word.parts.empty() ? "" : "<" + forms(word.parts) + ">";
  }
  return out;
}

struct Row {
  const char* text;
  const char* tokens;
};

template <typename Rows>
void check(const Rows& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(described(row.text) == row.tokens);
  }
}

}  // namespace

TEST_CASE("hyphen groups are one word where the language makes them one") {
  constexpr Row kRows[] = {
      {"Buku-buku baru", "buku-buku{buku} baru"},
      {"di-deploy URL-nya 1990-an", "di-deploy{deploy}=dideploy url-nya{url}=urlnya 1990-an{1990}=1990an"},
      {"meng-upgrade ke-4, se-Indonesia.",
       "meng-upgrade{upgrade}=mengupgrade ke-4{4}=ke4 se-indonesia{indonesia}=seindonesia"},
      {"tulis-menulis", "tulis-menulis{tulis}"},
      {"men-deploy aplikasi back-end dengan testing otomatis",
       "men-deploy{deploy}=mendeploy aplikasi back=backend end=backend dengan testing{test} otomatis"},
      {"client-server", "client=clientserver server=clientserver"},
      {"e-mail", "e-mail=email"},
      // Typographic hyphens are hyphens, soft ones are nothing, dashes part.
      {"buku‐buku ke‑4", "buku-buku{buku} ke-4{4}=ke4"},
      {"mem\u00ADbaca", "membaca{baca}"},
      {"1990–2000 ini — itu", "1990 2000 ini itu"},
      {"buku--buku -buku- - buku", "buku buku buku buku"},
      {"a-b-c-d-e", "a b c d e"},
      {"0812-3456-7890", "0812=081234567890 3456=081234567890 7890=081234567890"},
      {"10.000-20.000", "10.000=10000 20.000=20000"},
  };
  check(kRows);
}

TEST_CASE("technical words are whole, and found by their parts") {
  constexpr Row kRows[] = {
      {"C++, C# F# dan C++17 (C/C++)", "c++ c# f# dan c++17<c++> c c++"},
      {"Notepad++ a++b C#x", "notepad++<notepad> a b c x"},
      {".NET ASP.NET .gitignore", ".net<net> asp.net=aspnet<asp,net> .gitignore<gitignore>"},
      {"Node.JS node.js.", "node.js=nodejs<node,js> node.js=nodejs<node,js>"},
      {"selesai.Kemudian U.S.A.", "selesai.kemudian<selesai,kemudian> u.s.a=usa"},
      {"user.name+tag@mail.example.id,",
       "user.name+tag@mail.example.id<user,name,tag,mail,example,id,mail.example.id>"},
      {"a@b budi@kantor", "a b budi kantor"},
      {"192.168.1.1:8080", "192.168.1.1 8080"},
      {"::1 2001:db8::ff00:42 fe80::1.", "::1 2001:db8::ff00:42 fe80::1"},
      {"std::string 10:30:45", "std string 10 30 45"},
      {"https://example.com/artikel/soto-kudus?id=5",
       "https example.com=examplecom<example,com> artikel soto=sotokudus kudus=sotokudus id 5"},
      {"/usr/share docker-compose.yml main.cpp",
       "usr share docker-compose.yml<docker,compose,yml> main.cpp=maincpp<main,cpp>"},
      {"2.0.0-beta.1", "2.0.0-beta<2.0.0,beta> 1"},
      {"#resep @budi # @ &#39;", "#resep=resep @budi=budi 39"},
      {"get_user_by_id MAX_SIZE __init__ _", "get_user_by_id<get,user,by,id> max_size<max,size> __init__<init>"},
      {"getUserById getuserbyid HTTPServerError",
       "getuserbyid<get,user,by,id> getuserbyid httpservererror<http,server,error>"},
      {"JavaScript YouTube iPhone", "javascript youtube iphone<phone>"},
  };
  check(kRows);
}

TEST_CASE("numbers, dates and versions") {
  constexpr Row kRows[] = {
      {"Rp7.500.000 10.000 10,000 1,250,000.50",
       "rp7.500.000<7.500.000,7500000> 10.000=10000 10,000=10000 "
       "1,250,000.50=1250000"},
      {"3,5 12% 3.11", "3,5 12 3.11"},
      {"1.4.22 v2.0.1", "1.4.22 v2.0.1=2.0.1"},
      {"2023-06-19, 19/06/2023 19-06-2023 1/2", "2023-06-19<2023> 19/06/2023<2023> 19-06-2023<2023> 1 2"},
      {"2023-06-19T10:30:00Z", "2023-06-19t10:30:00z<2023-06-19,2023>"},
      {"2023-13-45-1 2023-06-191",
       "2023=202313451 13=202313451 45=202313451 1=202313451 "
       "2023=202306191 06=202306191 191=202306191"},
  };
  check(kRows);
}

TEST_CASE("apostrophes, scripts and symbols") {
  constexpr Row kRows[] = {
      {"Jum'at Jum’at do'a", "jum'at=jumat jum'at=jumat do'a=doa"},
      {"don't it's", "don't it's"},
      {"日本語 ภาษาไทย", "日本語 ภาษา ไทย"},
      {"soto 🍜 ❤️ ™", "soto 🍜 ❤"},
      {"«été»", "été"},
  };
  check(kRows);
}

TEST_CASE("each token has its kind") {
  struct KindRow {
    const char* text;
    TokenKind kind;
  };
  constexpr KindRow kRows[] = {
      {"buku-buku", TokenKind::kWord},    {"getUserById", TokenKind::kWord},      {"10.000", TokenKind::kNumber},
      {"v2.0.1", TokenKind::kNumber},     {"Rp5000", TokenKind::kNumber},         {"2023-06-19", TokenKind::kNumber},
      {"C++", TokenKind::kTechnical},     {"192.168.1.1", TokenKind::kTechnical}, {"::1", TokenKind::kTechnical},
      {"a@b.id", TokenKind::kTechnical},  {"#a", TokenKind::kTechnical},          {"a_b", TokenKind::kTechnical},
      {"x-y.yml", TokenKind::kTechnical}, {"🍜", TokenKind::kTechnical},           {"日本", TokenKind::kIdeograph},
  };
  for (const auto& [text, kind] : kRows) {
    CAPTURE(text);
    WordAnalyzer analyzer(telusur::test::group_stemmer());
    const auto& tokens = analyzer.analyze(text);
    REQUIRE(tokens.size() == 1);
    CHECK(tokens.front().word->kind == kind);
  }
}

TEST_CASE("other words for a word: at its place, with their keys; several as parts") {
  constexpr Row kRows[] = {
      {"Gmn caranya", "gmn=bagaimana caranya"},
      {"ortu", "ortu<orang,tua>"},
      {"#ortu", "#ortu=ortu"},  // the sign makes it a name
      {"ortuRumah", "orturumah<ortu,rumah>"},
      {"bacaan2", "bacaan2=buku-buku"},
  };
  check(kRows);
  WordAnalyzer analyzer(telusur::test::group_stemmer());
  CHECK(analyzer.word("bacaan2")->aliases.front().keys == std::vector<std::string>{"buku"});
  CHECK(analyzer.word("gmn")->language == telusur::analysis::Language::kIndonesian);
  CHECK(analyzer.word("bacaan2")->language == telusur::analysis::Language::kUnknown);
}

TEST_CASE("offsets are those of the text") {
  const std::string text = "  “Back‐end” #C #tag (C++) é buku-buku";
  WordAnalyzer analyzer(telusur::test::group_stemmer());
  std::string written;
  for (const auto& token : analyzer.analyze(text)) {
    written += text.substr(token.offset_bytes, token.length_bytes) + "|";
  }
  CHECK(written == "Back|end|#C|#tag|C++|é|buku-buku|");
}

TEST_CASE("a text cut at blanks gives the same tokens") {
  TELUSUR_RANDOM(random);
  static constexpr std::string_view kPieces[] = {"buku",   "-",  ".",    "#", "@",      "+", "++", ":", "::", "/", "1",
                                                 "2023",   "06", "_",    "'", "C",      "a", "’",  "é", "日", "‐", ",",
                                                 "\u0301", "Ab", "\xFF", "🍜", "\u200d", "%", "T",  "(", "&"};
  WordAnalyzer whole(telusur::test::group_stemmer());
  WordAnalyzer single(telusur::test::group_stemmer());
  for (int i = 0; i < 3'000; ++i) {
    std::string text;
    std::vector<std::string> alone;
    for (int j = 0; j < 4; ++j) {
      const auto chunk = random.joined(kPieces, 8);
      text += chunk + " ";
      for (const auto& token : single.analyze(chunk)) {
        alone.push_back(token.word->surface);
      }
    }
    std::vector<std::string> together;
    std::size_t end = 0;
    for (const auto& token : whole.analyze(text)) {
      together.push_back(token.word->surface);
      CHECK(token.offset_bytes >= end);
      CHECK(token.length_bytes > 0);
      end = token.offset_bytes + token.length_bytes;
    }
    CAPTURE(text);
    REQUIRE(together == alone);
    CHECK(end <= text.size());
  }
}
