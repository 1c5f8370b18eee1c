#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

namespace telusur::indexer {

/// How progress is told.
enum class ProgressStyle {
  kSilent,
  kLines,  ///< a line every 10 seconds, for logs
  kBar,    ///< one line that is rewritten ten times a second, for terminals
};

/// Tells how far a job is, and prints messages without disturbing that. One thread at a time.
class Progress {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  explicit Progress(std::ostream& out, ProgressStyle style, Clock clock = std::chrono::steady_clock::now);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { clear(); }

  /// Begins to measure. `total_bytes` is the size of the input; 0 when unknown.
  void begin(std::uint64_t total_bytes);

  /// The state of the work. Cheap: writes only when it is time to.
  void advance(std::uint64_t documents, std::uint64_t bytes);

  /// Says what is done now that has no measure, such as publishing.
  void phase(std::string_view what);

  /// Prints a line, whatever the style.
  void message(std::string_view line);

  /// Removes the bar.
  void clear();

  /// Since `begin`.
  std::chrono::duration<double> elapsed() const { return clock_() - start_; }

 private:
  void show(const std::string& line);

  std::ostream& out_;
  ProgressStyle style_;
  Clock clock_;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point next_;
  std::uint64_t total_bytes_ = 0;
  bool shown_ = false;
};

/// "1,234,567". For people.
std::string grouped(std::uint64_t number);

}  // namespace telusur::indexer
