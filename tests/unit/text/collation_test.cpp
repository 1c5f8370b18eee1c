#include "text/collation.hpp"

#include <doctest/doctest.h>
#include <unicode/coll.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "support/random.hpp"
#include "text/normalize.hpp"

using telusur::text::collation_key;
using telusur::text::kCollatedBytes;
using telusur::text::kMaxCollationKeyBytes;

namespace {

/// A collator of the test's own, set up as collation.hpp says.
std::unique_ptr<icu::Collator> root_collator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(icu::Locale::getRoot(), status));
  REQUIRE(U_SUCCESS(status));
  collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
  collator->setAttribute(UCOL_NORMALIZATION_MODE, UCOL_ON, status);
  REQUIRE(U_SUCCESS(status));
  return collator;
}

int sign(int value) { return (value > 0 ? 1 : 0) - (value < 0 ? 1 : 0); }

}  // namespace

TEST_CASE("texts stand as in a dictionary") {
  // Each row ascends.
  const std::vector<std::vector<std::string>> rows{
      {"", " ", "-", "/", "$", "0", "7", "a", "z", "ж", "漢"},
      {"apel", "Apel", "APEL", "apela", "Bandung", "zebra"},
      {"eclair", "éclair", "Éclair", "eclairs", "omer", "ömer", "Øre", "zoo"},
      {"Pasal", "Pasal 2", "Pasal 2 ayat 3", "Pasal 2 ayat 12", "Pasal 10", "Pasal 100", "Pasal II", "Pasal2"},
      {"item 2", "item 10", "item 99999999999999999998", "item 99999999999999999999", "item 100000000000000000000"},
      {"v1.9", "v1.10", "v2"},
      {"anak", "anak anak", "anak-anak", "anak2", "anakku"},
  };
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      for (std::size_t j = 0; j < row.size(); ++j) {
        CAPTURE(row[i]);
        CAPTURE(row[j]);
        CHECK((collation_key(row[i]) < collation_key(row[j])) == (i < j));
      }
    }
  }
}

TEST_CASE("what is written differently and is the same has the same key") {
  CHECK(collation_key("é") == collation_key("e\u0301"));
  CHECK(collation_key("a\u0323\u0302") == collation_key("a\u0302\u0323"));
  CHECK(collation_key("Pasal 02") == collation_key("Pasal 2"));
  CHECK(collation_key(std::string("a\0b", 3)) == collation_key("ab"));
  CHECK(collation_key("a\x01\x02") == collation_key("a"));
  CHECK(collation_key("a\xFF") == collation_key("a\uFFFD"));
  CHECK(collation_key("") == collation_key("\u00AD"));
  CHECK(collation_key("Apel") != collation_key("apel"));
}

TEST_CASE("keys are bounded, whatever the text is, and still order") {
  CHECK(collation_key(std::string(kCollatedBytes, 'a')) == collation_key(std::string(1'000'000, 'a')));
  CHECK(collation_key(std::string(kCollatedBytes - 1, 'a')) < collation_key(std::string(kCollatedBytes, 'a')));
  CHECK(collation_key(std::string(kCollatedBytes - 1, 'a') + "é") ==
        collation_key(std::string(kCollatedBytes - 1, 'a')));
  std::string arabic;  // U+FDFA stands for 18 letters
  std::string accented;
  for (int i = 0; i < 60; ++i) {
    arabic += "\uFDFA";
    accented += i % 2 == 0 ? "é" : "ö";
  }
  CHECK(collation_key(arabic).size() == kMaxCollationKeyBytes);
  CHECK(collation_key("z" + arabic) < collation_key(arabic));
  CHECK(collation_key(accented).size() < kMaxCollationKeyBytes);
  CHECK(collation_key(accented) < collation_key(accented + "a"));
}

TEST_CASE("keys order as the collator compares, and are of no special bytes") {
  TELUSUR_RANDOM(random);
  const auto collator = root_collator();
  const std::vector<std::string_view> pieces{
      "a",  "A",  "b",  "é",  "E",      "e\u0301", "\u0323", "ö", "z", "ß",      "1",  "01",
      "2",  "10", "9",  " ",  "-",      "'",       "’",      ".", "/", "\u00AD", "\t", "ñ",
      "ng", "ж",  "漢", "か", "\u30AB", "\uFB01",  "\u2122", "😀", "ي", "_",      "$",  "\u00BD"};
  for (int i = 0; i < 20'000; ++i) {
    const std::string begin = random.joined(pieces, 4);
    const std::string a = begin + random.joined(pieces, 4);
    const std::string b = begin + random.joined(pieces, 4);
    CAPTURE(a);
    CAPTURE(b);
    UErrorCode status = U_ZERO_ERROR;
    const auto expected = collator->compare(icu::UnicodeString::fromUTF8(a), icu::UnicodeString::fromUTF8(b), status);
    REQUIRE(U_SUCCESS(status));
    const std::string key_a = collation_key(a);
    REQUIRE(sign(key_a.compare(collation_key(b))) == static_cast<int>(expected));
    REQUIRE(key_a.find('\0') == std::string::npos);
  }
}

TEST_CASE("any bytes have a bounded key without NUL, and folding leaves no difference in case") {
  TELUSUR_RANDOM(random);
  for (int i = 0; i < 2'000; ++i) {
    const std::string key = collation_key(random.bytes(300));
    REQUIRE(key.size() <= kMaxCollationKeyBytes);
    REQUIRE(key.find('\0') == std::string::npos);
  }
  CHECK(collation_key(telusur::text::fold_text("ÉCLAIR Qur’an")) ==
        collation_key(telusur::text::fold_text("éclair Qur'an")));
  CHECK(collation_key(telusur::text::fold_text("Pasal ²")) == collation_key("pasal 2"));
}

TEST_CASE("threads share the collator") {
  const std::vector<std::string> texts{"Éclair", "Pasal 10", "ömer", "漢字"};
  std::vector<std::string> expected(texts.size());
  std::transform(texts.begin(), texts.end(), expected.begin(), [](const auto& text) { return collation_key(text); });
  std::array<int, 4> wrong{};
  std::array<std::jthread, 4> threads;
  for (std::size_t thread = 0; thread < threads.size(); ++thread) {
    threads[thread] = std::jthread([&texts, &expected, &count = wrong[thread]] {
      for (std::size_t i = 0; i < 2'000; ++i) {
        count += collation_key(texts[i % 4]) == expected[i % 4] ? 0 : 1;
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  CHECK(wrong == std::array<int, 4>{});
}
