#include "analysis/indonesian/lexicon.hpp"

#include <doctest/doctest.h>

#include "unit/analysis/indonesian/tiny_lexicon.hpp"

using namespace telusur::analysis;

TEST_CASE("lexicon: words are found with what is known about them") {
  const IndonesianLexicon lexicon = testing::tiny_lexicon();
  CHECK(lexicon.fingerprint() == 42);
  REQUIRE(lexicon.find("tulis"));
  CHECK(lexicon.find("tulis").is(image::kRoot));
  CHECK(lexicon.find("tulis").productivity() == 3);
  CHECK(lexicon.find("tulis").stem() == "tulis");
  CHECK_FALSE(lexicon.find("temu").is(image::kWord));
  CHECK(lexicon.find("dan").is(image::kProtected));
  CHECK(lexicon.find("untuk").is(image::kProtected));
  CHECK(lexicon.find("operator").is(image::kEnglish));
  CHECK(lexicon.find("emas").is(image::kLoses));
  CHECK_FALSE(lexicon.find("tuli"));
  CHECK_FALSE(lexicon.find(""));
}

TEST_CASE("lexicon: a derived word leads to the end of its chain") {
  const IndonesianLexicon lexicon = testing::tiny_lexicon();
  CHECK(lexicon.find("belajar").stem() == "ajar");
  CHECK(lexicon.find("pelajar").stem() == "ajar");
}

TEST_CASE("lexicon: parts of a word are found by their hash") {
  const IndonesianLexicon lexicon = testing::tiny_lexicon();
  const HashedWord word("menulisnya");
  CHECK(lexicon.find(word.key('t', 3, 7)).text() == "tulis");
  CHECK_FALSE(lexicon.find(word.key('k', 3, 7)));
  const HashedWord other("dibuku");
  CHECK(lexicon.find(other.key(2, 6)).text() == "buku");
}

TEST_CASE("lexicon: English words are found whole and in two parts") {
  const IndonesianLexicon lexicon = testing::tiny_lexicon();
  CHECK(lexicon.has_english("database"));
  CHECK(lexicon.has_english("data", "base"));
  CHECK_FALSE(lexicon.has_english("databas"));
}

TEST_CASE("lexicon: an image without words is sound") {
  const IndonesianLexicon lexicon = IndonesianLexicon::from_image(compile_lexicon({}).image);
  CHECK(lexicon.size() == 0);
  CHECK_FALSE(lexicon.find("buku"));
  CHECK_FALSE(lexicon.has_english("house"));
}

TEST_CASE("lexicon: every truncation is rejected") {
  const std::string image = testing::compile_tiny().image;
  for (std::size_t size = 0; size < image.size(); size += size < 1024 ? 7 : 977) {
    CAPTURE(size);
    CHECK_THROWS_AS(IndonesianLexicon::from_image(image.substr(0, size)), LexiconError);
  }
  CHECK_THROWS_AS(IndonesianLexicon::from_image(image + "x"), LexiconError);
}

TEST_CASE("lexicon: a flipped bit in any byte is rejected") {
  const std::string image = testing::compile_tiny().image;
  for (std::size_t i = 0; i < image.size(); i += i < 1024 ? 1 : 61) {
    std::string damaged = image;
    damaged[i] = static_cast<char>(damaged[i] ^ (1 << (i % 8)));
    CAPTURE(i);
    CHECK_THROWS_AS(IndonesianLexicon::from_image(damaged), LexiconError);
  }
}

TEST_CASE("lexicon: offsets are checked even where the checksum agrees") {
  std::string image = testing::compile_tiny().image;
  image::Header header;
  std::memcpy(&header, image.data(), sizeof(header));
  const auto reseal = [&] {
    header.checksum = image_checksum(header, std::as_bytes(std::span(image)).subspan(sizeof(header)));
    std::memcpy(image.data(), &header, sizeof(header));
  };
  SUBCASE("entry text") {
    const std::uint32_t far = 0xFFFFFFFFU;
    std::memcpy(image.data() + header.indonesian_entries.offset + offsetof(image::Entry, text), &far, sizeof(far));
  }
  SUBCASE("no empty place") {
    for (std::uint32_t i = 0; i < header.english_entries.count; ++i) {
      const image::EnglishEntry entry{.text = 0, .length = 1};
      std::memcpy(image.data() + header.english_entries.offset + i * sizeof(entry), &entry, sizeof(entry));
    }
  }
  SUBCASE("section") { header.text.count = 0x7FFFFFFFU; }
  SUBCASE("number of places") { header.english_entries.count = 3; }
  reseal();
  CHECK_THROWS_AS(IndonesianLexicon::from_image(image), LexiconError);
}
