#include "schema/synonyms.hpp"

#include <doctest/doctest.h>

#include "schema/settings.hpp"
#include "support/error.hpp"

using telusur::settings_from_json;
using telusur::synonyms_from_text;
using Synonyms = telusur::schema::Synonyms;

namespace {

/// The message of a refusal; "" when there is none.
std::string refusal_of(const auto& body) {
  const auto error = telusur::test::error_of(body);
  return error.code() == telusur::ErrorCode::kInvalidArgument ? error.what() : "";
}

std::string file_error(const std::string& text) {
  return refusal_of([&] { synonyms_from_text(text, "kata.txt"); });
}

std::string settings_error(const std::string& synonyms) {
  return refusal_of([&] { settings_from_json(R"({"synonyms":)" + synonyms + "}"); });
}

bool starts(const std::string& text, const std::string& with) {
  INFO(text);
  return text.starts_with(with);
}

/// "a0, a1, …"
std::string list(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    out += (i == 0 ? "a" : ", a") + std::to_string(i);
  }
  return out;
}

}  // namespace

TEST_CASE("synonyms go through the settings' JSON unchanged") {
  const std::string json = R"({"synonyms":{"a b":["c"],"phone":["iphone","telepon genggam"],"x":[]}})";
  const auto settings = settings_from_json(json);
  CHECK(settings.synonyms == Synonyms{{"a b", {"c"}}, {"phone", {"iphone", "telepon genggam"}}, {"x", {}}});
  CHECK(settings_from_json(to_json(settings)) == settings);
  CHECK(settings_from_json("{}", settings) == settings);
  CHECK(settings_from_json(R"({"synonyms":null})", settings).synonyms.empty());
  CHECK(settings_from_json(R"({"synonyms":{"y":["z"]}})", settings).synonyms == Synonyms{{"y", {"z"}}});
  CHECK(telusur::schema::index_alike(settings, {}));
  CHECK_FALSE(telusur::schema::index_alike(settings, telusur::Settings::articles()));
}

TEST_CASE("bad synonyms in the settings are named") {
  const std::string field = "settings field 'synonyms' ";
  CHECK(starts(settings_error("[]"), field + "must be an object of arrays, not"));
  CHECK(starts(settings_error(R"({"a":"b"})"), field + "must give 'a' an array of strings, not"));
  CHECK(starts(settings_error(R"({"a":[1]})"), field + "must give 'a' strings, not 1"));
  CHECK(starts(settings_error(R"({"":["b"]})"), field + "has a term of 0 words, ''; 1 to 8 are allowed"));
  CHECK(starts(settings_error(R"({"a":[" "]})"), field + "has a term of 0 words"));
  CHECK(starts(settings_error(R"({"a":["1 2 3 4 5 6 7 8 9"]})"), field + "has a term of 9 words, '1 2 3"));
  CHECK(starts(settings_error("{\"a\":[\"" + std::string(201, 'x') + "\"]}"), field + "has a term of 201 bytes, 'x"));
  std::string many = R"({"a":[)";
  for (int i = 0; i < 10'000; ++i) {
    many += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\"";
  }
  CHECK(settings_error(many + "]}") == field + "gives 'a' 10000 synonyms; at most 100 are allowed");
  std::string words = "{";
  for (int i = 0; i <= 10'000; ++i) {
    words += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":[]";
  }
  CHECK(settings_error(words + "}") == field + "gives synonyms to 10001 words; at most 10000 are allowed");
}

TEST_CASE("synonyms have a limit in all") {
  std::string text;
  std::string json = "{";
  for (int i = 0; i < 501; ++i) {
    const std::string word = "w" + std::to_string(i);
    text += word + " => " + list(100) + "\n";
    json += (i == 0 ? "\"" : ",\"") + word + "\":[\"a\"";
    for (int j = 1; j < 100; ++j) {
      json += ",\"a\"";
    }
    json += "]";
  }
  CHECK(starts(file_error(text), "kata.txt line 501 makes more than 50000 synonyms in all"));
  CHECK(starts(settings_error(json + "}"), "settings field 'synonyms' makes more than 50000 synonyms in all"));
  text.erase(text.rfind("w500"));
  CHECK(file_error(text).empty());
}

