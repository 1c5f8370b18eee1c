#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "analysis/indonesian/alias_list.hpp"
#include "analysis/indonesian/lexicon.hpp"
#include "analysis/indonesian/stemmer.hpp"

namespace telusur::analysis {

/// Where the word lists of the stemmer come from, and where what is compiled of them is kept.
struct LexiconPlaces {
  std::filesystem::path lexicon_dir = "/usr/share/hunspell";  ///< id_ID.dic, id_ID.aff, en_US.dic
  std::filesystem::path word_lists_dir = {};                  ///< files that replace lists of ours; "": none
  std::filesystem::path cache_dir = {};                       ///< "": the compiled lexicon lives in memory only
  bool may_write_cache = true;
  std::function<void(std::string_view)> report = {};  ///< gets each shortcoming, one line, once a process
};

/// The word lists of a process, compiled. Immutable and thread-safe.
struct LoadedLexicon {
  IndonesianStemmer stemmer;                 ///< by rules alone where there is no lexicon
  std::optional<IndonesianLexicon> lexicon;  ///< nothing without hunspell's Indonesian word list
  AliasList aliases;                         ///< abbreviations and colloquial words
  /// Of all that stems and aliases depend on: the contents of the lists and the version of the rules. Equal on every
  /// machine.
  std::uint64_t fingerprint = 0;
};

/// The compiled word lists: those that this process has already (microseconds), those mapped from the cache (about
/// 3 ms), or compiled anew (about 100 ms) and kept in the cache. A missing or damaged file of hunspell's is reported,
/// and the rest works. Thread-safe.
/// @throws Error kInvalidArgument naming file and line for a bad list in `word_lists_dir`; kNotFound, kPermission, kIo
///         when one cannot be read.
std::shared_ptr<const LoadedLexicon> load_lexicon(const LexiconPlaces& places);

}  // namespace telusur::analysis
