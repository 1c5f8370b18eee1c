#include "consumer.hpp"

TEST_CASE("a compiler command finds the installed library with pkg-config") {
  const telusur::test::TemporaryDirectory directory;
  // Moved after the installation, as the contents of a package are.
  telusur::test::install(directory / "first");
  std::filesystem::rename(directory / "first", directory / "prefix");
  const std::string prefix = (directory / "prefix").string();
  telusur::test::step(
      {"sh", "-ec",
       "flags=$(pkg-config --cflags --libs telusur)\n" TELUSUR_COMPILER " -std=c++20 -o consumer \"$SOURCE\" $flags"},
      {.directory = directory.path(),
       .environment = {"PKG_CONFIG_PATH=" + prefix + "/" TELUSUR_LIBDIR "/pkgconfig",
                       "SOURCE=" + (telusur::test::kConsumers / "main.cpp").string()}});
  telusur::test::check_consumer(directory / "consumer", directory / "data",
                                {.environment = {"LD_LIBRARY_PATH=" + prefix + "/" TELUSUR_LIBDIR}});
}
