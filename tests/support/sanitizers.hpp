#pragma once

namespace telusur::test {

/// True in a build with sanitizers, which keep freed memory and shadow the rest, so that sizes tell nothing. Clang
/// tells by features, gcc by macros.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace telusur::test
