#include "backend/layout.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "base/utf8.hpp"

namespace layout = telusur::backend::layout;

TEST_CASE("every kind of term has a prefix of its own") {
  CHECK(layout::surface_term("soto") == "soto");
  CHECK(layout::stem_term("soto") == "Zsoto");
  CHECK(layout::id_term("7") == "Q7");
  CHECK(layout::language_term("id") == "Lid");
  CHECK(layout::attribute_term("title") == "Atitle");
}

TEST_CASE("no term is longer than Xapian stores, and none is cut within a character") {
  for (std::size_t size = 200; size < 600; ++size) {
    std::string text;
    while (text.size() < size) {
      text += "é";
    }
    for (const auto& term : {layout::surface_term(text), layout::stem_term(text), layout::id_term(text),
                             layout::language_term(text), layout::attribute_term(text)}) {
      CHECK(term.size() <= layout::kMaxTermBytes);
      CHECK(telusur::base::valid_utf8(term) == term);
    }
  }
}

TEST_CASE("long ids with the same beginning, and ids with a NUL, stay apart") {
  std::set<std::string> terms;
  for (int i = 0; i < 1000; ++i) {
    terms.insert(layout::id_term(std::string(300, 'x') + std::to_string(i)));
    terms.insert(layout::attribute_term(std::string("a\0", 2) + std::to_string(i)));
  }
  CHECK(terms.size() == 2000);
  for (const auto& term : terms) {
    CHECK(term.find('\0') == std::string::npos);
  }
}

TEST_CASE("a term of the greatest length keeps its last byte, and one more does not") {
  const std::string fits(layout::kMaxTermBytes - 1, 'x');
  CHECK(layout::id_term(fits) == "Q" + fits);
  CHECK(layout::id_term(fits + "x") != "Q" + fits + "x");
}

TEST_CASE("the terms of an attribute's values keep attributes and values apart") {
  CHECK(layout::value_term("a", "x") == "F1:ax");
  CHECK(layout::value_term("ab", "x") != layout::value_term("a", "bx"));
  CHECK(layout::exists_term("a") == "X1:a");
  CHECK(layout::null_term("a") == "N1:a");
  CHECK(layout::empty_term("a") == "E1:a");
  CHECK(layout::long_value_term("a") == "V1:a");
  const std::string fits(layout::kMaxTermBytes - 4, 'x');
  CHECK(layout::value_term("a", fits) == "F1:a" + fits);
  CHECK(layout::value_term("a", fits + "x").starts_with("H1:axx"));
  CHECK_FALSE(layout::fits_value_term("a", fits + "x"));
  CHECK(layout::value_term(std::string("a\0b", 3), "x").front() == 'H');
  CHECK(layout::exists_term(std::string(500, 'x')).size() <= layout::kMaxTermBytes);
}

TEST_CASE("the slots of the kinds keep apart") {
  CHECK(layout::number_slot(telusur::schema::kMaxAttributes - 1) < layout::text_slot(0));
  CHECK(layout::text_slot(telusur::schema::kMaxAttributes - 1) < layout::sort_slot(0));
}
