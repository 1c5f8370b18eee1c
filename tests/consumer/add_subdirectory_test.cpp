#include "consumer.hpp"

// The library is built anew here, and as a shared one: what the public headers promise must be exported. Several of its
// sources at once, which takes half the time.
TEST_CASE("a project takes the library in with add_subdirectory") {
  const telusur::test::TemporaryDirectory directory;
  telusur::test::build(
      telusur::test::kConsumers / "add_subdirectory", directory / "build",
      {"-DTELUSUR_SOURCE_DIR=" TELUSUR_SOURCE_DIR, "-DBUILD_SHARED_LIBS=ON", "-DCMAKE_UNITY_BUILD=ON"});
  telusur::test::check_consumer(directory / "build/consumer", directory / "data");
}
