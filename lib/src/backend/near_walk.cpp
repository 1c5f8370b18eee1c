#include <algorithm>
#include <array>
#include <optional>

#include "backend/best.hpp"
#include "backend/vocabulary.hpp"
#include "base/utf8.hpp"

namespace telusur::backend {

namespace {

using CodePoints = std::vector<char32_t>;

/// Letters of ASCII, hyphens and apostrophes, and whatever is not ASCII.
bool is_letter(char32_t c) noexcept { return (c >= 'a' && c <= 'z') || c == '-' || c == '\'' || c >= 0x80; }

bool has_letters_alone(std::string_view word) noexcept {
  return std::all_of(word.begin(), word.end(), [](char c) { return is_letter(static_cast<unsigned char>(c)); });
}

/// The code points of a word whose neighbours are looked for, or nothing.
std::optional<CodePoints> code_points_of(std::string_view word) {
  CodePoints points;
  for (std::size_t at = 0; at < word.size();) {
    const auto [value, length] = base::code_point_at(word, at);
    if (!is_letter(value) || points.size() == kMaxNearCodePoints) {
      return std::nullopt;
    }
    points.push_back(value);
    at += length;
  }
  return points.empty() ? std::nullopt : std::optional(points);
}

/// The distances of a beginning of a word of the vocabulary from each beginning of the wanted word.
struct Row {
  std::array<std::uint8_t, kMaxNearCodePoints + 1> distances{};
  std::uint8_t least = 0;       ///< of them
  std::uint8_t nearest = 0xff;  ///< the least distance of this beginning or a shorter one from the whole wanted word
  char32_t last = 0;            ///< last code point of the beginning
  std::size_t end = 0;          ///< its bytes
};

}  // namespace

/// One search for neighbours: distances are computed a code point at a time, and kept for the words that begin alike.
class NearWalk {
 public:
  NearWalk(const Vocabulary& vocabulary, CodePoints wanted, const Nearness& nearness)
      : vocabulary_(vocabulary), wanted_(std::move(wanted)), nearness_(nearness), best_(nearness.max_words, Better{}) {
    rows_.resize(1);
    for (std::size_t i = 0; i <= wanted_.size(); ++i) {
      rows_[0].distances[i] = static_cast<std::uint8_t>(i);
    }
  }

  std::vector<NearWord> run(std::string_view self) && {
    for (std::size_t index = 0; index < vocabulary_.size();) {
      while (rows_.size() > 1 && rows_.back().end > vocabulary_.shared_[index]) {
        rows_.pop_back();
      }
      index = visit(index);
    }
    std::vector<NearWord> words;
    for (const auto& [edits, documents, index] : std::move(best_).take()) {
      if (vocabulary_.text(index) != self) {
        words.push_back({{vocabulary_.text(index), documents}, edits});
      }
    }
    return words;
  }

 private:
  struct Found {
    unsigned edits;
    std::uint32_t documents;
    std::size_t index;
  };
  struct Better {
    bool operator()(const Found& one, const Found& other) const noexcept {
      return one.edits != other.edits           ? one.edits < other.edits
             : one.documents != other.documents ? one.documents > other.documents
                                                : one.index < other.index;
    }
  };

  /// Compares one word; returns the next one that may be near.
  std::size_t visit(std::size_t index) {
    const std::string_view word = vocabulary_.text(index);
    while (rows_.back().end < word.size()) {
      const auto [value, length] = base::code_point_at(word, rows_.back().end);
      push_row(value, rows_.back().end + length);
      const Row& row = rows_.back();
      if (nearness_.as_beginning && row.nearest <= max_edits() && row.least >= row.nearest) {
        // No longer beginning is nearer, so all words with this one are as near as it is.
        const std::size_t end = vocabulary_.next_sharing_less(index + 1, row.end);
        for (std::size_t i = index; i < end; ++i) {
          offer(i, row.nearest);
        }
        return end;
      }
      if (!is_letter(value) || (row.least > max_edits() && (!nearness_.as_beginning || row.nearest > max_edits()))) {
        return vocabulary_.next_sharing_less(index + 1, row.end);
      }
    }
    offer(index, nearness_.as_beginning ? rows_.back().nearest : rows_.back().distances[wanted_.size()]);
    return index + 1;
  }

  /// The limit for the words with the beginning that the rows have.
  unsigned max_edits() const noexcept {
    return rows_.size() > 1 && rows_[1].last != wanted_[0] ? std::min(1U, nearness_.max_edits) : nearness_.max_edits;
  }

  void push_row(char32_t value, std::size_t end) {
    const Row& above = rows_.back();
    Row row;
    row.last = value;
    row.end = end;
    row.distances[0] = row.least = static_cast<std::uint8_t>(std::min<std::size_t>(rows_.size(), 0xfe));
    for (std::size_t i = 1; i <= wanted_.size(); ++i) {
      int distance = std::min({above.distances[i - 1] + (wanted_[i - 1] == value ? 0 : 1), above.distances[i] + 1,
                               row.distances[i - 1] + 1});
      if (i > 1 && rows_.size() > 1 && wanted_[i - 1] == above.last && wanted_[i - 2] == value) {
        distance = std::min(distance, rows_[rows_.size() - 2].distances[i - 2] + 1);
      }
      row.distances[i] = static_cast<std::uint8_t>(distance);
      row.least = std::min(row.least, row.distances[i]);
    }
    row.nearest = std::min(above.nearest, row.distances[wanted_.size()]);
    rows_.push_back(row);
  }

  void offer(std::size_t index, unsigned edits) {
    if (edits <= max_edits() && has_letters_alone(vocabulary_.text(index))) {
      best_.offer({edits, vocabulary_.documents_[index], index});
    }
  }

  const Vocabulary& vocabulary_;
  const CodePoints wanted_;
  const Nearness nearness_;
  std::vector<Row> rows_;
  Best<Found, Better> best_;
};

std::vector<NearWord> Vocabulary::near(std::string_view word, const Nearness& nearness) const {
  auto wanted = code_points_of(word);
  if (!wanted) {
    return {};
  }
  Nearness bounded = nearness;
  bounded.max_edits = std::min(nearness.max_edits, kMaxEdits);
  return NearWalk(*this, std::move(*wanted), bounded).run(word);
}

}  // namespace telusur::backend
