#include <csignal>

#include "cli/run.hpp"

int main(int argc, char** argv) {
  // A limit of file sizes is an error like a full disk, not a reason to die.
  std::signal(SIGXFSZ, SIG_IGN);
  return telusur::indexer::run(argc, argv);
}
