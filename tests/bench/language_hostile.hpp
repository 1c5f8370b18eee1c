#pragma once

namespace telusur::bench {

/// Prints how long the public analyzer takes for each kind of hostile text, in ms of CPU time for each KB, the slowest
/// first, with nothing remembered from the round before.
void measure_hostile(unsigned rounds);

}  // namespace telusur::bench
