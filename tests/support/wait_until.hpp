#pragma once

#include <chrono>
#include <thread>

namespace telusur::test {

/// Waits until `condition()` is true, looking every 5 ms. Returns whether it became true before `deadline` ran out.
template <typename Condition>
bool wait_until(Condition condition, std::chrono::milliseconds deadline = std::chrono::seconds(20)) {
  const auto end = std::chrono::steady_clock::now() + deadline;
  while (!condition()) {
    if (std::chrono::steady_clock::now() >= end) {
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace telusur::test
