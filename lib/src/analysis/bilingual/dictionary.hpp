#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace telusur::analysis {

/// A term and one translation of it, each of one or more words.
struct TranslationPair {
  std::string indonesian;
  std::string english;

  bool operator==(const TranslationPair&) const = default;
};

/// An article of a dictionary: its text, whose first line is the headword with its pronunciation and part of speech.
using DictionaryArticle = std::string;

/// The articles of a dictionary in the format of dictd(8): an index of headword, offset and length in base 64, and a
/// file of texts, usually compressed by dictzip. In the order of the index, each once, without those about the
/// dictionary itself.
/// @throws Error kNotFound, kPermission, kIo, kCorrupt naming the file, and the line of a bad index.
std::vector<DictionaryArticle> read_dictd(const std::filesystem::path& index, const std::filesystem::path& texts);

/// The pairs of an article of FreeDict's English-Indonesian dictionary, the best first.
///
/// Left out: names of parts of words, function words, explanations in parentheses, terms of more than four words, and
/// senses beyond the first six. Pure.
std::vector<TranslationPair> freedict_pairs(std::string_view article);

/// The pairs of our own glossary (lib/data/glossary.tsv describes its format); a line without two columns is left out.
std::vector<TranslationPair> glossary_pairs(std::string_view contents);

/// Longest term on either side, in words.
inline constexpr std::size_t kMaxTermWords = 4;

}  // namespace telusur::analysis
