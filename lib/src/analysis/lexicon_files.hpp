#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/indonesian/lexicon_compiler.hpp"

namespace telusur::analysis {

/// The texts that a lexicon is compiled from and the lists of aliases, read from files. Movable; `sources` points into
/// it.
class LexiconFiles {
 public:
  /// Reads hunspell's word lists from `lexicon_dir`, and ours from `word_lists_dir` where they are there, else those
  /// that are built in.
  /// @throws Error kInvalidArgument when `word_lists_dir` has a .txt file that is no list of ours; kNotFound,
  ///         kPermission, kIo when it cannot be read.
  LexiconFiles(const std::filesystem::path& lexicon_dir, const std::filesystem::path& word_lists_dir);

  /// The texts of the lexicon, with the fingerprint of all lists. Lasts as long as this.
  LexiconSources sources() const;

  /// The lists of abbreviations and of colloquial words. They last as long as this.
  std::string_view abbreviations() const noexcept { return lists_[5]; }
  std::string_view colloquial() const noexcept { return lists_[6]; }

  /// Whether there is an Indonesian word list: without one, stemming goes by rules alone.
  bool has_indonesian() const noexcept { return !indonesian_dic_.empty(); }

  /// What is missing or damaged, one sentence each.
  const std::vector<std::string>& shortcomings() const noexcept { return shortcomings_; }

 private:
  std::string indonesian_dic_;
  std::string indonesian_aff_;
  std::string english_dic_;
  std::string lists_[7];  // in the order of kListNames
  std::vector<std::string> shortcomings_;
};

}  // namespace telusur::analysis
