#include "analysis/indonesian/alias_list.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace telusur::analysis;

namespace {

using Words = std::vector<std::string>;

std::vector<ListProblem> problems_of(std::string_view abbreviations, std::string_view colloquial = {}) {
  AliasList list;
  std::vector<ListProblem> problems;
  list.add(abbreviations, "abbreviations-id.txt", problems);
  list.add(colloquial, "colloquial-id.txt", problems);
  list.check_chains(problems);
  return problems;
}

}  // namespace

TEST_CASE("alias list: a word and the one or more that it stands for") {
  AliasList list;
  std::vector<ListProblem> problems;
  list.add("# a list\n\nyg yang\nortu\torang tua # two\r\n", "colloquial-id.txt", problems);
  CHECK(problems.empty());
  CHECK(list.find("yg") == Words{"yang"});
  CHECK(list.find("ortu") == Words{"orang", "tua"});
  CHECK(list.find("yang").empty());
  CHECK(list.find("").empty());
}

TEST_CASE("alias list: a bad line is left out and named") {
  struct Case {
    const char* line;
    const char* what;  // a part of it
  };
  for (const Case& c : {Case{"yg", "expected"}, Case{"Yg yang", "'Yg' has more than small letters"},
                        Case{"yg yáng", "'yáng' has more"}, Case{"yg yg", "stands for itself"},
                        Case{"a b c d e f g h i", "more than seven words"}, Case{"dgn dengan", "is there already"}}) {
    CAPTURE(c.line);
    AliasList list;
    std::vector<ListProblem> problems;
    list.add("# first\ndgn dengan\n" + std::string(c.line) + "\nutk untuk\n", "abbreviations-id.txt", problems);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].list == "abbreviations-id.txt");
    CHECK(problems[0].line == 3);
    CHECK(problems[0].what.find(c.what) != std::string::npos);
    CHECK(list.find("utk") == Words{"untuk"});
    CHECK(list.find("dgn") == Words{"dengan"});
  }
}

TEST_CASE("alias list: no entry leads to another one, in the same list or another") {
  CHECK(problems_of("bgt sangat\n", "banget sangat\n").empty());
  const auto problems = problems_of("bgt banget\n", "banget sangat\nsangat amat\n");
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].list == "abbreviations-id.txt");
  CHECK(problems[0].what == "'bgt' stands for 'banget', which stands for another word");
  CHECK(problems[1].line == 1);
  CHECK(problems_of("a b\nb a\n").size() == 2);
}
