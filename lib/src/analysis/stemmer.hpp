#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

#include "analysis/language.hpp"

namespace telusur::analysis {

/// The stems of a word, without repetition: at most two, so that none of them costs an allocation. Views; see
/// `Stemmer::analyze` for how long they last.
class Keys {
 public:
  /// Adds a stem unless it is there already, or two others are.
  void add(std::string_view key) noexcept {
    if (count_ < keys_.size() && std::find(begin(), end(), key) == end()) {
      keys_[count_++] = key;
    }
  }
  bool empty() const noexcept { return count_ == 0; }
  std::size_t size() const noexcept { return count_; }
  const std::string_view* begin() const noexcept { return keys_.data(); }
  const std::string_view* end() const noexcept { return keys_.data() + count_; }

 private:
  std::array<std::string_view, 2> keys_{};
  std::size_t count_ = 0;
};

/// What the letters of a word tell.
struct Morphology {
  /// The stems that differ from the word, the likeliest first; empty when it is its own stem.
  Keys keys = {};
  /// The language to which the word belongs by the lexicons; kUnknown when to both, to neither, or without lexicons.
  Language language = Language::kUnknown;
  /// False for a hyphen group whose parts are words of their own (client-server), unlike buku-buku or di-deploy.
  bool one_word = true;
  /// Whether the word is doubled (buku-buku), so that nobody writes it without the hyphen.
  bool doubled = false;
};

/// Other ways to write a word.
struct Variants {
  std::vector<std::string> aliases = {};   ///< the same word: "yang" of "yg"
  std::vector<std::string> parts = {};     ///< the words, in order, for which it is short: "orang", "tua" of "ortu"
  Language language = Language::kUnknown;  ///< the language of which such writing is
};

/// Finds the keys under which a word is indexed beside its surface form.
///
/// Context-free: the keys depend on the word alone, so that a document and a query agree without knowing a language.
/// One thread at a time.
class Stemmer {
 public:
  virtual ~Stemmer() = default;

  /// Analyses a folded word, possibly with inner hyphens. Any UTF-8. The keys last until the next call, and no longer
  /// than the word.
  virtual Morphology analyze(std::string_view folded_word) = 0;

  /// Finds what else a folded word is written as. Any UTF-8. The stemmers of this kind know nothing, unless they say
  /// so.
  virtual Variants variants(std::string_view folded_word) {
    static_cast<void>(folded_word);
    return {};
  }
};

/// Makes one stemmer a thread. Thread-safe.
using StemmerFactory = std::function<std::unique_ptr<Stemmer>()>;

}  // namespace telusur::analysis
