#include "analysis/indonesian/old_spelling.hpp"

#include <doctest/doctest.h>

using telusur::analysis::modern_spelling;

TEST_CASE("old spelling: letter by letter") {
  struct Case {
    const char* old;
    const char* modern;
  };
  for (const Case& c : {Case{"tjoetjoe", "cucu"},
                        {"djoega", "juga"},
                        {"jang", "yang"},
                        {"njanji", "nyanyi"},
                        {"sjarat", "syarat"},
                        {"achir", "akhir"},
                        {"boekoe-boekoe", "buku-buku"},
                        {"mentjari", "mencari"},
                        {"mendjadi", "menjadi"},
                        {"soekarno", "sukarno"},
                        {"tjoektjoek", "cukcuk"},
                        {"buku", "buku"},
                        {"", ""},
                        {"oeoe", "uu"},
                        {"tjj", "cy"},
                        {"\xF0\x9F\x8D\x9Cj", "\xF0\x9F\x8D\x9Cy"}}) {
    CAPTURE(c.old);
    CHECK(modern_spelling(c.old) == c.modern);
  }
}
