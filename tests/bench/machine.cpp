#include "bench/machine.hpp"

#include <sys/utsname.h>
#include <unistd.h>

#include <array>
#include <ctime>
#include <fstream>
#include <string_view>
#include <thread>

namespace telusur::bench {
namespace {

std::string processor_name() {
  std::ifstream in("/proc/cpuinfo");
  constexpr std::string_view kKey = "model name";
  for (std::string line; std::getline(in, line);) {
    const std::size_t colon = line.find(": ");
    if (line.starts_with(kKey) && colon != std::string::npos) {
      return line.substr(colon + 2);
    }
  }
  return "unknown";
}

std::string system_name() {
  utsname name{};
  return uname(&name) == 0 ? std::string(name.sysname) + " " + name.release : "unknown";
}

std::string now() {
  const std::time_t time = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&time, &utc);
  std::array<char, 32> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return {text.data(), length};
}

}  // namespace

Machine describe_machine() {
  const double pages = static_cast<double>(sysconf(_SC_PHYS_PAGES));
  return {.processor = processor_name(),
          .cores = std::thread::hardware_concurrency(),
          .memory_gb = pages * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e9,
          .system = system_name(),
#ifdef __clang__
          .compiler = "clang " __clang_version__,
#else
          .compiler = "g++ " __VERSION__,
#endif
          .date = now()};
}

}  // namespace telusur::bench
