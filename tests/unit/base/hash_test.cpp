#include "base/hash.hpp"

#include <doctest/doctest.h>

#include <string_view>

using telusur::base::fnv1a;

// The values are those of the algorithm's authors (draft-eastlake-fnv).
static_assert(fnv1a("") == 0xcbf29ce484222325U);
static_assert(fnv1a("a") == 0xaf63dc4c8601ec8cU);
static_assert(fnv1a("foobar") == 0x85944171f73967e8U);

TEST_CASE("a hash can be continued, and reads every byte as unsigned") {
  CHECK(fnv1a("bar", fnv1a("foo")) == fnv1a("foobar"));
  CHECK(fnv1a(std::string_view("\0", 1)) != fnv1a(""));
  CHECK(fnv1a("\xFF") == (0xcbf29ce484222325U ^ 0xFFU) * 0x100000001b3U);
}
