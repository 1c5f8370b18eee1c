#pragma once

namespace telusur::indexer {

/// Thrown where work stops because the user asked for it.
struct Interrupted {
  int signal;
};

/// From now on the first SIGINT or SIGTERM asks the work to stop in order; a second one ends the process at once, which
/// harms nothing either: an index is published by one atomic replacement.
void catch_interrupts();

/// @throws Interrupted when a signal has arrived since.
void stop_if_interrupted();

}  // namespace telusur::indexer
