#include "schema/curations.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "schema/settings_refusal.hpp"

using telusur::Curation;
using telusur::Settings;
using telusur::settings_from_json;
using telusur::test::settings_refusal;

TEST_CASE("curations are read, and go back as they came") {
  const Settings settings = settings_from_json(R"({"curations":[
    {"query":"Soto ayam","promote":[{"id":"a","position":1},{"id":7,"position":3}],"hide":["b",8]},
    {"query":"","match":"exact","promote":[]},
    {"query":"nasi","match":"contains","hide":["c"]}]})");
  CHECK(settings.curations ==
        std::vector<Curation>{{"Soto ayam", Curation::Match::kExact, {{"a", 1}, {"7", 3}}, {"b", "8"}},
                              {"", Curation::Match::kExact, {}, {}},
                              {"nasi", Curation::Match::kContains, {}, {"c"}}});
  CHECK(settings_from_json(to_json(settings)) == settings);
  CHECK(settings_from_json(R"({"curations":null})", settings).curations.empty());
}

TEST_CASE("a wrong curation is named by its number, with what is wrong in it") {
  struct Case {
    std::string json;
    std::string part;
  };
  std::string many = "[{\"query\":\"a\"}";
  for (int n = 0; n < 1000; ++n) {
    many += ",{\"query\":\"a\"}";
  }
  std::string ids = R"([{"query":"a","hide":["0")";
  for (int n = 1; n <= 100; ++n) {
    ids += ",\"" + std::to_string(n) + "\"";
  }
  for (const auto& [json, part] : std::vector<Case>{
           {"{}", "must be an array of at most 1000 curations, not an object"},
           {many + "]", "not one of 1001"},
           {"[1]", "has in element 1 a number; it must be an object"},
           {R"([{"query":"a"},{}])", "has in element 2 no query"},
           {R"([{"query":1}])", "the query 1; it must be a string of at most 200 bytes"},
           {"[{\"query\":\"" + std::string(201, 'a') + "\"}]", "the query"},
           {R"([{"query":"","match":"contains"}])", "an empty query, which only \"exact\" may have"},
           {R"([{"query":"a","match":"any"}])", "the match \"any\"; known are \"exact\" and \"contains\""},
           {R"([{"query":"a","other":1}])", "'other'; known are query, match, promote and hide"},
           {R"([{"query":"a","hide":"b"}])", "a list 'hide' that must be an array of at most 100 elements"},
           {ids + "]}]", "a list 'hide' that must be an array of at most 100 elements"},
           {R"([{"query":"a","hide":[""]}])", "the id \"\"; it must be the id of a document"},
           {R"([{"query":"a","hide":[1.5]}])", "the id 1.5"},
           {R"([{"query":"a","hide":["b","b"]}])", "the id 'b' twice"},
           {R"([{"query":"a","hide":["b"],"promote":[{"id":"b","position":1}]}])", "the id 'b' twice"},
           {R"([{"query":"a","promote":["b"]}])", "the promotion \"b\"; it must be an object of id and position"},
           {R"([{"query":"a","promote":[{"id":"b"}]}])", "the promotion"},
           {R"([{"query":"a","promote":[{"id":"b","position":0}]}])",
            "the position 0; it must be a whole number from 1"},
           {R"([{"query":"a","promote":[{"id":"b","position":1001}]}])", "the position 1001"},
           {R"([{"query":"a","promote":[{"id":"b","position":1},{"id":"c","position":1}]}])",
            "the position 1 twice"}}) {
    CAPTURE(json.substr(0, 100));
    const std::string message = settings_refusal(R"({"curations":)" + json + "}");
    CAPTURE(message);
    CHECK(message.find(part) != std::string::npos);
  }
}
