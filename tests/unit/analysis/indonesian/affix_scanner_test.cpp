#include "analysis/indonesian/affix_scanner.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace telusur::analysis;

namespace {

/// The rests that the readings of a word's beginning leave, restored letters included.
std::set<std::string> rests(std::string_view word) {
  std::set<std::string> found;
  for (const PrefixReading& r : scan_prefixes(HashedWord(word))) {
    std::string rest(word.substr(r.length));
    if (r.restored != '\0') {
      rest.insert(rest.begin(), r.restored);
    }
    found.insert(rest);
  }
  return found;
}

std::set<std::string> ends(std::string_view word) {
  std::set<std::string> found;
  for (const SuffixReading& r : scan_suffixes(word)) {
    found.emplace(word.substr(0, r.end));
  }
  return found;
}

}  // namespace

TEST_CASE("affix scanner: sound changes are read backwards") {
  struct Case {
    const char* word;
    const char* rest;
  };
  const Case cases[] = {
      {"menulis", "tulis"},         {"memukul", "pukul"},          {"menyapu", "sapu"},
      {"mengirim", "kirim"},        {"mengambil", "ambil"},        {"melihat", "lihat"},
      {"merasa", "rasa"},           {"membaca", "baca"},           {"memproses", "proses"},
      {"mengkritik", "kritik"},     {"mengecat", "cat"},           {"penulis", "tulis"},
      {"pemrograman", "programan"}, {"penglihatan", "lihatan"},    {"petani", "tani"},
      {"bekerja", "kerja"},         {"berenang", "renang"},        {"berjalan", "jalan"},
      {"terasa", "rasa"},           {"tepercaya", "percaya"},      {"diberlakukan", "lakukan"},
      {"memperbaiki", "baiki"},     {"menyesuaikan", "suaikan"},   {"mengesampingkan", "sampingkan"},
      {"ketidakadilan", "adilan"},  {"dedaunan", "daunan"},        {"kauambil", "ambil"},
      {"kuambil", "ambil"},         {"dipersenjatai", "senjatai"}, {"berkeinginan", "inginan"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.word);
    CHECK(rests(c.word).count(c.rest) == 1);
  }
}

TEST_CASE("affix scanner: the first reading takes nothing") {
  const PrefixReadings prefixes = scan_prefixes(HashedWord("menulis"));
  CHECK(prefixes[0].length == 0);
  const SuffixReadings suffixes = scan_suffixes("tulisannya");
  CHECK(suffixes[0].end == 10);
}

TEST_CASE("affix scanner: suffixes stand inside clitics") {
  CHECK(ends("tulisannya") == std::set<std::string>{"tulisannya", "tulisan", "tulis"});
  CHECK(ends("bukulah").count("buku") == 1);
  CHECK(ends("bukunyalah").count("buku") == 1);
  CHECK(ends("berikanlah").count("ber") == 0);
  CHECK(ends("berikanlah").count("beri") == 1);
  CHECK(ends("adapin").count("adap") == 1);
  CHECK(ends("genetikawan").count("genetika") == 1);
}

TEST_CASE("affix scanner: two bytes always remain") {
  for (const char* word : {"i", "an", "kan", "nya", "lah", "mulah", "di", "me", "ber", "meng", "kenya"})
    for (const SuffixReading& r : scan_suffixes(word)) {
      CAPTURE(word);
      CHECK((r.end >= 2 || r.end == std::string_view(word).size()));
    }
}

TEST_CASE("affix scanner: long and hostile words stay inside their capacity") {
  std::string word;
  while (word.size() + 4 < kMaxWordBytes) {
    word += "pe" + std::string("me");
  }
  CHECK(scan_prefixes(HashedWord(word)).size() <= 32);
  CHECK(scan_suffixes(word).size() <= 24);
  CHECK(scan_prefixes(HashedWord("\xff\xfe\x80")).size() == 1);
}
