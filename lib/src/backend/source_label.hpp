#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "telusur/search.hpp"

namespace telusur::backend {

/// What a posting source of ours stands for: an explanation reads it from the source's description, the only thing of
/// it that a planned query tells.
struct SourceLabel {
  ScoreKind kind = ScoreKind::kOther;
  std::vector<std::string> terms = {};  ///< that it weighs by; without line breaks

  /// What the source's `get_description` has to return.
  std::string description() const;

  /// The label of the source in a query of one, by that query's description; an empty one for sources without.
  static SourceLabel of(std::string_view query_description);
};

}  // namespace telusur::backend
