#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace telusur::backend {

/// Keeps the `max` best of what it is offered, in O(max) memory; `better` orders them strictly.
template <typename T, typename Better>
class Best {
 public:
  Best(std::size_t max, Better better) : max_(max), better_(better) {}

  void offer(const T& one) {
    if (max_ == 0 || (heap_.size() == max_ && !better_(one, heap_.front()))) {
      return;
    }
    if (heap_.size() == max_) {
      std::pop_heap(heap_.begin(), heap_.end(), better_);
      heap_.pop_back();
    }
    heap_.push_back(one);
    std::push_heap(heap_.begin(), heap_.end(), better_);
  }

  std::vector<T> take() && {
    std::sort_heap(heap_.begin(), heap_.end(), better_);
    return std::move(heap_);
  }

 private:
  std::size_t max_;
  Better better_;
  std::vector<T> heap_;  // the worst in front
};

}  // namespace telusur::backend
