#include "fuzz/targets.hpp"

#include <xapian.h>

#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "analysis/analyzer.hpp"
#include "backend/bm25.hpp"
#include "backend/query_planner.hpp"
#include "backend/xapian_document.hpp"
#include "base/utf8.hpp"
#include "engine/stemmers.hpp"
#include "index/document_terms.hpp"
#include "query/filter.hpp"
#include "query/parser.hpp"
#include "telusur/telusur.hpp"
#include "text/segment.hpp"

using namespace std::string_view_literals;

namespace telusur::test {
namespace {

void require(bool holds, const char* what) {
  if (!holds) {
    throw std::logic_error(what);
  }
}

bool is_utf8(std::string_view text) { return base::valid_utf8(text) == text; }

void decode(std::string_view input) {
  // The first byte chooses what the caller declares.
  static constexpr std::array<std::string_view, 5> kDeclared{"", "utf-8", "iso-8859-1", "shift_jis", "no such charset"};
  const std::size_t choice = input.empty() ? 0 : static_cast<unsigned char>(input[0]) % kDeclared.size();
  try {
    const DecodedText decoded = decode_text(input.substr(input.empty() ? 0 : 1), kDeclared[choice]);
    require(is_utf8(decoded.utf8), "decoded text is not UTF-8");
    require(!decoded.encoding.empty(), "a decoded text has no encoding");
  } catch (const Error& error) {
    require(error.code() == ErrorCode::kInvalidArgument, "decoding fails with another code");
  }
}

void check_tokens(const std::vector<Token>& tokens, std::size_t size) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    require(!token.surface.empty() && is_utf8(token.surface), "a token's surface is empty or not UTF-8");
    require(token.length_bytes > 0, "a token is empty");
    require(token.offset_bytes >= end, "tokens overlap or are out of order");
    end = std::size_t{token.offset_bytes} + token.length_bytes;
    require(end <= size, "a token reaches beyond the text");
    require(i == 0 || token.position > tokens[i - 1].position, "positions do not rise");
    for (const auto* forms : {&token.keys, &token.aliases, &token.parts}) {
      for (const std::string& form : *forms) {
        require(!form.empty() && form != token.surface && is_utf8(form), "a form is empty, not UTF-8 or the surface");
      }
    }
    require(token.parts.size() <= 8, "a token has more parts than eight");
  }
}

/// The old spelling may add forms to tokens, and changes nothing else.
void analyze_old_spelling(std::string_view input, const std::vector<Token>& tokens) {
  static thread_local analysis::WordAnalyzer analyzer(engine::make_stemmer({}, {.old_spelling = true}));
  analyzer.forget();
  const auto& others = analyzer.analyze(input);
  require(others.size() == tokens.size(), "the old spelling gives other tokens");
  for (std::size_t i = 0; i < others.size(); ++i) {
    const analysis::Word& word = *others[i].word;
    require(word.surface == tokens[i].surface && word.keys == tokens[i].keys, "the old spelling changes a word");
    require(others[i].offset_bytes == tokens[i].offset_bytes, "the old spelling moves a token");
    for (const analysis::WordForm& form : word.aliases) {
      require(!form.surface.empty() && form.surface != word.surface && is_utf8(form.surface),
              "an alias is empty, not UTF-8 or the surface");
    }
  }
}

void analyze(std::string_view input) {
  static thread_local Analyzer analyzer;
  text::Segmenter segmenter(text::Segmenter::Unit::kWord);
  const auto words = segmenter.segment(input);
  require(segmenter.segment_by_icu(input) == words, "the short way through ASCII gives other words than ICU");
  const std::vector<Token> tokens = analyzer.analyze(input);
  check_tokens(tokens, input.size());
  require(analyzer.analyze(input).size() == tokens.size(), "the same text gives other tokens the second time");
  const std::string stem = analyzer.stem(input);
  require(is_utf8(stem), "a stem is not UTF-8");
  require(analyzer.stem(stem) == stem, "the stem of a stem is another one");
  analyze_old_spelling(input, tokens);
  const std::string_view language = analyzer.language(input);
  require(language.empty() || language == "id" || language == "en", "an unknown language");
}

/// A stemmer that cuts off the last character: enough to give words keys.
class LastCharacterStemmer final : public analysis::Stemmer {
 public:
  analysis::Morphology analyze(std::string_view word) override {
    if (word.size() < 4 || static_cast<unsigned char>(word.back()) >= 0x80) {
      return {};
    }
    analysis::Morphology morphology;
    morphology.keys.add(word.substr(0, word.size() - 1));
    return morphology;
  }
};

/// Names of attributes have one letter, so that many inputs hold one, and are in UTF-8 as all of them.
query::Query parse_with_attributes(std::string_view input, analysis::WordAnalyzer& analyzer,
                                   const SearchLimits& limits) {
  return query::parse_full(input, analyzer, limits,
                           [](std::string_view name) { return name.size() == 1 && is_utf8(name); });
}

