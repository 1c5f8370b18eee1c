#include "consumer.hpp"

TEST_CASE("a project finds the installed library with find_package") {
  const telusur::test::TemporaryDirectory directory;
  telusur::test::install(directory / "prefix");
  telusur::test::build(telusur::test::kConsumers / "cmake", directory / "build",
                       {"-DCMAKE_PREFIX_PATH=" + (directory / "prefix").string()});
  telusur::test::check_consumer(directory / "build/consumer", directory / "data");
}
