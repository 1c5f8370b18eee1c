#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "telusur/index.hpp"

namespace telusur::relevance {

/// How people who type titles find them.
struct TypingFigures {
  std::size_t titles = 0;              ///< that were drawn
  std::size_t found_half = 0;          ///< in the first five at half of their letters
  std::size_t tried_half = 0;          ///< of these, with a word of five letters in that half to make a typo in
  std::size_t kept_half = 0;           ///< of these, still in the first five with the typo
  std::size_t found_whole = 0;         ///< in the first five as a whole
  std::size_t tried_whole = 0;         ///< of these, with a word of five letters
  std::size_t kept_whole = 0;          ///< of these, still in the first five with a typo
  std::vector<std::string> lost = {};  ///< queries that did not find their title, with it: for reading
};

/// Draws `count` titles of `docs_file` without repetition, by `seed`, and asks for each of them as people would who
/// type it: at half of its letters, and whole; each also with one typo (a letter swapped, missing, doubled, wrong or
/// too many) in a word of at least five letters. A title is found when a document with it is among the first five hits.
/// @throws InputError for a bad document; Error.
TypingFigures measure_typing(const Index& index, const std::filesystem::path& docs_file, std::size_t count,
                             std::uint64_t seed);

/// The figures as a row under `typing_heading`.
std::string typing_heading(std::size_t name_width);
std::string format(const TypingFigures& figures, const std::string& collection, std::size_t name_width);

}  // namespace telusur::relevance
