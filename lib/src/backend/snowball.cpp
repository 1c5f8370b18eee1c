#include "backend/snowball.hpp"

#include <xapian.h>

namespace telusur::backend {

std::function<std::string(std::string_view)> english_stem() {
  // Its own: Xapian counts references without locks.
  return [stem = Xapian::Stem("english")](std::string_view word) { return stem(std::string(word)); };
}

}  // namespace telusur::backend
