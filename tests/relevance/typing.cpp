#include "relevance/typing.hpp"

#include <algorithm>
#include <iomanip>
#include <random>
#include <set>
#include <sstream>

#include "base/utf8.hpp"
#include "relevance/collection.hpp"
#include "telusur/search.hpp"

namespace telusur::relevance {
namespace {

constexpr std::uint32_t kFirstHits = 5;
constexpr std::size_t kTypoLetters = 5;

/// Where each code point of a text begins, and its end.
std::vector<std::size_t> boundaries(std::string_view text) {
  std::vector<std::size_t> begins{0};
  for (std::size_t at = 0; at < text.size();) {
    at += base::code_point_at(text, at).length;
    begins.push_back(at);
  }
  return begins;
}

std::string first_half(std::string_view title) {
  const auto begins = boundaries(title);
  return std::string(title.substr(0, begins[begins.size() / 2]));
}

/// Draws with the engine alone: the standard distributions differ between libraries.
class Typist {
 public:
  explicit Typist(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }

  /// `text` with a typo in one of its words of five letters of ASCII or more; "" when it has none.
  std::string misspelled(const std::string& text) {
    std::vector<std::pair<std::size_t, std::size_t>> words;
    for (std::size_t at = 0, begin = 0; at <= text.size(); ++at) {
      const char lower = at == text.size() ? ' ' : static_cast<char>(text[at] | 0x20);
      if (lower < 'a' || lower > 'z') {
        if (at - begin >= kTypoLetters) {
          words.emplace_back(begin, at - begin);
        }
        begin = at + 1;
      }
    }
    if (words.empty()) {
      return {};
    }
    const auto [begin, length] = words[below(words.size())];
    std::string typed = text;
    do {
      typed = text;
      err(typed, begin, length);
    } while (typed == text);
    return typed;
  }

 private:
  void err(std::string& text, std::size_t begin, std::size_t length) {
    const std::size_t at = begin + below(length);
    const auto letter = static_cast<char>('a' + below(26));
    switch (below(5)) {
      case 0:
        std::swap(text[at == begin + length - 1 ? at - 1 : at], text[at == begin + length - 1 ? at : at + 1]);
        break;
      case 1:
        text.erase(at, 1);
        break;
      case 2:
        text.insert(at, 1, text[at]);
        break;
      case 3:
        text[at] = letter;
        break;
      default:
        text.insert(at, 1, letter);
    }
  }

  std::mt19937_64 random_;
};

std::vector<std::string> drawn_titles(const std::filesystem::path& docs_file, std::size_t count, Typist& typist) {
  std::set<std::string> distinct;
  for_each_line(docs_file, [&](std::size_t line, std::string_view json) {
    const auto title = parse_document_text(json, location(docs_file, line)).title;
    if (title.size() > 1) {
      distinct.insert(title);
    }
  });
  std::vector<std::string> titles(distinct.begin(), distinct.end());
  for (std::size_t i = 0; i < std::min(count, titles.size()); ++i) {
    std::swap(titles[i], titles[i + typist.below(titles.size() - i)]);
  }
  titles.resize(std::min(count, titles.size()));
  return titles;
}

bool finds(const Index& index, const std::string& query, const std::string& title) {
  SearchRequest request;
  request.q = query;
  request.limit = kFirstHits;
  const auto hits = index.search(request).hits;
  return std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) { return hit.text("title") == title; });
}

std::string share(std::size_t part, std::size_t whole) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(1)
      << (whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
  return out.str();
}

}  // namespace

TypingFigures measure_typing(const Index& index, const std::filesystem::path& docs_file, std::size_t count,
                             std::uint64_t seed) {
  Typist typist(seed);
  TypingFigures figures;
  const auto titles = drawn_titles(docs_file, count, typist);
  figures.titles = titles.size();
  const auto ask = [&](const std::string& query, const std::string& title, std::size_t& found) {
    const bool is_found = finds(index, query, title);
    found += is_found ? 1U : 0U;
    if (!is_found) {
      figures.lost.push_back(query + "\t" + title);
    }
    return is_found;
  };
  const auto ask_both = [&](const std::string& query, const std::string& title, std::size_t& found, std::size_t& tried,
                            std::size_t& kept) {
    const std::string wrong = typist.misspelled(query);
    if (ask(query, title, found) && !wrong.empty()) {
      ++tried;
      ask(wrong, title, kept);
    }
  };
  for (const auto& title : titles) {
    ask_both(first_half(title), title, figures.found_half, figures.tried_half, figures.kept_half);
    ask_both(title, title, figures.found_whole, figures.tried_whole, figures.kept_whole);
  }
  return figures;
}

std::string typing_heading(std::size_t name_width) {
  std::ostringstream out;
  out << std::left << std::setw(static_cast<int>(name_width)) << "collection" << std::right
      << "  titles  half in top 5 %  kept with a typo %  whole in top 5 %  kept with a typo %";
  return out.str();
}

std::string format(const TypingFigures& figures, const std::string& collection, std::size_t name_width) {
  std::ostringstream out;
  out << std::left << std::setw(static_cast<int>(name_width)) << collection << std::right << std::setw(8)
      << figures.titles << std::setw(17) << share(figures.found_half, figures.titles) << std::setw(20)
      << share(figures.kept_half, figures.tried_half) << std::setw(18) << share(figures.found_whole, figures.titles)
      << std::setw(20) << share(figures.kept_whole, figures.tried_whole);
  return out.str();
}

}  // namespace telusur::relevance
