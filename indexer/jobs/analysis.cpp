#include "jobs/analysis.hpp"

#include <iomanip>
#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "sources/article.hpp"
#include "telusur/analyzer.hpp"
#include "terminal.hpp"

namespace telusur::indexer {

namespace {

const char* name_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::kWord:
      return "word";
    case TokenKind::kNumber:
      return "number";
    case TokenKind::kTechnical:
      return "technical";
    case TokenKind::kIdeograph:
      return "ideograph";
  }
  return "";
}

void print_json(const std::vector<Token>& tokens, std::string_view language, std::ostream& out) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Token& token : tokens) {
    list.push_back({{"position", token.position},
                    {"offset", token.offset_bytes},
                    {"length", token.length_bytes},
                    {"kind", name_of(token.kind)},
                    {"surface", token.surface},
                    {"keys", token.keys}});
  }
  out << nlohmann::ordered_json{{"language", language}, {"tokens", list}}.dump() << '\n';
}

void print_table(const std::vector<Token>& tokens, std::string_view language, std::ostream& out) {
  out << "position  offset  length  kind       surface  keys\n";
  for (const Token& token : tokens) {
    out << std::right << std::setw(8) << token.position << std::setw(8) << token.offset_bytes << std::setw(8)
        << token.length_bytes << "  " << std::left << std::setw(11) << name_of(token.kind) << printable(token.surface);
    const char* separator = "  ";
    for (const std::string& key : token.keys) {
      out << separator << printable(key);
      separator = ", ";
    }
    out << '\n';
  }
  out << "language: " << (language.empty() ? "undecided" : language) << '\n';
}

}  // namespace

void run_analyze(std::string_view text, bool json, std::ostream& out) {
  Analyzer analyzer;
  const std::vector<Token> tokens = analyzer.analyze(text);
  const std::string_view language = analyzer.language(text);
  json ? print_json(tokens, language, out) : print_table(tokens, language, out);
}

void run_stem(std::istream& in, std::ostream& out) {
  Analyzer analyzer;
  std::string line;
  while (std::getline(in, line)) {
    if (const std::string_view word = trim(line); !word.empty()) {
      out << word << '\t' << analyzer.stem(word) << '\n';
    }
  }
}

}  // namespace telusur::indexer
