#include "base/blanks.hpp"

#include <doctest/doctest.h>

TEST_CASE("blanks around a text are taken off, those inside stay") {
  using telusur::base::trimmed;
  CHECK(trimmed(" \ta b\r") == "a b");
  CHECK(trimmed("a") == "a");
  CHECK(trimmed(" \t\r").empty());
  CHECK(trimmed("").empty());
}