TEST_CASE("a text of synonyms, one rule a line") {
  CHECK(synonyms_from_text("", "x").empty());
  CHECK(synonyms_from_text("# none\n\n  \r\n", "x").empty());
  CHECK(synonyms_from_text("ponsel, telepon genggam # two ways\r\nphone => iphone, android", "x") ==
        Synonyms{{"phone", {"iphone", "android"}}, {"ponsel", {"telepon genggam"}}, {"telepon genggam", {"ponsel"}}});
  CHECK(synonyms_from_text("a => b\na => c, b\n", "x") == Synonyms{{"a", {"b", "c"}}});
  CHECK(synonyms_from_text("\xEF\xBB\xBF"
                           "a => b",
                           "x") == Synonyms{{"a", {"b"}}});
  CHECK(synonyms_from_text("csharp, C# # a language\n#x, y", "x") == Synonyms{{"csharp", {"C#"}}, {"C#", {"csharp"}}});
  // A group is a cycle on purpose.
  CHECK(synonyms_from_text("a, b\nb, c\na => b\n", "x") == Synonyms{{"a", {"b"}}, {"b", {"a", "c"}}, {"c", {"b"}}});
}

TEST_CASE("a bad line of a text of synonyms is named") {
  CHECK(starts(file_error("a, b\n\nc\n"), "kata.txt line 3 has one term, 'c'"));
  CHECK(starts(file_error("a, b => c\n"), "kata.txt line 1 has 2 terms before '=>'"));
  CHECK(starts(file_error("a => b => c\n"), "kata.txt line 1 has '=>' more than once"));
  CHECK(starts(file_error("a =>\n"), "kata.txt line 1 has a term of 0 words"));
  CHECK(starts(file_error("a,,b\n"), "kata.txt line 1 has a term of 0 words"));
  CHECK(starts(file_error("a => b\nb => c\nc => a\n"),
               "kata.txt line 3 closes a cycle of one-way rules with 'c => a'; write"));
  CHECK(starts(file_error("c => a\nx => a\n\nb => c, x\na => b\n"),
               "kata.txt line 5 closes a cycle of one-way rules with 'a => b'"));
  CHECK(starts(file_error("a => b\nb => a, c\nc => d\n"),
               "kata.txt line 2 closes a cycle of one-way rules with 'b => a'"));
  CHECK(starts(file_error("a => a\n"), "kata.txt line 1 closes a cycle"));
  CHECK(file_error("a => b, c\nb => d\nc => d\nd, a\n").empty());
  CHECK(starts(file_error("a, b\nc\xFF => d\n"), "kata.txt line 2 is not UTF-8"));
  CHECK(starts(file_error("a, " + std::string(201, 'x')), "kata.txt line 1 has a term of 201 bytes"));
  CHECK(starts(file_error("=> b"), "kata.txt line 1 has a term of 0 words"));
  CHECK(file_error("x => " + list(100) + "\n").empty());
  CHECK(starts(file_error("b, c\nx => " + list(10'000) + "\n"), "kata.txt line 2 gives 'x' 101 synonyms; at most 100"));
  CHECK(starts(file_error("\n" + list(102) + "\n"), "kata.txt line 2 gives 'a0' 101 synonyms"));
}

TEST_CASE("a long chain of one-way rules costs no stack, and no time beyond its length") {
  // Backwards, so that a search that began at each rule anew would walk the whole chain each time.
  std::string text;
  for (int i = 9'998; i >= 0; --i) {
    text += "a" + std::to_string(i) + " => a" + std::to_string(i + 1) + "\n";
  }
  CHECK(synonyms_from_text(text, "x").size() == 9'999);
  CHECK(starts(file_error(text + "a9999 => a0\n"),
               "kata.txt line 10000 closes a cycle of one-way rules with 'a9999 => a0'"));
}
