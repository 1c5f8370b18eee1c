#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/segment.hpp"

namespace telusur::analysis {

/// Cuts text into what may be one word: the words of UAX #29 (`text::Segmenter`), with hyphen groups and technical
/// words put together again.
///
/// - A group of up to four words with single hyphens (- U+2010 U+2011) between is one span: buku-buku, di-deploy. The
///   stemmer decides whether it is one word. An en dash parts: 1990–2000 are two.
/// - Whole: C++ C++17 C# .NET, e-mail addresses, IPv6 addresses, dates with - or /, file names with hyphens
///   (docker-compose.yml), versions (2.0.0-beta), #tag and @name with their sign. A URL and a path come in their parts.
///
/// Blanks and quotation marks part spans, and a span depends on nothing beyond those: a text cut there gives the same
/// spans. One thread at a time.
class Tokenizer {
 public:
  Tokenizer() : segmenter_(text::Segmenter::Unit::kWord) {}

  /// The spans in order, without overlap. They last until the next call. Linear.
  const std::vector<text::Segment>& split(std::string_view text);

 private:
  text::Segmenter segmenter_;
  std::vector<text::Segment> spans_;
};

/// Bytes of the hyphen at `offset`: 1 for '-', 3 for U+2010 and U+2011; 0 when there is none. O(1).
std::size_t hyphen_at(std::string_view text, std::size_t offset) noexcept;

}  // namespace telusur::analysis
