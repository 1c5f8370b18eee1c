#include <malloc.h>

#include <csignal>

#include "cli/run.hpp"

namespace {

/// Has the C library give large pieces of memory back as soon as they are free. By itself it keeps up to 64 MB of them
/// for each thread, which would be missing from the bound of --memory.
void keep_little_free_memory() {
#ifdef __GLIBC__
  ::mallopt(M_MMAP_THRESHOLD, 512 * 1024);
  ::mallopt(M_TRIM_THRESHOLD, 4 * 1024 * 1024);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  keep_little_free_memory();
  // A limit of file sizes is an error like a full disk, not a reason to die.
  std::signal(SIGXFSZ, SIG_IGN);
  return telusur::indexer::run(argc, argv);
}
