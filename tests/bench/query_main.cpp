// telusur-bench-query: our searches beside those of bare Xapian on a million short documents, and the goals for them.

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bench/beside_bare.hpp"
#include "bench/hostile_searches.hpp"
#include "bench/query_goals.hpp"
#include "bench/query_indexes.hpp"
#include "bench/query_sample.hpp"
#include "bench/report.hpp"
#include "bench/settings.hpp"
#include "bench/xapian_program.hpp"
#include "telusur/telusur.hpp"

namespace telusur::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFacetedDocuments = 100'000;  // that a query with facets matches at least, of a million
constexpr std::size_t kFacetedQueries = 50;         // at most
constexpr std::size_t kSampled = 100'000;           // documents that queries are drawn from
constexpr std::size_t kFrequentWords = 200;         // that hostile searches are made of

struct Arguments {
  std::vector<fs::path> sources;
  fs::path work = "telusur-bench-query-work";
  std::string stemmer = "english";
  std::size_t documents = 1'000'000;
  std::size_t count = 400;
  unsigned rounds = 5;
  std::uint64_t seed = 1;
  bool anew = false;
};

void define(CLI::App& app, Arguments& arguments) {
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);  // so that query.sh's can be overridden
  app.add_option("sources", arguments.sources, "JSONL files of documents {title, body} that short ones are made of")
      ->required()
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->check(CLI::ExistingFile);
  app.add_option("--documents", arguments.documents, "Short documents")
      ->capture_default_str()
      ->check(CLI::Range(100, 10'000'000));
  app.add_option("--count", arguments.count, "Queries drawn of each kind")
      ->capture_default_str()
      ->check(CLI::Range(1, 100'000));
  app.add_option("--rounds", arguments.rounds, "Times that each query is run")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  app.add_option("--stemmer", arguments.stemmer, "Snowball language of the bare program")->capture_default_str();
  app.add_option("--work", arguments.work, "Directory for documents and indexes, which the next run finds there")
      ->capture_default_str();
  app.add_flag("--anew", arguments.anew, "Make documents and indexes anew, as after a change of what an index holds");
  app.add_option("--seed", arguments.seed, "Of documents and queries")->capture_default_str();
}

/// The words of the sample's phrases, which are frequent.
std::vector<std::string> frequent_words(const QuerySample& sample) {
  std::vector<std::string> words;
  for (const auto& phrase : sample.phrases) {
    for (auto& word : plain_words(phrase)) {
      if (words.size() < kFrequentWords && std::find(words.begin(), words.end(), word) == words.end()) {
        words.push_back(std::move(word));
      }
    }
  }
  return words;
}

SearchRequest faceted() {
  SearchRequest request;
  request.limit = kHits;
  request.facets = {"*"};
  return request;
}

/// Every document, and those queries that match enough of them.
std::vector<std::string> broad_queries(const Index& index, const std::vector<std::string>& queries,
                                       std::size_t documents) {
  const std::size_t enough = std::min(kFacetedDocuments, documents / 10);
  std::vector<std::string> broad{""};
  SearchRequest request = faceted();
  for (const auto& query : queries) {
    request.q = query;
    if (broad.size() < kFacetedQueries && index.search(request).total_hits >= enough) {
      broad.push_back(query);
    }
  }
  return broad;
}

/// Unfinished and misspelled queries beside what they become.
QueryKind measure_typing(const Index& index, const QuerySample& sample, unsigned rounds) {
  SearchRequest request;
  request.limit = kHits;
  std::unordered_map<std::string, std::string> whole;
  for (std::size_t i = 0; i < sample.typed.size(); ++i) {
    whole.emplace(sample.typed[i], sample.words[i]);  // the first one of those that begin the same
  }
  SearchEngine ranked = telusur_engine("the whole query", index, request);
  ranked.search = [search = std::move(ranked.search), &whole](const std::string& typed) {
    return search(whole.at(typed));
  };
  return {"as you type, typos", sample.typed.size(),
          measure_latency({telusur_engine("telusur", index, request), std::move(ranked)}, sample.typed, rounds)};
}

QueryKind measure_facets(const Index& index, const std::vector<std::string>& queries, unsigned rounds) {
  SearchRequest plain = faceted();
  plain.facets.clear();
  return {"facets", queries.size(),
          measure_latency({telusur_engine("telusur", index, faceted()), telusur_engine("without", index, plain)},
                          queries, rounds)};
}

QueryKind measure_snippets(const Index& articles, const std::vector<std::string>& queries, unsigned rounds) {
  SearchRequest plain;
  plain.limit = kHits;
  plain.attributes_to_retrieve = {"title"};
  SearchRequest snippets = plain;
  snippets.attributes_to_highlight = {"title", "body"};
  snippets.attributes_to_crop = {"body:30"};
  return {"snippets of long articles", queries.size(),
          measure_latency({telusur_engine("telusur", articles, snippets), telusur_engine("without", articles, plain)},
                          queries, rounds)};
}

QueryFigures measure(const Arguments& arguments, const QueryIndexes& places, const Index& index) {
  QuerySample sample = sample_queries(places.documents, arguments.count, arguments.seed, kSampled);
  for (auto& query : sample.words) {
    query += ' ';  // the last word is finished, as all words are for bare Xapian
  }
  const BesideBare beside(index, places.bare, places.compacted, arguments.stemmer);
  QueryFigures figures;
  for (const auto& kind : {WordKind{"OR of words", MatchingStrategy::kLast, Xapian::Query::OP_OR, sample.words},
                           WordKind{"AND of words", MatchingStrategy::kAll, Xapian::Query::OP_AND, sample.words},
                           WordKind{"phrases", MatchingStrategy::kLast, Xapian::Query::OP_OR, sample.phrases}}) {
    figures.beside_bare.push_back(beside.measure(kind, arguments.rounds));
  }
  figures.typing = measure_typing(index, sample, arguments.rounds);
  figures.facets = measure_facets(index, broad_queries(index, sample.words, arguments.documents), arguments.rounds);
  const Index articles = Engine(places.articles).index(kIndexUid);
  figures.snippets = measure_snippets(articles, sample.words, arguments.rounds);
  figures.hostile = measure_hostile_searches(index, hostile_searches(frequent_words(sample)), arguments.rounds);
  return figures;
}

void run(const Arguments& arguments, std::string command) {
  const QueryIndexes places = make_query_indexes(
      arguments.work, {arguments.sources, arguments.documents, arguments.seed, arguments.stemmer}, arguments.anew);
  const Index index = Engine(places.ours).index(kIndexUid);
  const QueryFigures figures = measure(arguments, places, index);
  Results results;
  results.machine = describe_machine();
  results.versions = compared_versions(arguments.stemmer);
  results.command = std::move(command);
  results.docs_file = places.documents.filename().string();
  results.documents = index.stats().documents;
  results.docs_bytes = fs::file_size(places.documents);
  results.kinds = figures.beside_bare;
  results.kinds.insert(results.kinds.end(), {figures.typing, figures.facets, figures.snippets});
  std::cout << to_text(results) << goals_text(figures);
}

}  // namespace
}  // namespace telusur::bench

int main(int argc, char** argv) {
  CLI::App app("Compares searches with those of bare Xapian on very many short documents.", "telusur-bench-query");
  telusur::bench::Arguments arguments;
  telusur::bench::define(app, arguments);
  return telusur::bench::run_xapian_program(app, argc, argv, [&] {
    try {
      telusur::bench::run(arguments, telusur::bench::command_line("telusur-bench-query", argc, argv));
    } catch (const telusur::Error& error) {
      if (error.code() != telusur::ErrorCode::kWrongFormat) {
        throw;
      }
      throw std::runtime_error("the index that is kept is of another version: run again with --anew");
    }
  });
}
