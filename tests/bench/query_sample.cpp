#include "bench/query_sample.hpp"

#include <algorithm>
#include <random>
#include <unordered_map>
#include <utility>

#include "relevance/collection.hpp"

namespace telusur::bench {
namespace {

constexpr std::size_t kShortestWord = 3;      // bytes; shorter ones are mostly function words
constexpr std::size_t kFrequentPairs = 2000;  // pairs that queries are drawn from
constexpr std::size_t kTitleWords = 4;        // longest run that is taken from a title

using Words = std::vector<std::string>;

/// What queries are drawn from.
struct Material {
  std::vector<Words> titles;       ///< with at least two words
  std::vector<std::string> pairs;  ///< "first second", the most frequent first
};

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

std::vector<std::string> most_frequent(std::unordered_map<std::string, std::uint32_t> counts) {
  std::vector<std::pair<std::string, std::uint32_t>> sorted(counts.begin(), counts.end());
  const auto more = [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  };
  const std::size_t kept = std::min(kFrequentPairs, sorted.size());
  std::partial_sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(kept), sorted.end(), more);
  std::vector<std::string> pairs;
  for (std::size_t i = 0; i < kept; ++i) {
    pairs.push_back(std::move(sorted[i].first));
  }
  return pairs;
}

Material read_material(const std::filesystem::path& docs_file, std::size_t documents) {
  Material material;
  std::unordered_map<std::string, std::uint32_t> counts;
  relevance::for_each_line(docs_file, [&](std::size_t line, std::string_view json) {
    if (line > documents) {
      return;
    }
    const auto text = relevance::parse_document_text(json, relevance::location(docs_file, line));
    if (Words title = plain_words(text.title); title.size() >= 2) {
      material.titles.push_back(std::move(title));
    }
    const Words body = plain_words(text.body);
    for (std::size_t i = 1; i < body.size(); ++i) {
      ++counts[body[i - 1] + " " + body[i]];
    }
  });
  material.pairs = most_frequent(std::move(counts));
  if (material.titles.empty() || material.pairs.empty()) {
    throw relevance::InputError("\"" + docs_file.string() +
                                "\" holds too few words in titles or bodies to draw queries from.");
  }
  return material;
}

/// Draws with the engine alone: the standard distributions differ between libraries.
class Sampler {
 public:
  Sampler(const Material& material, std::uint64_t seed) : material_(material), random_(seed) {}

  /// Two to `longest` neighbouring words of a title.
  std::string title_words(std::size_t longest) {
    const Words& title = material_.titles[below(material_.titles.size())];
    const std::size_t length = 2 + below(std::min(longest, title.size()) - 1);
    const std::size_t begin = below(title.size() - length + 1);
    std::string text = title[begin];
    for (std::size_t i = begin + 1; i < begin + length; ++i) {
      text += " " + title[i];
    }
    return text;
  }

  /// A query while it is typed: of its last word half of the letters; with `typo` a letter of it is missing.
  std::string typed(std::string query, bool typo) {
    const std::size_t last = query.rfind(' ') + 1;
    query.resize(last + (query.size() - last + 1) / 2);
    if (typo) {
      query.erase(1 + below(query.size() - 1), 1);
    }
    return query;
  }

  const std::string& pair() { return material_.pairs[below(material_.pairs.size())]; }

 private:
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }

  const Material& material_;
  std::mt19937_64 random_;
};

}  // namespace

std::vector<std::string> plain_words(std::string_view text) {
  Words words;
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i == text.size() ? ' ' : text[i];
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (is_word_byte(lower)) {
      word += lower;
      continue;
    }
    if (word.size() >= kShortestWord) {
      words.push_back(word);
    }
    word.clear();
  }
  return words;
}

QuerySample sample_queries(const std::filesystem::path& docs_file, std::size_t count, std::uint64_t seed,
                           std::size_t documents) {
  const Material material = read_material(docs_file, documents);
  Sampler sampler(material, seed);
  QuerySample sample;
  for (std::size_t i = 0; i < count; ++i) {
    switch (i % 3) {
      case 0:
        sample.words.push_back(sampler.title_words(kTitleWords));
        break;
      case 1:
        sample.words.push_back(sampler.pair());
        break;
      default:
        sample.words.push_back(sampler.pair() + " " + sampler.title_words(2));
    }
    sample.phrases.push_back("\"" + sampler.pair() + "\"");
  }
  for (std::size_t i = 0; i < sample.words.size(); ++i) {
    sample.typed.push_back(sampler.typed(sample.words[i], i % 2 == 1));
  }
  return sample;
}

std::vector<std::string> read_query_lines(const std::filesystem::path& file) {
  std::vector<std::string> queries;
  relevance::for_each_line(file, [&](std::size_t, std::string_view line) { queries.emplace_back(line); });
  if (queries.empty()) {
    throw relevance::InputError("\"" + file.string() + "\" holds no query; give one a line.");
  }
  return queries;
}

}  // namespace telusur::bench
