#include "base/byte_budget.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "support/wait_until.hpp"

using telusur::base::ByteBudget;

TEST_CASE("who wants more bytes than are free waits until they are given back") {
  ByteBudget budget(100);
  std::optional<ByteBudget::Share> first(budget.take(60));
  std::atomic<bool> taken{false};
  std::jthread second([&] {
    const auto share = budget.take(50);
    taken = true;
  });
  CHECK_FALSE(taken);
  first.reset();
  CHECK(telusur::test::wait_until([&] { return taken.load(); }));
}

TEST_CASE("a share that was moved is given back once") {
  ByteBudget budget(10);
  {
    auto share = budget.take(10);
    auto moved = std::move(share);
    ByteBudget::Share assigned;
    assigned = std::move(moved);
  }
  const auto all = budget.take(10);  // would wait for ever
}

TEST_CASE("nobody waits for a closed budget") {
  ByteBudget budget(10);
  const auto all = budget.take(10);
  std::jthread waiting([&] { const auto none = budget.take(5); });
  budget.close();
  waiting.join();
  const auto none = budget.take(100);
}

TEST_CASE("no more bytes are out than there are") {
  constexpr int kThreads = 4;
  ByteBudget budget(100);
  std::atomic<int> out{0};
  std::atomic<int> most{0};
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int turn = 0; turn < 2000; ++turn) {
        const int bytes = 10 + (thread * 31 + turn * 7) % 90;
        const auto share = budget.take(static_cast<std::size_t>(bytes));
        const int now = out += bytes;
        int before = most;
        while (before < now && !most.compare_exchange_weak(before, now)) {
        }
        out -= bytes;
      }
    });
  }
  threads.clear();
  CHECK(most <= 100);
  CHECK(most > 50);
}
