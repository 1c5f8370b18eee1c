#include "engine/build_memory.hpp"

#include <doctest/doctest.h>

#include <string>

#include "support/error.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

using telusur::engine::BuildMemory;
using telusur::engine::document_cost;
using telusur::engine::kLeastBuildMemory;
using telusur::engine::share_out;

TEST_CASE("the shares of a build's memory are never more than the whole, and none is nothing") {
  for (std::size_t bytes = kLeastBuildMemory; bytes < std::size_t{8} << 30U; bytes += bytes / 3) {
    for (const unsigned threads : {1U, 2U, 8U}) {
      CAPTURE(bytes);
      CAPTURE(threads);
      const BuildMemory memory = share_out(bytes, threads);
      CHECK(memory.threads >= 1);
      CHECK(memory.threads <= threads);
      CHECK(memory.id_bytes > 0);
      CHECK(memory.largest_document > 100'000);
      CHECK(document_cost(memory.largest_document) <= memory.queue_bytes);
      CHECK(memory.threads * (std::size_t{32} << 20U) + memory.id_bytes + memory.queue_bytes < bytes);
    }
  }
}

TEST_CASE("more memory means more threads and larger documents") {
  CHECK(share_out(kLeastBuildMemory, 8).threads == 1);
  CHECK(share_out(telusur::BuildOptions{}.memory_bytes, 8).threads == 8);
  CHECK(share_out(std::size_t{1} << 30U, 2).largest_document > share_out(std::size_t{512} << 20U, 2).largest_document);
}

TEST_CASE("too little memory is refused with the least that is enough") {
  const auto error = telusur::test::error_of([] { share_out(kLeastBuildMemory - 1, 1); });
  CHECK(error.code() == telusur::ErrorCode::kInvalidArgument);
  CHECK(error.subject() == "memory");
  CHECK(std::string(error.what()) == "the memory of a build must be 128 MB or more, not 134217727 bytes");
}
