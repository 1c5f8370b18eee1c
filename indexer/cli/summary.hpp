#pragma once

#include <string>

#include "jobs/build.hpp"

namespace telusur::indexer {

/// Prints what a finished build or update of the index with this uid did, and what the index holds now, to standard
/// output: two lines for people.
void print_summary(const std::string& uid, const JobResult& result, double seconds);

/// The same for programs: one JSON object.
void print_summary_as_json(const std::string& uid, const JobResult& result, double seconds);

}  // namespace telusur::indexer
