#pragma once

namespace telusur::indexer {

/// The program: reads the arguments, does the work, tells errors on standard error in one sentence. Returns the exit
/// code. Every exception ends here.
int run(int argc, const char* const* argv);

}  // namespace telusur::indexer
