#include "base/number.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string_view>

using telusur::base::decimal_number;
using telusur::base::is_exact_integer;
using telusur::base::number_of;
using telusur::base::number_text;

TEST_CASE("numbers and dates") {
  struct Row {
    std::string_view text;
    std::optional<double> number;
  };
  for (const Row& row : {
           Row{"5", 5.0},
           Row{"-3.25", -3.25},
           Row{"1e3", 1000.0},
           Row{"007", 7.0},
           Row{"1970-01-01", 0.0},
           Row{"1970-01-02", 86400.0},
           Row{"1969-12-31", -86400.0},
           Row{"2024-02-29", 1709164800.0},
           Row{"2024-01-31T10:00:00Z", 1706695200.0},
           Row{"2024-01-31t10:00:00z", 1706695200.0},
           Row{"2024-01-31 10:00", 1706695200.0},
           Row{"2024-01-31T17:00:00+07:00", 1706695200.0},
           Row{"2024-01-31T17:00:00+0700", 1706695200.0},
           Row{"2024-01-31T05:00:00-05:00", 1706695200.0},
           Row{"2024-01-31T10:00:00.5Z", 1706695200.5},
           Row{"", std::nullopt},
           Row{"-", std::nullopt},
           Row{"5 ", std::nullopt},
           Row{" 5", std::nullopt},
           Row{"5x", std::nullopt},
           Row{"+5", std::nullopt},
           Row{"inf", std::nullopt},
           Row{"nan", std::nullopt},
           Row{"1e999", std::nullopt},
           Row{"0x10", std::nullopt},
           Row{"2023-02-29", std::nullopt},
           Row{"2024-13-01", std::nullopt},
           Row{"2024-1-31", std::nullopt},
           Row{"2024-01", std::nullopt},
           Row{"2024-01-31T", std::nullopt},
           Row{"2024-01-31T25:00", std::nullopt},
           Row{"2024-01-31T10:60", std::nullopt},
           Row{"2024-01-31T10:00:00+7", std::nullopt},
           Row{"2024-01-31T10:00:00Zx", std::nullopt},
           Row{"2024-01--1", std::nullopt},
           Row{"31-01-2024", std::nullopt},
       }) {
    CAPTURE(row.text);
    CHECK(number_of(row.text) == row.number);
    const bool date = row.text.size() >= 10 && row.text[4] == '-';
    CHECK(decimal_number(row.text) == (date ? std::nullopt : row.number));
  }
}

TEST_CASE("a number has one form as text, and stays the number") {
  CHECK(number_text(5.0) == "5");
  CHECK(number_text(-0.0) == "0");
  CHECK(number_text(0.1) == "0.1");
  CHECK(number_text(1e8) == "100000000");
  CHECK(number_text(-9007199254740992.0) == "-9007199254740992");
  CHECK(number_text(1e21) == "1e+21");
  for (const double number : {5.0, -3.25, 1e300, 0.1 + 0.2, 9007199254740991.0}) {
    CHECK(decimal_number(number_text(number)) == number);
  }
}

TEST_CASE("integers that JSON keeps to their last digit") {
  for (const char* text : {"0", "7", "-7", "9007199254740993", "-9223372036854775808", "18446744073709551615"}) {
    CAPTURE(text);
    CHECK(is_exact_integer(text));
  }
  for (const char* text : {"", "-", "-0", "007", "+7", " 7", "7 ", "7.0", "1e3", "18446744073709551616", "a"}) {
    CAPTURE(text);
    CHECK_FALSE(is_exact_integer(text));
  }
}
