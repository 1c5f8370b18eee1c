#include "support/hostile_text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "base/utf8.hpp"
#include "telusur/analyzer.hpp"
#include "text/normalize.hpp"

using telusur::Analyzer;
using telusur::Token;

namespace {

bool begins_code_point(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// What is wrong with a form of a token; "" when nothing is.
const char* fault_of(const std::string& form) {
  const bool has_control = std::any_of(form.begin(), form.end(), [](char c) { return c >= '\0' && c < ' '; });
  return form.empty()                                            ? "empty"
         : telusur::base::valid_utf8(form) != form               ? "not UTF-8"
         : has_control                                           ? "a control character"
         : code_points(form) > telusur::text::kMaxWordCodePoints ? "too long"
                                                                 : "";
}

const char* fault_of(const Token& token, std::string_view text, std::size_t begin, bool is_utf8) {
  const std::size_t end = std::size_t{token.offset_bytes} + token.length_bytes;
  if (token.length_bytes == 0 || token.offset_bytes < begin || end > text.size()) {
    return "its place is not behind the last one and inside the text";
  }
  if (is_utf8 && !(begins_code_point(text, token.offset_bytes) && begins_code_point(text, end))) {
    return "it cuts a character";
  }
  if (token.parts.size() > 8) {
    return "more than eight parts";
  }
  for (const auto* forms : {&token.keys, &token.aliases, &token.parts}) {
    for (const auto& form : *forms) {
      if (const char* fault = fault_of(form); *fault != '\0') {
        return fault;
      }
    }
  }
  return fault_of(token.surface);
}

}  // namespace

TEST_CASE("hostile text: every token is inside the text, whole, and within the limits") {
  Analyzer analyzer;
  for (const auto& [name, text, is_utf8] : telusur::test::hostile_texts()) {
    CAPTURE(name);
    REQUIRE((telusur::base::valid_utf8(text) == text) == is_utf8);
    std::size_t end = 0;
    std::size_t faults = 0;
    const auto tokens = analyzer.analyze(text);
    for (const Token& token : tokens) {
      if (const char* fault = fault_of(token, text, end, is_utf8); *fault != '\0' && ++faults < 5) {
        FAIL_CHECK("token " << token.position << " at " << token.offset_bytes << ": " << fault);
      }
      end = std::size_t{token.offset_bytes} + token.length_bytes;
    }
    CHECK(faults == 0);
    analyzer.language(text);
    CHECK(code_points(analyzer.stem(text)) <= telusur::text::kMaxWordCodePoints);
  }
}
