#include "jobs/analysis.hpp"

#include <algorithm>
#include <array>
#include <istream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <tuple>
#include <vector>

#include "options.hpp"
#include "sources/article.hpp"
#include "telusur/analyzer.hpp"
#include "telusur/error.hpp"
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
                    {"language", token.language},
                    {"surface", token.surface},
                    {"keys", token.keys},
                    {"aliases", token.aliases},
                    {"parts", token.parts}});
  }
  out << nlohmann::ordered_json{{"language", language}, {"tokens", list}}.dump() << '\n';
}

std::string listed(const std::vector<std::string>& forms) {
  std::string out;
  for (const std::string& form : forms) {
    out += (out.empty() ? "" : ", ") + printable(form);
  }
  return out;
}

using Row = std::array<std::string, 9>;

Row row_of(const Token& token) {
  return {std::to_string(token.position),
          std::to_string(token.offset_bytes),
          std::to_string(token.length_bytes),
          name_of(token.kind),
          std::string(token.language),
          printable(token.surface),
          listed(token.keys),
          listed(token.aliases),
          listed(token.parts)};
}

/// Columns on a terminal, as far as one code point is one column.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

void print_row(const Row& row, const std::array<std::size_t, std::tuple_size_v<Row>>& widths, std::ostream& out) {
  constexpr std::size_t kNumbers = 3;
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string blanks(widths[i] - width_of(row[i]), ' ');
    line += (i == 0 ? "" : "  ") + (i < kNumbers ? blanks + row[i] : row[i] + blanks);
  }
  out << line.substr(0, line.find_last_not_of(' ') + 1) << '\n';
}

void print_table(const std::vector<Token>& tokens, std::string_view language, std::ostream& out) {
  std::vector<Row> rows{{"position", "offset", "length", "kind", "language", "surface", "keys", "aliases", "parts"}};
  std::transform(tokens.begin(), tokens.end(), std::back_inserter(rows), row_of);
  std::array<std::size_t, std::tuple_size_v<Row>> widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], width_of(row[i]));
    }
  }
  for (const Row& row : rows) {
    print_row(row, widths, out);
  }
  out << "language: " << (language.empty() ? "undecided" : language) << '\n';
}

Options options_for(const std::filesystem::path& data) {
  Options options = program_options();
  if (!data.empty()) {
    std::error_code error;
    if (!std::filesystem::is_directory(data, error)) {
      throw Error(ErrorCode::kNotFound, "there is no data directory " + data.string(), "file");
    }
    options.cache_dir = data / "cache";
  }
  return options;
}

}  // namespace

void run_analyze(std::string_view text, const std::filesystem::path& data, bool json, std::ostream& out) {
  Analyzer analyzer(options_for(data));
  const std::vector<Token> tokens = analyzer.analyze(text);
  const std::string_view language = analyzer.language(text);
  json ? print_json(tokens, language, out) : print_table(tokens, language, out);
}

void run_stem(const std::filesystem::path& data, std::istream& in, std::ostream& out) {
  Analyzer analyzer(options_for(data));
  std::string line;
  while (std::getline(in, line)) {
    if (const std::string_view word = trim(line); !word.empty()) {
      out << word << '\t' << analyzer.stem(word) << '\n';
    }
  }
}

}  // namespace telusur::indexer
