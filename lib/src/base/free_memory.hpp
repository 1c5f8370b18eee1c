#pragma once

#include <malloc.h>

namespace telusur::base {

/// Gives memory that was freed back to the system: the C library keeps it for the next allocations, for each thread
/// apart. Takes milliseconds.
inline void return_free_memory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

}  // namespace telusur::base
