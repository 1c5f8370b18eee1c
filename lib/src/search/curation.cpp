#include "search/curation.hpp"

#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "text/normalize.hpp"

namespace telusur::search {

namespace {

/// The words of a text, folded, each with a blank before and behind it: so one text is within another word by word.
std::string folded_words(std::string_view text) {
  std::string out(1, ' ');
  for (const char c : text::fold_text(text)) {
    if (base::is_word_part(c)) {
      out += c;
    } else if (out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.back() != ' ') {
    out += ' ';
  }
  return out;
}

}  // namespace

Curated curated(const std::vector<Curation>& curations, std::string_view query) {
  Curated all;
  if (curations.empty()) {
    return all;
  }
  const std::string typed = folded_words(query);
  std::set<std::string> ids;
  std::set<std::size_t> places;
  std::vector<const Curation*> meant;
  for (const auto& curation : curations) {
    const std::string wanted = folded_words(curation.query);
    const bool contained = wanted.size() > 1 && typed.find(wanted) != std::string::npos;
    if (curation.match == Curation::Match::kExact ? typed == wanted : contained) {
      meant.push_back(&curation);
      for (const auto& id : curation.hidden) {
        if (ids.insert(id).second) {
          all.hidden.push_back(id);
        }
      }
    }
  }
  for (const auto* curation : meant) {
    for (const auto& [id, position] : curation->promoted) {
      const std::size_t index = position - 1;
      if (!ids.contains(id) && places.insert(index).second) {
        ids.insert(id);
        all.promoted.push_back({id, index});
      }
    }
  }
  std::sort(all.promoted.begin(), all.promoted.end(), [](const auto& a, const auto& b) { return a.index < b.index; });
  return all;
}

std::vector<std::size_t> places_among(const std::vector<Curated::Promotion>& promoted, std::size_t others) {
  std::vector<std::size_t> places;
  places.reserve(promoted.size());
  for (const auto& promotion : promoted) {
    places.push_back(std::min(promotion.index, others + places.size()));
  }
  return places;
}

}  // namespace telusur::search
