#include "relevance/comparison.hpp"

#include <xapian.h>

#include <chrono>
#include <memory>
#include <set>
#include <string>

#include "analysis/analyzer.hpp"
#include "backend/bulk_build.hpp"
#include "backend/snapshot_pool.hpp"
#include "index/document_terms.hpp"
#include "schema/document.hpp"
#include "search/run_search.hpp"

namespace telusur::relevance {
namespace {

namespace fs = std::filesystem;
using analysis::Language;

constexpr const char* kPrimaryKey = "id";

/// One Snowball stemmer; that called "none" leaves words alone.
class SnowballStemmer final : public analysis::Stemmer {
 public:
  explicit SnowballStemmer(const std::string& language) : stem_(language) {}

  analysis::Morphology analyze(std::string_view folded_word) override {
    analysis::Morphology morphology{.one_word = folded_word.find('-') == std::string_view::npos};
    key_ = stem_(std::string(folded_word));
    if (!key_.empty() && key_ != folded_word) {
      morphology.keys.add(key_);
    }
    return morphology;
  }

 private:
  Xapian::Stem stem_;
  std::string key_;
};

/// An analyzer for each language. One thread at a time.
class Analyzers {
 public:
  explicit Analyzers(Stemming stemming)
      : indonesian_(stemmer(stemming == Stemming::kSnowball ? "indonesian" : "none")),
        english_(stemmer(stemming == Stemming::kSnowball ? "english" : "none")),
        plain_(stemmer("none")) {}

  analysis::WordAnalyzer& plain() { return plain_; }

  analysis::WordAnalyzer& of(Language language) {
    switch (language) {
      case Language::kIndonesian:
        return indonesian_;
      case Language::kEnglish:
        return english_;
      case Language::kUnknown:
        break;
    }
    return plain_;
  }

 private:
  static std::unique_ptr<analysis::Stemmer> stemmer(const std::string& language) {
    return std::make_unique<SnowballStemmer>(language);
  }

  analysis::WordAnalyzer indonesian_;
  analysis::WordAnalyzer english_;
  analysis::WordAnalyzer plain_;
};

index::IndexedDocument index_document(const schema::Json& document, const Settings& settings, Analyzers& analyzers) {
  // The first time for the language alone.
  const auto language = index::index_document(document, settings, kPrimaryKey, analyzers.plain()).language;
  return index::index_document(document, settings, kPrimaryKey, analyzers.of(language));
}

Language language_of(const Query& query, Analyzers& analyzers) {
  const Language declared = analysis::parse_language(query.lang);
  if (declared != Language::kUnknown) {
    return declared;
  }
  analyzers.plain().analyze(query.text);
  return analyzers.plain().language();
}

/// Returns the number of documents.
std::uint64_t build(const fs::path& directory, const fs::path& docs_file, Analyzers& analyzers) {
  const Settings settings = collection_settings();
  const fs::path shard_directory = directory / "shard";
  backend::BuildShard shard(shard_directory);
  std::set<std::string, std::less<>> ids;
  add_documents(docs_file, [&](std::string_view json) {
    const auto document = index_document(schema::parse_document(json), settings, analyzers);
    if (!ids.insert(document.id).second) {
      throw Error(ErrorCode::kAlreadyExists, "the id \"" + document.id + "\" is used twice");
    }
    shard.add(document);
  });
  shard.finish({.settings = settings, .primary_key = kPrimaryKey, .updated_at = {}});
  backend::merge_shards({shard_directory}, directory / "index");
  return ids.size();
}

/// What searching needs, shared by the functions of a MeasuredIndex.
struct Comparison {
  Analyzers analyzers;
  backend::SnapshotPool snapshots;
};

}  // namespace

MeasuredIndex build_comparison(const fs::path& directory, const fs::path& docs_file, Stemming stemming) {
  const auto start = std::chrono::steady_clock::now();
  const auto comparison =
      std::make_shared<Comparison>(Comparison{Analyzers(stemming), backend::SnapshotPool(directory / "index")});
  MeasuredIndex built;
  built.documents = build(directory, docs_file, comparison->analyzers);
  built.build_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  built.search = [comparison](const SearchRequest& request, const Query& query) {
    auto& analyzer = comparison->analyzers.of(language_of(query, comparison->analyzers));
    // Its stems are not those of the dictionary.
    SearchRequest words = request;
    words.cross_language = false;
    return comparison->snapshots.with_snapshot([&](const backend::Snapshot& snapshot) {
      return search::run_search(snapshot, words, {analyzer, {}});
    });
  };
  built.holds = [comparison](const std::string& id) {
    return comparison->snapshots.with_snapshot(
        [&](const backend::Snapshot& snapshot) { return snapshot.document(id).has_value(); });
  };
  return built;
}

}  // namespace telusur::relevance
