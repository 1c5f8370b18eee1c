#include "schema/typo_tolerance.hpp"

#include <doctest/doctest.h>

#include <string>

#include "schema/settings.hpp"
#include "support/error.hpp"
#include "telusur/error.hpp"

using telusur::Settings;
using telusur::settings_from_json;
using telusur::to_json;

TEST_CASE("typo tolerance and prefix search are read and written") {
  const Settings defaults;
  CHECK(settings_from_json(R"({"typoTolerance":null,"prefixSearch":null})") == defaults);
  const auto set = settings_from_json(
      R"({"typoTolerance":{"enabled":false,"minWordSizeForTypos":{"oneTypo":4},"disableOnWords":["Jokowi"],
          "disableOnAttributes":[],"disableOnNumbers":true},"prefixSearch":"disabled"})");
  CHECK_FALSE(set.typo_tolerance.enabled);
  CHECK(set.typo_tolerance.one_typo == 4);
  CHECK(set.typo_tolerance.two_typos == 9);
  CHECK(set.typo_tolerance.disable_on_words == std::vector<std::string>{"Jokowi"});
  CHECK(set.typo_tolerance.disable_on_numbers);
  CHECK(set.prefix_search == telusur::PrefixSearch::kDisabled);
  CHECK(settings_from_json(to_json(set)) == set);
  CHECK(telusur::schema::index_alike(set, defaults));
  // What is not named keeps its value, null sets the default.
  const auto more =
      settings_from_json(R"({"typoTolerance":{"enabled":null,"minWordSizeForTypos":{"twoTypos":7}}})", set);
  CHECK(more.typo_tolerance.enabled);
  CHECK(more.typo_tolerance.one_typo == 4);
  CHECK(more.typo_tolerance.two_typos == 7);
  CHECK(more.typo_tolerance.disable_on_words.size() == 1);
}

TEST_CASE("bad typo tolerance is refused with its field") {
  for (const auto& [json, part] : {
           std::pair(R"({"typoTolerance":true})", "'typoTolerance' must be an object"),
           {R"({"typoTolerance":{"enabled":1}})", "typoTolerance.enabled"},
           {R"({"typoTolerance":{"on":true}})", "typoTolerance.on"},
           {R"({"typoTolerance":{"minWordSizeForTypos":5}})", "typoTolerance.minWordSizeForTypos"},
           {R"({"typoTolerance":{"minWordSizeForTypos":{"oneTypo":-1}}})", "0 to 255, not -1"},
           {R"({"typoTolerance":{"minWordSizeForTypos":{"oneTypo":256}}})", "0 to 255, not 256"},
           {R"({"typoTolerance":{"minWordSizeForTypos":{"oneTypo":10}}})", "oneTypo 10 above twoTypos 9"},
           {R"({"typoTolerance":{"minWordSizeForTypos":{"three":10}}})", "has 'three'"},
           {R"({"typoTolerance":{"disableOnWords":"a"}})", "typoTolerance.disableOnWords"},
           {R"({"typoTolerance":{"disableOnWords":[1]}})", "typoTolerance.disableOnWords"},
           {R"({"typoTolerance":{"disableOnAttributes":"title"}})", "array of at most 1000 strings"},
           {R"({"typoTolerance":{"disableOnAttributes":[1]}})", "must hold strings"},
           {R"({"prefixSearch":"sometimes"})", "must be \"indexingTime\" or \"disabled\", not \"sometimes\""},
           {R"({"prefixSearch":1})", "not a number"},
       }) {
    CAPTURE(json);
    try {
      settings_from_json(json);
      FAIL("accepted");
    } catch (const telusur::Error& error) {
      CHECK(error.code() == telusur::ErrorCode::kInvalidArgument);
      CHECK(error.subject() == "settings");
      CHECK(std::string(error.what()).find(part) != std::string::npos);
    }
  }
}
