#pragma once

#include <span>
#include <string_view>

namespace telusur::test {

/// Feeds any bytes to one part of the library and checks what must hold of the result.
/// @throws std::logic_error when it does not; an Error that the part documents is no failure.
using FuzzFunction = void (*)(std::string_view input);

/// A part of the library that meets hostile input. Its seeds are in seeds/NAME.
struct FuzzTarget {
  std::string_view name;
  FuzzFunction feed;
  std::span<const std::string_view> pieces;  ///< that nearly valid input is made of
};

std::span<const FuzzTarget> fuzz_targets();

}  // namespace telusur::test
