// telusur_build DATA DOCS.jsonl: builds an index with the library, for telusur-bench to measure from outside.

#include <exception>
#include <iostream>
#include <string>
#include <string_view>

#include "bench/settings.hpp"
#include "relevance/collection.hpp"
#include "telusur/telusur.hpp"

namespace telusur::bench {
namespace {

std::uint64_t build(const std::string& data, const std::string& docs_file) {
  Engine engine(data);
  BuildOptions options;
  options.settings = bench_settings();
  IndexBuilder builder = engine.rebuild(kIndexUid, options);
  relevance::for_each_line(docs_file, [&](std::size_t, std::string_view json) { builder.add_json(json); });
  return builder.publish();
}

}  // namespace
}  // namespace telusur::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: telusur_build DATA DOCS.jsonl\n";
    return 2;
  }
  try {
    std::cout << telusur::bench::build(argv[1], argv[2]) << " documents\n";
  } catch (const std::exception& error) {
    std::cerr << "telusur_build: " << error.what() << '\n';
    return 2;
  }
  return 0;
}
