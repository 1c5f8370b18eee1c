#include "relevance/runner.hpp"

#include <chrono>
#include <set>
#include <utility>

namespace telusur::relevance {
namespace {

constexpr std::uint32_t kRankingDepth = 100;

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

}  // namespace

Settings collection_settings() {
  Settings settings = Settings::articles();
  settings.searchable_attributes = {"title", "body"};
  return settings;
}

void add_documents(const std::filesystem::path& docs_file, const std::function<void(std::string_view json)>& add) {
  bool any = false;
  for_each_line(docs_file, [&](std::size_t number, std::string_view json) {
    any = true;
    try {
      add(json);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::kInvalidArgument || error.code() == ErrorCode::kAlreadyExists) {
        throw InputError(location(docs_file, number) + ": " + error.what());
      }
      throw;
    }
  });
  if (!any) {
    throw InputError("\"" + docs_file.string() + "\" holds no document; give one JSON object a line.");
  }
}

MeasuredIndex measured(const Index& index) {
  return {.search = [index](const SearchRequest& request, const Query&) { return index.search(request); },
          .holds = [index](const std::string& id) { return index.document(id).has_value(); },
          .documents = index.stats().documents};
}

MeasuredIndex build_index(Engine& engine, const std::string& uid, const std::filesystem::path& docs_file,
                          const Settings& settings) {
  const auto start = Clock::now();
  BuildOptions options;
  options.settings = settings;
  options.threads = 1;
  IndexBuilder builder = engine.rebuild(uid, options);
  add_documents(docs_file, [&](std::string_view json) { builder.add_json(json); });
  builder.publish();
  const double build_seconds = seconds_since(start);
  MeasuredIndex built = measured(engine.index(uid));
  built.build_seconds = build_seconds;
  return built;
}

Answers answer(const MeasuredIndex& index, const std::vector<Query>& queries, std::optional<bool> cross_language) {
  Answers answers;
  answers.rankings.reserve(queries.size());
  const auto start = Clock::now();
  for (const auto& query : queries) {
    SearchRequest request;
    request.q = query.text;
    request.limit = kRankingDepth;
    request.cross_language = cross_language;
    const SearchResponse response = index.search(request, query);
    Ranking ranking;
    ranking.reserve(response.hits.size());
    for (const auto& hit : response.hits) {
      ranking.push_back(hit.id);
    }
    answers.rankings.push_back(std::move(ranking));
  }
  answers.mean_query_ms = queries.empty() ? 0 : 1000 * seconds_since(start) / static_cast<double>(queries.size());
  return answers;
}

std::vector<std::string> missing_documents(const MeasuredIndex& index, const Judgements& judgements) {
  std::set<std::string> relevant;
  for (const auto& [query, grades] : judgements) {
    for (const auto& [document, grade] : grades) {
      if (grade > 0) {
        relevant.insert(document);
      }
    }
  }
  std::vector<std::string> missing;
  for (const auto& id : relevant) {
    if (!index.holds(id)) {
      missing.push_back(id);
    }
  }
  return missing;
}

}  // namespace telusur::relevance
