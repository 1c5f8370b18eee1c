// telusur_build DATA DOCS.jsonl [ATTRIBUTE…]: builds an index with the library, for telusur-bench to measure from
// outside; attributes that are named can be filtered by.

#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/settings.hpp"
#include "relevance/collection.hpp"
#include "telusur/telusur.hpp"

namespace telusur::bench {
namespace {

std::uint64_t build(const std::string& data, const std::string& docs_file, std::vector<std::string> filterable) {
  Engine engine(data);
  BuildOptions options;
  options.settings = bench_settings();
  options.settings.filterable_attributes = std::move(filterable);
  IndexBuilder builder = engine.rebuild(kIndexUid, options);
  relevance::for_each_line(docs_file, [&](std::size_t, std::string_view json) { builder.add_json(json); });
  return builder.publish();
}

}  // namespace
}  // namespace telusur::bench

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: telusur_build DATA DOCS.jsonl [ATTRIBUTE…]\n";
    return 2;
  }
  try {
    std::cout << telusur::bench::build(argv[1], argv[2], {argv + 3, argv + argc}) << " documents\n";
  } catch (const std::exception& error) {
    std::cerr << "telusur_build: " << error.what() << '\n';
    return 2;
  }
  return 0;
}
