// One libFuzzer program a target: TELUSUR_FUZZ_TARGET is its name. A broken promise leaves as an exception, which ends
// the program and so counts as a crash.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const telusur::test::FuzzTarget& target : telusur::test::fuzz_targets()) {
    if (target.name == TELUSUR_FUZZ_TARGET) {
      target.feed({reinterpret_cast<const char*>(data), size});
    }
  }
  return 0;
}
