#include "interrupt.hpp"

#include <signal.h>

namespace telusur::indexer {

namespace {

// A signal handler can reach nothing but a static variable.
volatile sig_atomic_t received_signal = 0;

void remember(int signal) { received_signal = signal; }

}  // namespace

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = remember;
  // Without SA_RESTART: who waits for a pipe is to notice at once.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

void stop_if_interrupted() {
  if (received_signal != 0) {
    throw Interrupted{static_cast<int>(received_signal)};
  }
}

}  // namespace telusur::indexer