using QueryParser = decltype(&query::parse);

void parse_query(std::string_view input, QueryParser parse) {
  static thread_local analysis::WordAnalyzer analyzer(std::make_unique<LastCharacterStemmer>());
  const query::Query parsed = parse(input, analyzer, {});
  std::size_t words = 0;
  for (const query::Clause& clause : parsed.clauses) {
    require(!clause.words.empty(), "a clause without words");
    words += clause.words.size();
    for (const query::QueryWord& word : clause.words) {
      require(!word.surface.empty() && is_utf8(word.surface), "a word is empty or not UTF-8");
    }
  }
  require(words <= SearchLimits{}.query_words, "more words than the limit");
  require(parse(input, analyzer, {}) == parsed, "the same text gives another query the second time");
  require(is_utf8(query::describe(parsed)), "the description is not UTF-8");
}

void query(std::string_view input) {
  parse_query(input, query::parse);
  parse_query(input, parse_with_attributes);
}

/// A few documents in memory, and queries that are planned for them.
class Shelf {
 public:
  Shelf() {
    const Settings settings{.searchable_attributes = {"a", "title", "b"}};
    for (const char* json :
         {R"({"id":1,"title":"soto ayam","b":"kuah soto kudus dan ayam"})",
          R"({"id":2,"title":"rumah makan","b":"soto rumah dan database","a":"kudus"})",
          R"({"id":3,"title":"back-end","b":"data base and or not near"})", R"({"id":4,"a":"x y z","b":"soto"})"}) {
      const auto document = index::index_document(schema::parse_json(json, "shelf"), settings, "id", analyzer_);
      database_.add_document(backend::to_xapian(document));
    }
    database_.commit();
  }

  query::Query read(std::string_view text) {
    const auto is_attribute = [](std::string_view name) { return name == "a" || name == "title" || name == "b"; };
    return query::parse_full(text, analyzer_, {}, is_attribute);
  }

  std::map<Xapian::docid, double> found(const query::Query& query, MatchingStrategy strategy,
                                        backend::PlanForm form) const {
    Xapian::Enquire enquire(database_);
    enquire.set_weighting_scheme(backend::Bm25::for_xapian());
    enquire.set_query(backend::plan_query(query, strategy, statistics_, form));
    const auto matches = enquire.get_mset(0, database_.get_doccount());
    std::map<Xapian::docid, double> scores;
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      scores.emplace(*match, match.get_weight());
    }
    return scores;
  }

 private:
  analysis::WordAnalyzer analyzer_{std::make_unique<LastCharacterStemmer>()};
  Xapian::WritableDatabase database_{"", Xapian::DB_BACKEND_INMEMORY};
  backend::TermStatistics statistics_{database_};
};

void plan(std::string_view input) {
  static thread_local Shelf shelf;
  const auto query = shelf.read(input);
  for (const auto strategy : {MatchingStrategy::kLast, MatchingStrategy::kAll}) {
    const auto scores = shelf.found(query, strategy, backend::PlanForm::kSources);
    const auto explained = shelf.found(query, strategy, backend::PlanForm::kOperators);
    require(scores.size() == explained.size(), "the two forms of a plan find other documents");
    for (const auto& [document, score] : scores) {
      const auto found = explained.find(document);
      require(found != explained.end(), "the two forms of a plan find other documents");
      require(std::abs(found->second - score) <= 1e-6 * (1 + score), "the two forms of a plan give other scores");
    }
  }
}

void filter(std::string_view input) {
  static const std::vector<std::string> kFilterable{"tag", "price", "a.b", "AND", "", "_geo"};
  try {
    const auto parsed = query::parse_filter(input, kFilterable);
    require(query::parse_filter(input, kFilterable) == parsed, "the same text gives another filter the second time");
    if (parsed && input.size() < query::kMaxFilterDepth / 2) {
      require(query::parse_filter(query::describe(*parsed), kFilterable) == parsed,
              "a filter changes when its description is read");
    }
  } catch (const Error& error) {
    require(error.code() == ErrorCode::kInvalidArgument, "a filter is refused with another code");
    require(error.subject() == "filter", "a filter's refusal has another subject");
    require(is_utf8(error.what()), "the message is not UTF-8");
  }
}

void request(std::string_view input) {
  try {
    search_request_from_json(input);
  } catch (const Error& error) {
    require(error.code() == ErrorCode::kInvalidArgument || error.code() == ErrorCode::kUnsupported,
            "a request is refused with another code");
    require(is_utf8(error.what()), "the message is not UTF-8");
  }
}

void document(std::string_view input) {
  try {
    const std::string json = Document::parse(input).json();
    require(is_utf8(json), "a document's JSON is not UTF-8");
    require(Document::parse(json).json() == json, "a document changes when it is read again");
  } catch (const Error& error) {
    require(error.code() == ErrorCode::kInvalidArgument, "a document is refused with another code");
    require(is_utf8(error.what()), "the message is not UTF-8");
  }
}

