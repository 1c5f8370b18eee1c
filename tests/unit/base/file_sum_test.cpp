#include "base/file_sum.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/hash.hpp"
#include "support/error.hpp"
#include "support/temporary_directory.hpp"

using telusur::ErrorCode;
using telusur::base::file_sum;
using telusur::test::code_of;

TEST_CASE("the sum of a file is that of its bytes, whatever its size") {
  const telusur::test::TemporaryDirectory directory;
  for (const std::size_t size : {0U, 1U, 262'143U, 262'144U, 262'145U, 1'000'000U}) {
    CAPTURE(size);
    std::string text(size, 'x');
    for (std::size_t i = 0; i < size; ++i) {
      text[i] = static_cast<char>(i % 251);
    }
    const auto sum = file_sum(directory.write("file", text));
    CHECK(sum.bytes == size);
    CHECK(sum.hash == telusur::base::fnv1a(text));
  }
}

TEST_CASE("a file that cannot be read is an error") {
  const telusur::test::TemporaryDirectory directory;
  CHECK(code_of([&] { file_sum(directory / "none"); }) == ErrorCode::kNotFound);
  CHECK(code_of([&] { file_sum(directory.path()); }) == ErrorCode::kIo);
}
