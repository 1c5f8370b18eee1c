#include "backend/attribute_store.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include "backend/layout.hpp"
#include "support/random.hpp"

namespace backend = telusur::backend;
namespace layout = telusur::backend::layout;

using telusur::index::AttributeValue;
using telusur::index::AttributeValues;

namespace {

std::vector<std::string> terms_of(const Xapian::Document& document) {
  return {document.termlist_begin(), document.termlist_end()};
}

AttributeValue text(const std::string& value) { return {value, value, std::nullopt}; }

}  // namespace

TEST_CASE("numbers as bytes order as numbers do") {
  TELUSUR_RANDOM(random);
  std::vector<double> numbers{
      -std::numeric_limits<double>::infinity(), -1e300, -2, -1, -0.5, -1e-300, 0, 1e-300, 0.5, 1, 2, 1e300,
      std::numeric_limits<double>::infinity()};
  for (int i = 0; i < 200; ++i) {
    numbers.push_back((static_cast<double>(random.between(0, 2000)) - 1000) / 8);
  }
  for (const double a : numbers) {
    for (const double b : numbers) {
      REQUIRE((backend::number_bytes(a) < backend::number_bytes(b)) == (a < b));
    }
  }
  CHECK(backend::number_bytes(-0.0) == backend::number_bytes(0.0));
}

TEST_CASE("the number of a slot that documents are sorted by is read back, a text's is none") {
  for (const double number : {0.0, -1.5, 1e300, 1704067200.0}) {
    Xapian::Document document;
    backend::store_sortable(document, {.place = 2, .name = "a", .values = {{"", "", number, true}}});
    CHECK(backend::sorted_number(document.get_value(3002)) == number);
  }
  Xapian::Document document;
  backend::store_sortable(document, {.place = 0, .name = "a", .values = {{"12345678", "12345678", std::nullopt}}});
  CHECK_FALSE(backend::sorted_number(document.get_value(3000)).has_value());
  CHECK_FALSE(backend::sorted_number("").has_value());
  CHECK_FALSE(backend::sorted_number("1short").has_value());
}

TEST_CASE("the slot of a text is bounded, and holds something even for a text that does not count") {
  const auto slot_of = [](const std::string& value) {
    Xapian::Document document;
    backend::store_sortable(document, {.place = 0, .name = "a", .values = {text(value)}});
    return document.get_value(3000);
  };
  CHECK(slot_of(std::string(1000, 'x')) == slot_of(std::string(128, 'x')));
  CHECK(slot_of(std::string(1000, 'x')).size() <= 257);
  CHECK(slot_of("").front() == '2');
  CHECK(slot_of("") == slot_of(std::string(1, '\0')));
  CHECK(slot_of("") < slot_of("a"));
  CHECK(slot_of("pasal 2") < slot_of("pasal 10"));
}

TEST_CASE("a filterable attribute becomes terms and slots") {
  Xapian::Document document;
  backend::store_filterable(
      document, {.place = 2, .name = "a", .values = {text("x"), {"7", "7", 7.0, true}, {"-1", "-1", -1.0}}});
  CHECK(terms_of(document) == std::vector<std::string>{"F1:a-1", "F1:a7", "F1:ax", "X1:a"});
  const std::string numbers = document.get_value(layout::number_slot(2));
  CHECK(backend::numbers_of(numbers) ==
        std::vector<std::string_view>{backend::number_bytes(-1), backend::number_bytes(7)});
  const std::string slot = document.get_value(layout::text_slot(2));
  std::string_view rest = slot;
  for (const auto& [value, is_number] : {std::pair("x", false), std::pair("7", true), std::pair("-1", false)}) {
    const auto shown = backend::take_shown_value(rest);
    CHECK(shown.text == value);
    CHECK(shown.is_number == is_number);
  }
  CHECK(rest.empty());
}

TEST_CASE("null and empty have terms of their own, and no slots") {
  Xapian::Document document;
  backend::store_filterable(document, {.name = "a", .is_null = true, .is_empty = true});
  CHECK(terms_of(document) == std::vector<std::string>{"E1:a", "N1:a", "X1:a"});
  CHECK(document.values_count() == 0);
}

TEST_CASE("values of any length keep apart, and those that are no terms are marked") {
  Xapian::Document document;
  const std::string longest(1000, 'x');
  std::string other = longest;
  other.back() = 'y';
  backend::store_filterable(document, {.name = "a", .values = {text(longest), text(other), text("x")}});
  const auto terms = terms_of(document);
  REQUIRE(terms.size() == 5);
  CHECK(terms[0] == "F1:ax");
  CHECK(terms[1].starts_with("H1:axxx"));
  CHECK(terms[2].starts_with("H1:axxx"));
  CHECK(terms[3] == "V1:a");
  for (const auto& term : terms) {
    CHECK(term.size() <= layout::kMaxTermBytes);
  }
  const std::string slot = document.get_value(layout::text_slot(0));
  std::string_view rest = slot;
  CHECK(backend::take_shown_value(rest).text == longest);
}

TEST_CASE("a slot that is cut off gives what is there") {
  const std::string bytes(
      "\0\x14"
      "abc",
      5);
  std::string_view slot = bytes;
  CHECK(backend::take_shown_value(slot).text == "abc");
  CHECK(slot.empty());
  slot = "x";
  CHECK(backend::take_shown_value(slot).text.empty());
  CHECK(slot.empty());
}
