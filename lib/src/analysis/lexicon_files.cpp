#include "analysis/lexicon_files.hpp"

#include <algorithm>
#include <charconv>
#include <span>
#include <system_error>

#include "analysis/indonesian/hunspell_reader.hpp"
#include "analysis/indonesian/lexicon.hpp"
#include "analysis/word_list.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "telusur/error.hpp"

namespace telusur::analysis {

namespace fs = std::filesystem;

namespace {

/// Raised when the rules change what stem or alias a word gets, so that an index tells which rules made it.
constexpr std::string_view kRulesVersion = "2";

constexpr std::string_view kListNames[] = {"protected-id.txt", "derived-id.txt", "collisions-id.txt",
                                           "roots-id.txt",     "names-id.txt",   "abbreviations-id.txt",
                                           "colloquial-id.txt"};

/// A .dic file begins with the number of its entries; one that was cut off has fewer lines.
bool is_whole(std::string_view dic) {
  std::size_t announced = 0;
  std::from_chars(dic.data(), dic.data() + dic.size(), announced);
  const auto lines = static_cast<std::size_t>(std::count(dic.begin(), dic.end(), '\n'));
  return announced > 0 && lines >= announced;
}

/// An affix file that holds no rule of a known kind leaves every root without affixes.
/// The first lines tell nearly always, and reading all of them takes most of the time that loading takes.
bool has_affixes(std::string_view dic, std::string_view aff) {
  constexpr std::size_t kFirstBytes = 4096;
  for (std::size_t bytes = std::min(dic.size(), kFirstBytes);; bytes = dic.size()) {
    const auto entries = read_hunspell(dic.substr(0, dic.find('\n', bytes)), aff);
    if (std::any_of(entries.begin(), entries.end(),
                    [](const HunspellEntry& entry) { return entry.patterns.size() > 0; })) {
      return true;
    }
    if (bytes == dic.size()) {
      return false;
    }
  }
}

std::string join_names() {
  std::string names;
  for (const auto name : kListNames) {
    names.append(names.empty() ? "" : ", ").append(name);
  }
  return names;
}

void check_names(const fs::path& directory) {
  std::error_code error;
  for (fs::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (entry->path().extension() == ".txt" && std::ranges::find(kListNames, name) == std::end(kListNames)) {
      throw Error(ErrorCode::kInvalidArgument,
                  "no word list is named " + entry->path().string() + ": the lists are " + join_names(), "word list");
    }
  }
  if (error) {
    throw base::system_error("read the word lists in", directory, error.value());
  }
}

std::string read_list(const fs::path& directory, std::string_view name) {
  std::error_code error;
  return !directory.empty() && fs::exists(directory / name, error) ? base::read_file(directory / name)
                                                                   : std::string(embedded_list(name));
}

/// Reads a file of hunspell's, or says why not.
std::string read_dictionary(const fs::path& file, std::string_view package, std::vector<std::string>& shortcomings) {
  try {
    std::string contents = base::read_file(file);
    if (contents.empty()) {
      shortcomings.push_back(file.string() + " is empty: install " + std::string(package) + " again");
    }
    return contents;
  } catch (const Error& error) {
    shortcomings.push_back(std::string(error.what()) + ": install " + std::string(package));
    return {};
  }
}

}  // namespace

LexiconFiles::LexiconFiles(const fs::path& lexicon_dir, const fs::path& word_lists_dir) {
  if (!word_lists_dir.empty()) {
    check_names(word_lists_dir);
  }
  for (std::size_t i = 0; i < std::size(kListNames); ++i) {
    lists_[i] = read_list(word_lists_dir, kListNames[i]);
  }
  indonesian_dic_ = read_dictionary(lexicon_dir / "id_ID.dic", "hunspell-id", shortcomings_);
  if (!indonesian_dic_.empty()) {
    indonesian_aff_ = read_dictionary(lexicon_dir / "id_ID.aff", "hunspell-id", shortcomings_);
    if (!indonesian_aff_.empty() && (!is_whole(indonesian_dic_) || !has_affixes(indonesian_dic_, indonesian_aff_))) {
      shortcomings_.push_back((lexicon_dir / "id_ID.dic").string() +
                              " or its .aff file is damaged: install hunspell-id again");
      indonesian_aff_.clear();
    }
    if (indonesian_aff_.empty()) {
      indonesian_dic_.clear();
    }
  }
  english_dic_ = read_dictionary(lexicon_dir / "en_US.dic", "hunspell-en-us", shortcomings_);
  if (!english_dic_.empty() && !is_whole(english_dic_)) {
    shortcomings_.push_back((lexicon_dir / "en_US.dic").string() + " is damaged: install hunspell-en-us again");
    english_dic_.clear();
  }
}

LexiconSources LexiconFiles::sources() const {
  LexiconSources sources{.hunspell_dic = indonesian_dic_,
                         .hunspell_aff = indonesian_aff_,
                         .english_dic = english_dic_,
                         .protected_words = lists_[0],
                         .derived = lists_[1],
                         .collisions = lists_[2],
                         .roots = lists_[3],
                         .names = lists_[4]};
  std::uint64_t fingerprint = base::fnv1a(kRulesVersion);
  const auto add = [&fingerprint](const std::string& text) {
    const std::uint64_t facts[] = {fingerprint, text.size(), bytes_checksum(std::as_bytes(std::span(text)))};
    fingerprint = bytes_checksum(std::as_bytes(std::span(facts)));
  };
  for (const std::string* text : {&indonesian_dic_, &indonesian_aff_, &english_dic_}) {
    add(*text);
  }
  std::ranges::for_each(lists_, add);
  sources.fingerprint = fingerprint;
  return sources;
}

}  // namespace telusur::analysis
