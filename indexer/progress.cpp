#include "progress.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ostream>

namespace telusur::indexer {

namespace {

constexpr std::chrono::milliseconds kBarInterval{100};
constexpr std::chrono::seconds kLineInterval{10};
constexpr unsigned kBarWidth = 24;

std::string bar(double share) {
  const auto full = static_cast<unsigned>(share * kBarWidth);
  return "[" + std::string(full, '#') + std::string(kBarWidth - full, '.') + "]";
}

/// "1:05" or "2:03:04".
std::string clock_text(double seconds) {
  const auto all = static_cast<unsigned long long>(seconds);
  std::array<char, 48> text{};
  if (all >= 3600) {
    std::snprintf(text.data(), text.size(), "%llu:%02llu:%02llu", all / 3600, all / 60 % 60, all % 60);
  } else {
    std::snprintf(text.data(), text.size(), "%llu:%02llu", all / 60, all % 60);
  }
  return text.data();
}

}  // namespace

Progress::Progress(std::ostream& out, ProgressStyle style, Clock clock)
    : out_(out), style_(style), clock_(std::move(clock)), start_(clock_()), next_(start_) {}

void Progress::begin(std::uint64_t total_bytes) {
  total_bytes_ = total_bytes;
  start_ = clock_();
  next_ = start_ + (style_ == ProgressStyle::kBar ? std::chrono::steady_clock::duration(kBarInterval)
                                                  : std::chrono::steady_clock::duration(kLineInterval));
}

void Progress::advance(std::uint64_t documents, std::uint64_t bytes) {
  if (style_ == ProgressStyle::kSilent) {
    return;
  }
  const auto now = clock_();
  if (now < next_) {
    return;
  }
  next_ = now + (style_ == ProgressStyle::kBar ? std::chrono::steady_clock::duration(kBarInterval)
                                               : std::chrono::steady_clock::duration(kLineInterval));
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const auto rate = static_cast<std::uint64_t>(static_cast<double>(documents) / seconds);
  std::string line = grouped(documents) + " documents, " + grouped(rate) + "/s";
  if (total_bytes_ > 0) {
    const double share = std::min(1.0, static_cast<double>(bytes) / static_cast<double>(total_bytes_));
    const std::string percent = std::to_string(static_cast<unsigned>(share * 100)) + " %";
    line = (style_ == ProgressStyle::kBar ? bar(share) + " " : "") + percent + ", " + line;
    if (share > 0) {
      line += ", " + clock_text(seconds / share - seconds) + " left";
    }
  }
  show(line);
}

void Progress::phase(std::string_view what) {
  if (style_ == ProgressStyle::kBar) {
    show(std::string(what));
  }
}

void Progress::message(std::string_view line) {
  clear();
  out_ << line << '\n' << std::flush;
}

void Progress::show(const std::string& line) {
  if (style_ == ProgressStyle::kBar) {
    out_ << "\r\x1b[K" << line << std::flush;
    shown_ = true;
  } else {
    out_ << line << '\n' << std::flush;
  }
}

void Progress::clear() {
  if (shown_) {
    out_ << "\r\x1b[K" << std::flush;
    shown_ = false;
  }
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) {
    digits.insert(at - 3, ",");
  }
  return digits;
}

}  // namespace telusur::indexer
