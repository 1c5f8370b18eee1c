#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/language.hpp"
#include "analysis/spelling_table.hpp"
#include "analysis/stemmer.hpp"
#include "analysis/tokenizer.hpp"
#include "telusur/analyzer.hpp"

namespace telusur::analysis {

/// A form under which a word is indexed: what is written, and its stems.
struct WordForm {
  std::string surface;                 ///< folded; never empty
  std::vector<std::string> keys = {};  ///< stems that differ from the surface
};

/// A distinct word: everything that depends on its characters alone.
struct Word : WordForm {
  /// Other forms of the same word ("tag" of "#tag", "yang" of "yg"): indexed at its place, and asked for with it.
  std::vector<WordForm> aliases = {};
  /// Words inside it ("node" and "js" of "node.js", "orang" and "tua" of "ortu"): indexed from its place on, so that
  /// they find it and phrases of them do; not asked for with it.
  std::vector<WordForm> parts = {};
  Language language = Language::kUnknown;  ///< as `Morphology::language`
  /// The language of which it is a function word, else `language`.
  Language shown_language = Language::kUnknown;
  TokenKind kind = TokenKind::kWord;

  /// A word of a hyphen group, and where in the group it is written.
  struct Member {
    const Word* word;
    std::uint32_t offset_bytes;
    std::uint32_t length_bytes;
  };
  /// The words of a hyphen group that is not one word: they are tokens instead of it, each with `joined`.
  std::vector<Member> members = {};
  /// Such a group in one word ("backend" of "back-end"); empty, or one.
  std::vector<WordForm> joined = {};
};

/// An occurrence of a word. What it points to lasts until the analyzer forgets.
struct WordToken {
  const Word* word;
  std::uint32_t position;      ///< from 0
  std::uint32_t offset_bytes;  ///< into the analysed text
  std::uint32_t length_bytes;
  /// Of a word in a hyphen group: the group as one word, an alias of the whole; else nullptr.
  const WordForm* joined = nullptr;
  bool begins_group = false;
};

/// The one analysis, for documents and queries alike: text -> tokens.
///
/// It remembers the words it has met, since the few thousand most frequent ones make up most of any text.
/// One thread at a time.
class WordAnalyzer {
 public:
  explicit WordAnalyzer(std::unique_ptr<Stemmer> stemmer);

  /// The tokens of `input`, in order. The vector lasts until the next call, its words until `forget`.
  /// Bytes beyond 2 GiB are not read.
  const std::vector<WordToken>& analyze(std::string_view input);

  /// The word that `written` is when taken as one word whole; nullptr when nothing is left of it. Lasts until `forget`.
  const Word* word(std::string_view written, text::SegmentKind kind = text::SegmentKind::kWord);

  /// The language of what `analyze` returned last.
  Language language() const;

  /// Frees the remembered words once more than `kMaxSpellings` have been met. Call it between documents.
  void forget();

  /// About 15 MB.
  static constexpr std::size_t kMaxSpellings = 80'000;

 private:
  void add(const Word& word, const text::Segment& span);
  const Word* make(std::string_view written, text::SegmentKind kind);
  const Word* make_group(std::string_view written, const std::string& folded);
  /// Gives a hyphen group that is one word the spelling without hyphens as an alias, unless a key joins them anyway.
  void add_joined(Word& group);
  const Word* make_single(std::string_view written, const std::string& folded);
  void add_variants(Word& word);
  const Word& keep(std::string_view key, Word word);
  WordForm form(std::string_view written);

  Tokenizer tokenizer_;
  std::unique_ptr<Stemmer> stemmer_;
  std::deque<Word> words_;
  // As written, and by surface unless the writing tells more (getUserById, back-end); nullptr: nothing is left of it.
  SpellingTable spellings_;
  std::vector<WordToken> tokens_;
};

}  // namespace telusur::analysis