void settings(std::string_view input) {
  try {
    const Settings read = settings_from_json(input);
    require(settings_from_json(to_json(read)) == read, "settings change when they are read again");
  } catch (const Error& error) {
    require(error.code() == ErrorCode::kInvalidArgument, "settings are refused with another code");
    require(is_utf8(error.what()), "the message is not UTF-8");
  }
}

constexpr std::string_view kTextPieces[] = {"membaca",    "C++",
                                            "node.js",    "10.000",
                                            "back-end",   "kupu-kupu",
                                            " ",          "\n",
                                            "’s",         "日本語",
                                            "ﷺ",          "İ",
                                            "ß",          "e\u0301",
                                            "\u200d",     "\u202e",
                                            "\xff",       "\xed\xa0\x80",
                                            "\xf0\x9f",   "http://a.id/b?c=d#e",
                                            "-",          "@",
                                            ".",          "#",
                                            "::",         "fe80",
                                            "2023-06-19", "T10:30",
                                            "/",          "getUserById",
                                            "a.b@c.id",   "+",
                                            "🍜",          "\u2011",
                                            "Rp",         "v1",
                                            "yg",         "gimana",
                                            "2",          "nya",
                                            "nge",        "ng",
                                            "ny",         "ambil",
                                            "in",         "eee",
                                            "tj",         "oe",
                                            "nj",         "boekoe"};
constexpr std::string_view kQueryPieces[] = {"buku", "the", "-",    "--",    "\"",       "“",     "”",    " ",
                                             "AND",  "(",   " OR ", " NOT ", " NEAR/5 ", " AND ", ")",    "*",
                                             ":",    "~",   "^",    "\0"sv,  "\xc3",     "go",    "日本", "C++"};
constexpr std::string_view kPlanPieces[] = {"soto", "ayam", "kudus", "rumah", "data",   "base",     "back-end", "not",
                                            "x",    " ",    "-",     "\"",    "(",      ")",        "*",        " AND ",
                                            " OR ", "NOT ", "a:",    "b:",    "title:", " NEAR/3 ", ":",        "sot"};
constexpr std::string_view kFilterPieces[] = {"tag",         "price",
                                              "a.b",         "name",
                                              " ",           "=",
                                              "!=",          "<",
                                              "<=",          ">",
                                              ">=",          "5",
                                              "-1e3",        "TO",
                                              " IN[",        "]",
                                              ",",           "(",
                                              ")",           " AND ",
                                              " OR ",        " NOT ",
                                              " EXISTS",     " IS NULL",
                                              "IS",          "EMPTY",
                                              "'",           "\"",
                                              "\\",          "\0"sv,
                                              "2024-01-31",  "é",
                                              " CONTAINS ",  " STARTS WITH ",
                                              "_geoRadius(", "\xc3",
                                              "_geo",        "_geoPolygon([",
                                              "],[",         "_geoBoundingBox([1,2],[0,",
                                              "[\"",         "\"]",
                                              "\",\"",       "[",
                                              "tag=1",       "'x'"};
constexpr std::string_view kEncodedPieces[] = {"\xff\xfe", "\xfe\xff", "\xef\xbb\xbf", "a\0"sv,    "\0a"sv, "é",
                                               "\xe9",     "\x80",     "\x1b$B",       "\x82\xa0", "teks",  "\0"sv,
                                               "\r\n",     "\xd8",     "\xdc",         "\xfd"};
constexpr std::string_view kJsonPieces[] = {"{",
                                            "}",
                                            "[",
                                            "]",
                                            ",",
                                            ":",
                                            "\"q\"",
                                            "\"limit\"",
                                            "\"id\"",
                                            "\"searchableAttributes\"",
                                            "\"\"",
                                            "\"*\"",
                                            "\"body:9\"",
                                            "null",
                                            "true",
                                            "-1",
                                            "1e999",
                                            "2.5",
                                            "18446744073709551616",
                                            "\"a\\u0000\"",
                                            "\"\\ud800\"",
                                            "\"\xff\"",
                                            "\"page\"",
                                            "\"hitsPerPage\"",
                                            "\"attributesToCrop\"",
                                            " "};

}  // namespace

std::span<const FuzzTarget> fuzz_targets() {
  static constexpr FuzzTarget kTargets[] = {
      {"decode", decode, kEncodedPieces},  {"analyze", analyze, kTextPieces},   {"query", query, kQueryPieces},
      {"plan", plan, kPlanPieces},         {"filter", filter, kFilterPieces},   {"request", request, kJsonPieces},
      {"document", document, kJsonPieces}, {"settings", settings, kJsonPieces},
  };
  return kTargets;
}

}  // namespace telusur::test
