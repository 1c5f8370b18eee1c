#include "consumer.hpp"

TEST_CASE("a compiler command finds the installed library with pkg-config") {
  const telusur::test::TemporaryDirectory directory;
  const std::string prefix = (directory / "prefix").string();
  telusur::test::install(prefix);
  telusur::test::step(
      {"sh", "-ec",
       "flags=$(pkg-config --define-variable=prefix=\"$PREFIX\" --cflags --libs telusur)\n" TELUSUR_COMPILER
       " -std=c++20 -o consumer \"$SOURCE\" $flags"},
      {.directory = directory.path(),
       .environment = {"PREFIX=" + prefix, "PKG_CONFIG_PATH=" + prefix + "/" TELUSUR_LIBDIR "/pkgconfig",
                       "SOURCE=" + (telusur::test::kConsumers / "main.cpp").string()}});
  telusur::test::check_consumer(directory / "consumer", directory / "data",
                                {.environment = {"LD_LIBRARY_PATH=" + prefix + "/" TELUSUR_LIBDIR}});
}
