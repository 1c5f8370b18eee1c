#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

namespace telusur {

/// How much one search may ask for, and take. A value type.
struct SearchLimits {
  std::size_t query_bytes = 4'096;  ///< of a query that are read, 1 to 65,536; the rest is ignored
  std::size_t query_words = 128;    ///< of a query that are read, 1 to 1,024; the rest is ignored
  /// Time that a search may take, 1 ms to 60 s, where `Settings::search_cutoff_ms` is not less; then it answers with
  /// what it has found, as that says. Unset (default): the settings alone decide.
  std::optional<std::chrono::milliseconds> time = {};
};

/// How the library behaves in this process. A value type.
struct Options {
  /// How long a writer waits for another process that writes to the same index, or publishes. Default 30 s; 0 = not at
  /// all.
  std::chrono::milliseconds lock_wait{30'000};

  /// Open the data directory without writing anything to it; a missing directory is then an error. Default false.
  bool read_only = false;

  /// Where hunspell's word lists are: id_ID.dic and id_ID.aff of Debian's hunspell-id, en_US.dic of hunspell-en-us.
  /// Without them words are stemmed by rules alone; see `report`.
  std::filesystem::path lexicon_dir = "/usr/share/hunspell";

  /// Where FreeDict's English-Indonesian dictionary is: freedict-eng-ind.index and .dict.dz of Debian's
  /// dict-freedict-eng-ind. Without it, searches across languages know the built-in glossary alone; see `report`.
  std::filesystem::path dictionary_dir = "/usr/share/dictd";

  /// Files that replace the word lists built into the library, each under the name it has in lib/data: roots-id.txt,
  /// names-id.txt, derived-id.txt, protected-id.txt, collisions-id.txt, abbreviations-id.txt, colloquial-id.txt.
  /// Default "": none. A bad line, or a .txt file of another name, is an Error kInvalidArgument. An index must be
  /// rebuilt after a change.
  std::filesystem::path word_lists_dir = {};

  /// Where the word lists are kept once they are compiled (3 MB), for all processes that use the directory. Default "":
  /// `cache` in an engine's data directory; for an `Analyzer` without one, nowhere: it compiles them, 0.2 s, once a
  /// process. Not written under `read_only`. It is mapped:
  /// files in it may be removed or replaced at any time, but must not be changed in place.
  std::filesystem::path cache_dir = {};

  /// Of every search. What is out of range is an Error kInvalidArgument as an engine opens.
  SearchLimits search = {};

  /// Gets one line, once a process, for each thing that is missing or damaged but not needed: a word list, the
  /// dictionary, a cache that cannot be written. Default: nobody does. Called from any thread, one at a time.
  std::function<void(std::string_view)> report = {};
};

}  // namespace telusur
