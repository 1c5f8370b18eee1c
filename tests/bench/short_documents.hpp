#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace telusur::bench {

/// Attributes of the documents below that can be filtered by.
inline const std::vector<std::string> kFacets{"topic", "tags"};

/// A text in sentences and short paragraphs, blanks between words made one: a piece ends with a paragraph, with a
/// sentence once it has 120 bytes, and after 400 in any case. Those of fewer than 20 bytes are left out.
std::vector<std::string> pieces_of(std::string_view text);

/// Sentences and short paragraphs of documents {title, body}, to make others of. The same seed gives the same ones.
class Pieces {
 public:
  /// Reads JSONL files. @throws relevance::InputError for bad documents, and when they hold no piece.
  explicit Pieces(const std::vector<std::filesystem::path>& files);

  /// Writes `count` documents {id, title, body, topic, tags} of a piece each as JSONL: pieces from all over the files,
  /// and when each has been there, drawn ones in which every sixth word or so is another one of the files. `topic` is
  /// one of 200, the first ones much more frequent; `tags` are none to three of 1,000.
  void write_short(const std::filesystem::path& out, std::size_t count, std::uint64_t seed) const;

  /// Writes `count` documents {id, title, body} of drawn pieces, each until it has `bytes`.
  void write_articles(const std::filesystem::path& out, std::size_t count, std::size_t bytes, std::uint64_t seed) const;

 private:
  struct Piece {
    std::size_t title;
    std::string text;
  };

  std::vector<std::string> titles_;
  std::vector<Piece> pieces_;
};

}  // namespace telusur::bench
