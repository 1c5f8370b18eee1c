#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "analysis/indonesian/hashed_word.hpp"
#include "analysis/indonesian/lexicon_image.hpp"

namespace telusur::analysis {

/// A compiled lexicon is damaged, truncated, of another format version or of another byte order.
class LexiconError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The compiled word lists behind the Indonesian stemmer: roots with the affix patterns they take, words that stay
/// whole, derived words with their stems, and the English base words.
///
/// Immutable and thread-safe. A copy shares the image. Words that it hands out are views into the image and live as
/// long as any copy of the lexicon. Looking up is O(word length), about 20 ns.
class IndonesianLexicon {
 public:
  /// Opens an image made by `compile_lexicon`.
  /// @param owner  keeps the bytes alive: a string, a mapped file
  /// @param bytes  the image, aligned to eight bytes
  /// @throws LexiconError when the bytes are not a sound image. Every offset in it is checked: about 2 ms.
  IndonesianLexicon(std::shared_ptr<const void> owner, std::span<const std::byte> bytes);

  /// Opens an image held in a string.
  /// @throws LexiconError as above
  static IndonesianLexicon from_image(std::string image);

  /// What the lexicon knows about a word.
  class Word {
   public:
    explicit operator bool() const noexcept { return entry_ != nullptr; }
    bool is(image::EntryFlag flag) const noexcept { return (entry_->flags & flag) != 0; }
    std::string_view text() const noexcept { return {pool_ + entry_->text, entry_->length}; }
    /// The stem of the word as such: itself, or the target of a derived word.
    std::string_view stem() const noexcept {
      return is(image::kHasTarget) ? std::string_view{pool_ + entry_->target_text, entry_->target_length} : text();
    }
    int productivity() const noexcept { return entry_->productivity; }
    const image::Patterns& patterns() const noexcept { return patterns_[entry_->patterns]; }

   private:
    friend class IndonesianLexicon;
    const image::Entry* entry_ = nullptr;
    const char* pool_ = nullptr;
    const image::Patterns* patterns_ = nullptr;
  };

  /// Finds a word.
  /// @return false when the lexicon does not have it
  Word find(const WordKey& key) const noexcept { return may_have(key.hash) ? find_likely(key) : Word(); }
  Word find(std::string_view word) const noexcept { return find(WordKey::of(word)); }

  /// False for most hashes of what is no word, at the cost of one small table.
  bool may_have(std::uint64_t hash) const noexcept {
    const image::FilterBits known = image::filter_bits(hash);
    return (filter_[known.word] & known.bits) == known.bits;
  }

  /// As `find`, for a word that `may_have` lets through.
  Word find_likely(const WordKey& key) const noexcept {
    for (std::size_t i = image::place_of(key.hash, entries_.size()).first;; i = (i + 1) & (entries_.size() - 1)) {
      const image::Entry& entry = entries_[i];
      if (entry.head == key.head && entry.length == key.length && has_tail(entry, key)) {
        return make_word(&entry);
      }
      if (entry.length == 0) {
        return {};
      }
    }
  }

  /// Whether `first` followed by `second` is an English base word.
  bool has_english(std::string_view first, std::string_view second = {}) const noexcept;
  /// The same, where the hash of both together is known.
  bool has_english(std::uint64_t hash, std::string_view first, std::string_view second = {}) const noexcept;

  /// The fingerprint that `compile_lexicon` was given for its sources.
  std::uint64_t fingerprint() const noexcept { return header_->fingerprint; }
  /// The number of Indonesian words.
  std::size_t size() const noexcept { return header_->words; }

 private:
  Word make_word(const image::Entry* entry) const noexcept {
    Word word;
    word.entry_ = entry;
    word.pool_ = pool_;
    word.patterns_ = patterns_;
    return word;
  }

  bool has_tail(const image::Entry& entry, const WordKey& key) const noexcept {
    if (key.length <= kHeadLength) {
      return true;
    }
    const char* tail = pool_ + entry.text + kHeadLength;
    const std::size_t length = key.length - kHeadLength;
    // The last eight bytes are all that is left of most: a comparison of known size is no call.
    const std::size_t behind = kHeadLength - length;
    return length <= kHeadLength ? std::memcmp(tail - behind, key.tail - behind, kHeadLength) == 0
                                 : std::memcmp(tail, key.tail, length) == 0;
  }

  std::shared_ptr<const void> owner_;
  const image::Header* header_;
  const std::uint64_t* filter_;
  std::span<const image::Entry> entries_;
  std::span<const image::EnglishEntry> english_entries_;
  const image::Patterns* patterns_;
  const char* pool_;
};

/// A checksum of any bytes, 64 bits. Not cryptographic. About 0.3 ms a megabyte.
std::uint64_t bytes_checksum(std::span<const std::byte> bytes) noexcept;

/// The checksum of an image: of its header, whose own checksum counts as 0, and the bytes behind it. Not cryptographic:
/// it finds damage, not malice.
std::uint64_t image_checksum(image::Header header, std::span<const std::byte> body) noexcept;

}  // namespace telusur::analysis
