#include "backend/snowball.hpp"

#include <xapian.h>

#include <algorithm>

namespace telusur::backend {

namespace {

class SnowballStemmer final : public analysis::Stemmer {
 public:
  analysis::Morphology analyze(std::string_view folded_word) override {
    const std::string word(folded_word);
    std::vector<std::string> keys;
    for (auto* stem : {&indonesian_, &english_}) {
      std::string key = (*stem)(word);
      if (!key.empty() && key != word && std::find(keys.begin(), keys.end(), key) == keys.end()) {
        keys.push_back(std::move(key));
      }
    }
    return {.keys = std::move(keys), .one_word = word.find('-') == std::string::npos};
  }

 private:
  // Each stemmer has its own: Xapian counts references without locks.
  Xapian::Stem indonesian_{"indonesian"};
  Xapian::Stem english_{"english"};
};

}  // namespace

analysis::StemmerFactory snowball_stemmers() {
  return [] { return std::make_unique<SnowballStemmer>(); };
}

}  // namespace telusur::backend
