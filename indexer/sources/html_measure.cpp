#include "sources/html_measure.hpp"

#include <algorithm>

#include "sources/html_role.hpp"

namespace telusur::indexer {

namespace {

/// A block with less text outside links is rather a label, a date or a name than a sentence.
constexpr std::size_t kSentenceBytes = 40;

std::size_t visible_bytes(const char* text) {
  std::size_t count = 0;
  for (; *text != '\0'; ++text) {
    count += static_cast<unsigned char>(*text) > ' ' ? 1 : 0;
  }
  return count;
}

/// Measures blocks bottom-up: text goes to the block that it stands in, and blocks into those around them.
class Measuring {
 public:
  explicit Measuring(std::unordered_map<const GumboNode*, HtmlMeasure>& elements) : elements_(elements) {}

  HtmlMeasure block(const GumboNode* node) {
    HtmlMeasure measure;
    std::size_t run = 0;
    for (const GumboNode* child : children(node)) {
      flow(child, is_element(node, GUMBO_TAG_A), measure, run);
    }
    end_run(measure, run);
    elements_[node] = measure;
    return measure;
  }

 private:
  static void end_run(HtmlMeasure& measure, std::size_t& run) {
    measure.sentences += run >= kSentenceBytes ? run : 0;
    run = 0;
  }

  /// `run`: bytes outside links since the block began or another one ended in it.
  void flow(const GumboNode* node, bool in_link, HtmlMeasure& measure, std::size_t& run) {
    if (!is_element(node)) {
      if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA) {
        const std::size_t bytes = visible_bytes(node->v.text.text);
        measure.text += bytes;
        (in_link ? measure.link : run) += bytes;
      }
      return;
    }
    const HtmlRole role = role_of(node);
    if (role == HtmlRole::kSkipped) {
      return;
    }
    if (role == HtmlRole::kInline || role == HtmlRole::kBreak) {
      const bool is_link = is_element(node, GUMBO_TAG_A) && has_attribute(node, "href");
      measure.links += is_link ? 1 : 0;
      measure += inline_element(node, in_link || is_link, run);
      return;
    }
    end_run(measure, run);
    ++measure.blocks;
    HtmlMeasure inner = block(node);
    if (in_link) {  // A card that is a link as a whole.
      inner.link = inner.text;
      inner.sentences = 0;
    }
    measure += inner;
  }

  HtmlMeasure inline_element(const GumboNode* node, bool in_link, std::size_t& run) {
    HtmlMeasure measure;
    const std::size_t before = run;
    for (const GumboNode* child : children(node)) {
      flow(child, in_link, measure, run);
    }
    HtmlMeasure& own = elements_[node] = measure;
    if (run >= before + kSentenceBytes) {  // The block around it counts them where they end.
      own.sentences += run - before;
    }
    return measure;
  }

  std::unordered_map<const GumboNode*, HtmlMeasure>& elements_;
};

}  // namespace

HtmlMeasure& HtmlMeasure::operator+=(const HtmlMeasure& other) {
  text += other.text;
  link += other.link;
  links += other.links;
  blocks += other.blocks;
  sentences += other.sentences;
  return *this;
}

HtmlMeasures::HtmlMeasures(const GumboNode* root) { Measuring(elements_).block(root); }

HtmlMeasure HtmlMeasures::of(const GumboNode* node) const {
  const auto found = elements_.find(node);
  return found == elements_.end() ? HtmlMeasure() : found->second;
}

}  // namespace telusur::indexer
