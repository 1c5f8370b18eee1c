#include "bench/short_documents.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <random>
#include <utility>

#include "relevance/collection.hpp"

namespace telusur::bench {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using Random = std::mt19937_64;  // alone: the standard distributions differ between libraries

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::size_t kShortest = 20;     // bytes of a piece
constexpr std::size_t kSentence = 120;    // with which a sentence ends it
constexpr std::size_t kLongest = 400;     // with which any word does
constexpr std::uint64_t kOtherWords = 6;  // one word in so many is another one
/// A prime: steps of it meet each piece once before any twice, from all over the files.
constexpr std::size_t kStride = 1'000'000'007;
constexpr std::size_t kTopics = 200;
constexpr std::size_t kTags = 1000;

std::size_t below(Random& random, std::size_t bound) { return static_cast<std::size_t>(random() % bound); }

/// Numbers from 0, the low ones much more frequent: a tenth of them makes nearly half.
std::size_t skewed(Random& random, std::size_t bound) {
  const double share = static_cast<double>(random() >> 11) / static_cast<double>(std::uint64_t{1} << 53);
  return static_cast<std::size_t>(share * share * share * static_cast<double>(bound));
}

bool ends_sentence(std::string_view word) { return word.find_last_of(".?!") == word.size() - 1; }

/// The word of a text at a place, or behind it where a blank is there.
std::string_view word_at(std::string_view text, std::size_t at) {
  const std::size_t begin = std::min(text.rfind(' ', at) + 1, text.size());
  return text.substr(begin, text.find(' ', begin) - begin);
}

std::string varied(std::string_view text, Random& random, const std::function<std::string_view()>& other_text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    std::string_view word = text.substr(at, end - at);
    if (random() % kOtherWords == 0) {
      const std::string_view other = other_text();
      word = word_at(other, below(random, other.size()));
    }
    out.append(out.empty() ? "" : " ").append(word);
    at = end + 1;
  }
  return out;
}

void write_line(std::ofstream& out, const Json& document) {
  out << document.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

void finish(std::ofstream& out, const fs::path& file) {
  out.close();
  if (!out) {
    throw relevance::InputError("\"" + file.string() + "\" cannot be written: is there room on the disk?");
  }
}

}  // namespace

std::vector<std::string> pieces_of(std::string_view text) {
  std::vector<std::string> pieces;
  std::string piece;
  const auto finish_piece = [&] {
    if (piece.size() >= kShortest) {
      pieces.push_back(piece);
    }
    piece.clear();
  };
  for (std::size_t at = text.find_first_not_of(kBlanks); at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
    const std::string_view word = text.substr(at, end - at);
    piece.append(piece.empty() ? "" : " ").append(word);
    at = std::min(text.find_first_not_of(kBlanks, end), text.size());
    const std::string_view gap = text.substr(end, at - end);
    const bool paragraph = std::count(gap.begin(), gap.end(), '\n') > 1;
    if (paragraph || piece.size() >= kLongest || (piece.size() >= kSentence && ends_sentence(word))) {
      finish_piece();
    }
  }
  finish_piece();
  return pieces;
}

Pieces::Pieces(const std::vector<fs::path>& files) {
  for (const auto& file : files) {
    relevance::for_each_line(file, [&](std::size_t line, std::string_view json) {
      auto document = relevance::parse_document_text(json, relevance::location(file, line));
      for (auto& text : pieces_of(document.body)) {
        pieces_.push_back({titles_.size(), std::move(text)});
      }
      titles_.push_back(std::move(document.title));
    });
  }
  if (pieces_.empty()) {
    throw relevance::InputError("the documents hold no sentence of " + std::to_string(kShortest) +
                                " bytes to make others of.");
  }
}

void Pieces::write_short(const fs::path& file, std::size_t count, std::uint64_t seed) const {
  Random random(seed);
  std::ofstream out(file, std::ios::binary);
  const auto drawn = [&]() -> const Piece& { return pieces_[below(random, pieces_.size())]; };
  for (std::size_t n = 0; n < count; ++n) {
    const bool first_time = n < pieces_.size();
    const Piece& piece = first_time ? pieces_[n * kStride % pieces_.size()] : drawn();
    const std::string body =
        first_time ? piece.text : varied(piece.text, random, [&] { return std::string_view(drawn().text); });
    Json tags = Json::array();
    for (std::size_t left = below(random, 4); left > 0; --left) {
      tags.push_back("tag " + std::to_string(skewed(random, kTags)));
    }
    write_line(out, {{"id", "d" + std::to_string(n)},
                     {"title", titles_[piece.title]},
                     {"body", body},
                     {"topic", "topic " + std::to_string(skewed(random, kTopics))},
                     {"tags", std::move(tags)}});
  }
  finish(out, file);
}

void Pieces::write_articles(const fs::path& file, std::size_t count, std::size_t bytes, std::uint64_t seed) const {
  Random random(seed);
  std::ofstream out(file, std::ios::binary);
  for (std::size_t n = 0; n < count; ++n) {
    const Piece& first = pieces_[below(random, pieces_.size())];
    std::string body = first.text;
    while (body.size() < bytes) {
      body.append("\n\n").append(pieces_[below(random, pieces_.size())].text);
    }
    write_line(out, {{"id", "a" + std::to_string(n)}, {"title", titles_[first.title]}, {"body", body}});
  }
  finish(out, file);
}

}  // namespace telusur::bench
