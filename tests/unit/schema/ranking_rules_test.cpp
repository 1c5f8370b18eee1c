#include "schema/ranking_rules.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "schema/settings.hpp"
#include "schema/settings_refusal.hpp"

using telusur::RankingRule;
using telusur::Settings;
using telusur::settings_from_json;
using telusur::test::settings_refusal;

namespace {

std::string rules(const std::string& array) { return R"({"rankingRules":)" + array + "}"; }

}  // namespace

TEST_CASE("rules are built-in names, attributes with a direction, and decays, and go back as they came") {
  const Settings settings = settings_from_json(
      rules(R"(["words","a:b:desc",{"field":"published","halfLifeDays":180,"weight":0.2},"exactness","n:asc"])"));
  CHECK(settings.ranking_rules == std::vector<RankingRule>{{RankingRule::Kind::kBuiltIn, "words"},
                                                           {RankingRule::Kind::kAttribute, "a:b", true},
                                                           {RankingRule::Kind::kDecay, "published", false, 180, 0.2},
                                                           {RankingRule::Kind::kBuiltIn, "exactness"},
                                                           {RankingRule::Kind::kAttribute, "n", false}});
  CHECK(settings_from_json(to_json(settings)) == settings);
  CHECK(settings_from_json(rules("null"), settings).ranking_rules == Settings{}.ranking_rules);
  CHECK(settings_from_json(R"({"rankingBand":0.2})").ranking_band == 0.2);
  CHECK(settings_from_json(R"({"rankingBand":null})", settings).ranking_band == Settings{}.ranking_band);
}

TEST_CASE("wrong rules are refused with what is wrong and what is allowed") {
  struct Case {
    std::string json;
    std::string part;
  };
  std::string many = R"(["a0:asc")";
  for (int n = 1; n <= 20; ++n) {
    many += ",\"a" + std::to_string(n) + ":asc\"";
  }
  for (const auto& [json, part] : std::vector<Case>{
           {rules("1"), "'rankingRules' must be an array of at most 20 rules, not a number"},
           {rules(many + "]"), "not one of 21"},
           {rules(R"(["word"])"), "has 'word'; a rule is words, typo"},
           {rules(R"([":asc"])"), "has ':asc'"},
           {rules("[1]"), "must hold strings and objects, not 1"},
           {rules(R"(["words","words"])"), "names 'words' twice"},
           {rules(R"(["n:asc","n:desc"])"), "names 'n' twice"},
           {rules(R"([{"field":"a"}])"), "whose halfLifeDays must be a number above 0, at most 36500.0, not missing"},
           {rules(R"([{"field":"a","halfLifeDays":0,"weight":0.1}])"), "halfLifeDays"},
           {rules(R"([{"field":"a","halfLifeDays":1,"weight":0.95}])"), "weight must be a number above 0, at most 0.9"},
           {rules(R"([{"field":"","halfLifeDays":1,"weight":0.5}])"), "whose field must be the name of an attribute"},
           {rules(R"([{"halfLifeDays":1,"weight":0.5}])"), "whose field must be the name of an attribute"},
           {rules(R"([{"field":"a","halfLifeDays":1,"weight":0.5,"x":1}])"), "has a rule with 'x'"},
           {rules(R"([{"field":"a","halfLifeDays":1,"weight":0.5},{"field":"b","halfLifeDays":1,"weight":0.5}])"),
            "has rules whose weights sum to 1.0; at most 0.9 are allowed"},
           {R"({"rankingBand":0})", "'rankingBand' must be a number above 0, at most 1, not 0"},
           {R"({"rankingBand":"1"})", "'rankingBand' must be a number above 0"},
           {R"({"rankingBand":1.5})", "not 1.5"}}) {
    CAPTURE(json);
    const std::string message = settings_refusal(json);
    CAPTURE(message);
    CHECK(message.find(part) != std::string::npos);
  }
}

TEST_CASE("documents are analysed anew only when other attributes order them") {
  const auto with = [](std::vector<std::string> sortable, const std::string& array) {
    Settings settings = settings_from_json(rules(array));
    settings.sortable_attributes = std::move(sortable);
    return settings;
  };
  using telusur::schema::index_alike;
  using telusur::schema::ordered_attributes;
  CHECK(ordered_attributes(with({"a", "b"}, R"(["b:asc","c:desc",{"field":"d","halfLifeDays":1,"weight":0.5}])")) ==
        std::vector<std::string>{"a", "b", "c", "d"});
  CHECK(index_alike(with({"a"}, R"(["words","a:asc"])"), with({"a"}, R"(["a:desc"])")));
  CHECK(index_alike(with({}, R"(["a:asc"])"), with({"a"}, "[]")));
  CHECK_FALSE(index_alike(with({}, "[]"), with({}, R"(["a:asc"])")));
  CHECK_FALSE(index_alike(with({"b"}, R"(["a:asc"])"), with({}, R"(["a:asc"])")));
}
