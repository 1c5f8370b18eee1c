#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "analysis/stemmer.hpp"

namespace telusur::test {

/// Knows a handful of Indonesian words: enough to tell hyphen groups that are one word from those that are not.
class GroupStemmer final : public analysis::Stemmer {
 public:
  analysis::Morphology analyze(std::string_view word) override {
    struct Row {
      std::string_view word;
      std::string_view key;
      analysis::Language language;
    };
    using enum analysis::Language;
    static constexpr Row kRows[] = {
        {"buku-buku", "buku", kIndonesian},
        {"buku-bukunya", "buku", kIndonesian},
        {"men-deploy", "deploy", kUnknown},
        {"di-deploy", "deploy", kUnknown},
        {"url-nya", "url", kUnknown},
        {"1990-an", "1990", kUnknown},
        {"meng-upgrade", "upgrade", kEnglish},
        {"ke-4", "4", kUnknown},
        {"se-indonesia", "indonesia", kUnknown},
        {"e-mail", "", kEnglish},
        {"tulis-menulis", "tulis", kIndonesian},
        {"membaca", "baca", kIndonesian},
        {"testing", "test", kEnglish},
    };
    for (const Row& row : kRows) {
      if (row.word == word) {
        analysis::Morphology known{.keys = {}, .language = row.language};
        if (!row.key.empty()) {
          known.keys.add(row.key);
        }
        known.doubled = word.starts_with("buku-") || word.starts_with("tulis-");
        return known;
      }
    }
    return {.keys = {}, .one_word = word.find('-') == std::string_view::npos};
  }

  analysis::Variants variants(std::string_view word) override {
    using enum analysis::Language;
    if (word == "gmn") {
      return {.aliases = {"bagaimana", "gmn"}, .language = kIndonesian};
    }
    if (word == "bacaan2") {
      return {.aliases = {"buku-buku"}};
    }
    return word == "ortu" ? analysis::Variants{.parts = {"orang", "tua"}, .language = kIndonesian}
                          : analysis::Variants{};
  }
};

inline std::unique_ptr<analysis::Stemmer> group_stemmer() { return std::make_unique<GroupStemmer>(); }

}  // namespace telusur::test
