#include "sources/line_reader.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "sources/source.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"

using namespace telusur::indexer;

namespace {

/// The lines of a file with these bytes; "…" stands for one that is too long.
std::vector<std::string> lines_of(std::string_view bytes, std::size_t max_line_bytes = 1'000'000) {
  const telusur::test::TemporaryDirectory directory;
  LineReader reader(directory.write("file", bytes), max_line_bytes);
  std::vector<std::string> lines;
  while (const auto line = reader.next()) {
    CHECK(line->number == lines.size() + 1);
    lines.push_back(line->too_long ? "…" : line->text);
  }
  CHECK(reader.bytes_read() == bytes.size());
  return lines;
}

std::string utf16(std::string_view ascii, bool little_endian) {
  std::string bytes = little_endian ? "\xFF\xFE" : "\xFE\xFF";
  for (const char letter : ascii) {
    bytes += little_endian ? std::string{letter, '\0'} : std::string{'\0', letter};
  }
  return bytes;
}

}  // namespace

TEST_CASE("Lines of a file") {
  using Lines = std::vector<std::string>;
  CHECK(lines_of("") == Lines{});
  CHECK(lines_of("a") == Lines{"a"});
  CHECK(lines_of("a\n") == Lines{"a"});
  CHECK(lines_of("a\r\n\nb") == Lines{"a", "", "b"});
  CHECK(lines_of("\xEF\xBB\xBF"
                 "a\nb") == Lines{"a", "b"});
  CHECK(lines_of("123\n12345\n1234", 4) == Lines{"123", "…", "1234"});
  CHECK(lines_of("12345", 4) == Lines{"…"});
}

TEST_CASE("Lines of a file in UTF-16") {
  for (const bool little_endian : {true, false}) {
    CHECK(lines_of(utf16("a\r\nbc\n", little_endian)) == std::vector<std::string>{"a", "bc"});
    CHECK(lines_of(utf16(std::string(1'000'000, 'x') + "\nb\n", little_endian), 1000) ==
          std::vector<std::string>{"…", "b"});
  }
  // U+0A00 and U+0D0A hold the byte of a line break, and are none.
  CHECK(lines_of(std::string_view("\xFF\xFE\x00\x0A\x0A\x0D\x0A\x00z\x00", 10)) ==
        std::vector<std::string>{"\xE0\xA8\x80\xE0\xB4\x8A", "z"});
}

TEST_CASE("Lines longer than a piece of the file, and lines across its borders") {
  TELUSUR_RANDOM(random);
  std::vector<std::string> expected;
  std::string bytes;
  for (int count = 0; count < 40; ++count) {
    expected.emplace_back(random.between(0, 100'000), static_cast<char>('a' + count % 26));
    bytes += expected.back() + "\n";
  }
  CHECK(lines_of(bytes) == expected);
  for (std::string& line : expected) {
    line = line.size() > 50'000 ? "…" : line;
  }
  CHECK(lines_of(bytes, 50'000) == expected);
}

TEST_CASE("A binary file has no lines") {
  CHECK_THROWS_WITH_AS(lines_of(std::string_view("abc\0def", 7)),
                       "binary data instead of text: a NUL within the first 8 KB", BadInput);
}
