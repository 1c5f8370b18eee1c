#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "telusur/analyzer.hpp"

namespace telusur::analysis {

/// What the way in which a word is written tells, before any language is known.
struct WordShape {
  TokenKind kind = TokenKind::kWord;
  /// False for a word of which no stem is asked: node.js, get_user.
  bool has_stem = true;
  /// Other spellings of the same: "tag" for #tag, "10000" for 10.000, "jumat" for jum'at.
  std::vector<std::string> equal = {};
  /// Words inside, in order: "node" and "js" of node.js. At most kMaxParts.
  std::vector<std::string> parts = {};
};

inline constexpr std::size_t kMaxParts = 8;

/// The shape of a span of the Tokenizer that is no hyphen group, as written and folded. Pure; O(1) by its limits.
///
/// | written | kind | equal | parts |
/// |---|---|---|---|
/// | #tag, @name | technical | tag, name | |
/// | .NET | technical | | net |
/// | C++17, notepad++ | technical | | c++, notepad |
/// | user@mail.example.id | technical | | user, mail, example, id, mail.example.id |
/// | node.js, U.S.A, asp.net | technical | nodejs, usa, aspnet (a last part of at most three letters) | node, js |
/// | selesai.Kemudian, main.cpp | technical | | selesai, kemudian |
/// | docker-compose.yml | technical | | docker, compose, yml |
/// | get_user | technical | | get, user |
/// | getUserById, HttpServletRequest | word | | get, user, … |
/// | 10.000, 1,250,000.00 | number | 10000, 1250000 | |
/// | Rp7.500.000 | number | | 7.500.000, 7500000 |
/// | v2.0.1 | number | 2.0.1 | |
/// | 2023-06-19T10:30Z, 19/06/2023 | number | | 2023-06-19, 2023 |
/// | Jum'at, do'a (not don't, it's) | word | jumat, doa | |
///
/// Mixed case parts a word that begins with a small letter or has three humps: JavaScript and YouTube are one word.
WordShape shape_of(std::string_view written, const std::string& folded);

/// A hyphen group in one word: "backend" of "back-end". Empty when too long to be one.
std::string joined_group(std::string_view folded);

}  // namespace telusur::analysis
