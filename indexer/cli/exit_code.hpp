#pragma once

namespace telusur::indexer {

/// How the program ends. Beside these: 128 + the number of the signal that stopped it, after the work was undone.
enum ExitCode : int {
  kDone = 0,
  kSomeRejected = 1,  ///< done, but some documents were left out
  kFailed = 2,        ///< nothing was published; also: wrong arguments, damage found
};

}  // namespace telusur::indexer
