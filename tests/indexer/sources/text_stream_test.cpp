#include "sources/text_stream.hpp"

#include <doctest/doctest.h>

#include <string>

#include "sources/source.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/text.hpp"

using telusur::indexer::BadInput;
using telusur::indexer::kPieceBytes;
using telusur::indexer::TextStream;
using telusur::test::TemporaryDirectory;

namespace {

std::string read(const std::string& bytes) {
  const TemporaryDirectory folder;
  folder.write("a.csv", bytes);
  TextStream stream(folder.path() / "a.csv");
  std::string text;
  while (stream.read_into(text)) {
  }
  CHECK(stream.bytes_read() == bytes.size());
  return text;
}

/// ASCII, é and a character of two units, as UTF-16.
std::string utf16(const std::string& ascii, bool big_endian) {
  std::string out;
  const auto unit = [&](unsigned value) {
    const char high = static_cast<char>(value >> 8U);
    const char low = static_cast<char>(value & 0xFFU);
    out += big_endian ? std::string{high, low} : std::string{low, high};
  };
  unit(0xFEFF);
  for (const char c : ascii) {
    unit(static_cast<unsigned char>(c));
  }
  unit(0xE9);
  unit(0xD83C);
  unit(0xDF5C);
  return out;
}

/// Lines without a letter beyond ASCII.
std::string lines(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) {
    text += "nasi,goreng\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a text is read in its encoding, told wherever it shows") {
  const std::string ascii = lines(kPieceBytes + 100);
  CHECK(read("").empty());
  CHECK(read("caf\xC3\xA9\n") == "café\n");
  CHECK(read("caf\xE9 na\xEFve, d\xE9j\xE0 vu et cr\xE8me br\xFBl\xE9"
             "e\n") == "café naïve, déjà vu et crème brûlée\n");
  CHECK(read(ascii + "caf\xE9") == ascii + "café");
  CHECK(read(ascii + "caf\xC3\xA9\n" + ascii) == ascii + "café\n" + ascii);
}

TEST_CASE("UTF-16 is read by its mark, and no piece parts a character") {
  for (const bool big_endian : {false, true}) {
    for (std::size_t more = 0; more < 6; ++more) {
      const std::string ascii(kPieceBytes / 2 - 4 + more, 'x');
      CHECK(read(utf16(ascii, big_endian)) == ascii + "é🍜");
    }
  }
}

TEST_CASE("no piece parts a character of several bytes") {
  // Katakana in Shift_JIS: each of two bytes.
  std::string line;
  std::string utf8;
  while (line.size() < 200) {
    line += "\x83\x65\x83\x58\x83\x67";
    utf8 += "テスト";
  }
  std::string bytes;
  std::string text;
  while (bytes.size() < 2 * kPieceBytes) {
    bytes += line + "\n";
    text += utf8 + "\n";
  }
  CHECK(read(bytes) == text);
}

TEST_CASE("a line that is not valid does not make another encoding of a file of UTF-8") {
  CHECK(read("id,t\n1,caf\xE9\n2,caf\xC3\xA9\n") == "id,t\n1,caf\xE9\n2,café\n");
}

TEST_CASE("a line that is valid by chance does not make UTF-8 of another encoding") {
  std::string bytes = "1,\xD2\xBB\n";  // in GB18030
  std::string text = "1,一\n";
  for (int n = 2; n < 60; ++n) {
    bytes += std::to_string(n) + ",\xB1\xB1\xBE\xA9\xCC\xEC\xC6\xF8\xBA\xDC\xBA\xC3\n";
    text += std::to_string(n) + ",北京天气很好\n";
  }
  CHECK(read(bytes) == text);
}

TEST_CASE("what stands far behind the beginning tells the encoding, too") {
  const std::string ascii = lines(20'000);
  CHECK(read(ascii + "harga 5 \x80 \x93kutip\x94\n") == ascii + "harga 5 € “kutip”\n");
}

TEST_CASE("a text without lines is not held, and binary data is none") {
  const std::string endless(3 * kPieceBytes, 'x');
  CHECK(read(endless) == endless);
  CHECK_THROWS_AS(read(std::string("a\0b\n", 4)), BadInput);
  CHECK_THROWS_AS(read(utf16("nasi\n", false).substr(2)), BadInput);
}
