#include <doctest/doctest.h>

#include <string>

#include "telusur/error.hpp"
#include "telusur/text.hpp"

using telusur::decode_text;

TEST_CASE("bytes are read by mark, declaration, validity or detection") {
  CHECK(decode_text("\xEF\xBB\xBFhalo").utf8 == "halo");
  CHECK(decode_text(std::string("\xFF\xFEh\0a\0", 6)).utf8 == "ha");
  CHECK(decode_text("caf\xE9", "ISO-8859-1").utf8 == "café");
  CHECK(decode_text("café").encoding == "UTF-8");
  CHECK(decode_text("café", "no-such-encoding").utf8 == "café");
}

TEST_CASE("binary data is refused, whatever it is declared to be") {
  const std::string archive("PK\x03\x04\0\0", 6);
  CHECK_THROWS_AS(decode_text(archive), telusur::Error);
  CHECK_THROWS_AS(decode_text(archive, "ISO-8859-1"), telusur::Error);
}
