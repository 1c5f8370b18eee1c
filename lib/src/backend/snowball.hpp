#pragma once

#include "analysis/stemmer.hpp"

namespace telusur::backend {

/// Makes stemmers with the Snowball algorithms for Indonesian (Tala, 2003) and English (Porter 2) that Xapian brings:
/// the keys of a word are both stems, where they differ from it.
analysis::StemmerFactory snowball_stemmers();

}  // namespace telusur::backend
