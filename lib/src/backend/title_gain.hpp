#pragma once

#include <xapian.h>

#include <string>
#include <vector>

namespace telusur::backend {

/// What a document gains by its title beside the words that found it.
struct TitleGain {
  /// Terms of titles: it needs one of each list, and those of a list count together. Not empty, nor is a list.
  std::vector<std::vector<std::string>> all;
  double weight = 1;
  /// A title with one of these gains nothing. They count in the frequency of the list, which is one alone.
  std::vector<std::string> own = {};
};

/// The gains as Xapian's operators; an empty query without any.
Xapian::Query title_operators(const std::vector<TitleGain>& gains);

}  // namespace telusur::backend
