#include "base/pool.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

using Pool = telusur::base::Pool<int>;

namespace {

/// A pool whose objects are numbered in the order of their making.
std::shared_ptr<Pool> numbered() {
  return std::make_shared<Pool>([made = std::make_shared<int>(0)] { return std::make_unique<int>((*made)++); });
}

}  // namespace

TEST_CASE("what was given back is lent again, and only what is lacking is made") {
  const auto pool = numbered();
  {
    const auto first = Pool::borrow(pool);
    const auto second = Pool::borrow(pool);
    CHECK(*first == 0);
    CHECK(*second == 1);
  }
  const auto third = Pool::borrow(pool);
  const auto fourth = Pool::borrow(pool);
  CHECK(*third + *fourth == 1);
  CHECK(*Pool::borrow(pool) == 2);
}

TEST_CASE("a discarded object does not come back") {
  const auto pool = numbered();
  Pool::borrow(pool).discard();
  CHECK(*Pool::borrow(pool) == 1);
}

TEST_CASE("a loan moves, and may outlive the pool's owner") {
  auto pool = numbered();
  auto loan = Pool::borrow(pool);
  pool.reset();
  const auto moved = std::move(loan);
  CHECK(*moved == 0);
}

TEST_CASE("a failure to make an object reaches the borrower") {
  const auto pool = std::make_shared<Pool>([]() -> std::unique_ptr<int> { throw std::runtime_error("no"); });
  CHECK_THROWS_AS(Pool::borrow(pool), std::runtime_error);
}

TEST_CASE("no object is lent to two threads at once") {
  using Busy = std::atomic<int>;
  const auto pool = std::make_shared<telusur::base::Pool<Busy>>([] { return std::make_unique<Busy>(0); });
  std::atomic<int> shared{0};
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 2000; ++round) {
        const auto loan = telusur::base::Pool<Busy>::borrow(pool);
        shared += loan->fetch_add(1);
        loan->fetch_sub(1);
      }
    });
  }
  threads.clear();
  CHECK(shared == 0);
}
