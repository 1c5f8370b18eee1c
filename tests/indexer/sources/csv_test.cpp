#include "sources/csv.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "items.hpp"
#include "support/temporary_directory.hpp"

using telusur::indexer::CsvSource;
using telusur::test::items_of;
using telusur::test::TemporaryDirectory;

namespace {

std::vector<std::string> read(const std::string& text, std::size_t max_bytes = 1024) {
  const TemporaryDirectory folder;
  folder.write("a.csv", text);
  CsvSource source(folder.path() / "a.csv", "a.csv", max_bytes);
  return items_of(source);
}

using Items = std::vector<std::string>;

}  // namespace

TEST_CASE("Each record of a CSV file is a document, with the line that it begins in") {
  CHECK(read("id:number,title,url\n1,\"Soto\nKudus\",https://a.example/1\n2,Rawon,\n") ==
        Items{R"(2 {"id":1,"title":"Soto\nKudus","url":"https://a.example/1"} [https://a.example/1])",
              R"(4 {"id":2,"title":"Rawon","url":""} [])"});
}

TEST_CASE("The delimiter of a CSV file is told by its first line") {
  CHECK(read("id;t\n1;a,b\n") == Items{R"(2 {"id":"1","t":"a,b"} [])"});
  CHECK(read("id\tt\n1\ta,b\n") == Items{R"(2 {"id":"1","t":"a,b"} [])"});
  CHECK(read("id,a;b\n1,2\n") == Items{R"(2 {"id":"1","a;b":"2"} [])"});
}

TEST_CASE("A bad record of a CSV file is rejected, and the rest is read") {
  CHECK(read("id:number\nx\n2\n") == Items{"2! has 'x' in the column 'id', which is not a number", R"(3 {"id":2} [])"});
  CHECK(read("") == Items{"0! is empty"});
}

TEST_CASE("A record of a CSV file without an end is not held") {
  // Several pieces, of which the first holds all of one record.
  const Items items = read("id\n1\n\"" + std::string(3'000'000, 'x'), 300'000);
  REQUIRE(items.size() == 2);
  CHECK(items[1].starts_with("3! is longer than "));
}

TEST_CASE("A CSV file may be in another encoding than UTF-8") {
  CHECK(read("id;t\n1;caf\xE9 cr\xE8me\n2;na\xEFve d\xE9j\xE0 vu\n") ==
        Items{R"(2 {"id":"1","t":"café crème"} [])", R"(3 {"id":"2","t":"naïve déjà vu"} [])"});
  const std::string utf16("\xFF\xFEi\0d\0,\0t\0\n\0001\0,\0\xE9\0\n\0", 20);
  CHECK(read(utf16) == Items{R"(2 {"id":"1","t":"é"} [])"});
}
