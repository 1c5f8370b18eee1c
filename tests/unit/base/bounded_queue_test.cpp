#include "base/bounded_queue.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "support/wait_until.hpp"

using telusur::base::BoundedQueue;

TEST_CASE("items come out in the order in which they went in") {
  BoundedQueue<int> queue(3);
  for (int item = 1; item <= 3; ++item) {
    CHECK(queue.push(item));
  }
  for (int item = 1; item <= 3; ++item) {
    CHECK(queue.pop() == item);
  }
}

TEST_CASE("a closed queue takes nothing more and gives what it holds") {
  BoundedQueue<std::unique_ptr<int>> queue(2);
  CHECK(queue.push(std::make_unique<int>(7)));
  queue.close();
  CHECK_FALSE(queue.push(std::make_unique<int>(8)));
  CHECK(**queue.pop() == 7);
  CHECK_FALSE(queue.pop().has_value());
}

TEST_CASE("a producer waits while the queue is full, until there is room or it is closed") {
  BoundedQueue<int> queue(1);
  std::atomic<int> pushed{0};
  std::atomic<int> refused{0};
  std::jthread producer([&] {
    for (int item = 0; item < 3; ++item) {
      ++(queue.push(item) ? pushed : refused);
    }
  });
  REQUIRE(telusur::test::wait_until([&] { return pushed == 1; }));
  CHECK(queue.pop() == 0);
  REQUIRE(telusur::test::wait_until([&] { return pushed == 2; }));
  CHECK(refused == 0);
  queue.close();
  producer.join();
  CHECK(pushed == 2);
  CHECK(refused == 1);
}

TEST_CASE("many producers and consumers lose and repeat nothing") {
  constexpr int kProducers = 3;
  constexpr int kItems = 2000;
  BoundedQueue<int> queue(4);
  std::vector<std::atomic<int>> seen(kProducers * kItems);
  std::vector<std::jthread> consumers;
  for (int i = 0; i < 3; ++i) {
    consumers.emplace_back([&] {
      while (const auto item = queue.pop()) {
        ++seen[static_cast<std::size_t>(*item)];
      }
    });
  }
  {
    std::vector<std::jthread> producers;
    for (int producer = 0; producer < kProducers; ++producer) {
      producers.emplace_back([&queue, producer] {
        for (int item = 0; item < kItems; ++item) {
          queue.push(producer * kItems + item);
        }
      });
    }
  }
  queue.close();
  consumers.clear();
  int wrong = 0;
  for (const auto& count : seen) {
    wrong += count == 1 ? 0 : 1;
  }
  CHECK(wrong == 0);
}
