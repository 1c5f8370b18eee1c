#include "bench/query_indexes.hpp"

#include <algorithm>
#include <functional>
#include <iostream>

#include "bench/child.hpp"
#include "bench/short_documents.hpp"

namespace telusur::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFewestArticles = 10;  // a page of them
constexpr std::size_t kMostArticles = 200;
constexpr std::size_t kDocumentsAnArticle = 100;
constexpr std::size_t kArticleBytes = 30'000;  // some 5,000 words

/// Makes a file or directory under another name, which becomes its own once it is whole, unless it is there.
void make_once(const fs::path& target, const std::function<void(const fs::path& part)>& make) {
  if (fs::exists(target)) {
    return;
  }
  std::cerr << "making " << target.filename().string() << " …\n";
  const fs::path part = target.string() + ".part";
  fs::remove_all(part);
  make(part);
  fs::rename(part, target);
}

}  // namespace

QueryIndexes make_query_indexes(const fs::path& work, const QuerySources& sources, bool anew) {
  const fs::path programs = fs::canonical("/proc/self/exe").parent_path();
  const std::string bare = programs / "bare_xapian";
  const std::string ours = programs / "telusur_build";
  const fs::path root = work / ("short-" + std::to_string(sources.documents) + "-" + std::to_string(sources.seed) +
                                "-" + sources.stemmer);
  QueryIndexes made{root / "documents.jsonl", root / "telusur", root / "bare", root / "bare-compacted",
                    root / "articles"};
  const fs::path articles = root / "articles.jsonl";
  if (anew) {
    fs::remove_all(root);
  }
  fs::create_directories(root);
  make_once(made.documents,
            [&](const fs::path& part) { Pieces(sources.files).write_short(part, sources.documents, sources.seed); });
  make_once(articles, [&](const fs::path& part) {
    const std::size_t count = std::clamp(sources.documents / kDocumentsAnArticle, kFewestArticles, kMostArticles);
    Pieces(sources.files).write_articles(part, count, kArticleBytes, sources.seed);
  });
  make_once(made.ours, [&](const fs::path& part) {
    std::vector<std::string> command{ours, part, made.documents};
    command.insert(command.end(), kFacets.begin(), kFacets.end());
    run_measured(command);
  });
  make_once(made.articles, [&](const fs::path& part) { run_measured({ours, part, articles}); });
  make_once(made.bare, [&](const fs::path& part) {
    run_measured({bare, "build", part, made.documents, "--stemmer", sources.stemmer});
  });
  make_once(made.compacted, [&](const fs::path& part) { run_measured({bare, "compact", made.bare, part}); });
  return made;
}

}  // namespace telusur::bench
