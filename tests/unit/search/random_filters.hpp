#pragma once

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "support/random.hpp"

/// Random documents and filters, and what filters and orders mean for them, told once more and as simply as possible.
namespace telusur::test {

using nlohmann::json;

inline const std::vector<std::string> kAttributes{"tag", "price", "published", "author.name", "draft", "long"};

struct DateText {
  std::string text;
  double seconds;
};
inline const std::vector<DateText> kDates{{"2024-01-31", 1706659200},
                                          {"2024-01-31T10:00:00Z", 1706695200},
                                          {"2024-01-31T17:00:00+07:00", 1706695200},
                                          {"1969-12-31", -86400},
                                          {"2025-06-01", 1748736000}};
inline const std::vector<std::string> kTags{"docker", "Docker", "linux", "a, b", "AND", "2024", "", "nasi goreng"};
inline const std::string kLongText = std::string(400, 'q');

template <typename T>
const T& pick(Random& random, const std::vector<T>& values) {
  return values[random.between(0, values.size() - 1)];
}

inline json random_scalar(Random& random, const std::string& attribute) {
  if (attribute == "price") {
    const double number = static_cast<double>(random.between(0, 12)) / 2 - 2;
    return random.one_in(5) ? json(std::to_string(static_cast<int>(number))) : json(number);
  }
  if (attribute == "published") {
    return pick(random, kDates).text;
  }
  if (attribute == "draft") {
    return random.one_in(2);
  }
  if (attribute == "long") {
    return kLongText + std::to_string(random.between(0, 3));
  }
  return pick(random, kTags);
}

inline json random_value(Random& random, const std::string& attribute) {
  switch (random.between(0, 9)) {
    case 0:
      return nullptr;
    case 1:
      return json::array();
    case 2:
    case 3:
    case 4: {
      json list = json::array();
      for (auto left = random.between(1, 3); left > 0; --left) {
        list.push_back(random.one_in(8) ? json(nullptr) : random_scalar(random, attribute));
      }
      return list;
    }
    default:
      return random_scalar(random, attribute);
  }
}

inline json random_document(Random& random, int id) {
  static const std::vector<std::string> words{"soto", "ayam", "kuah", "pedas", "the"};
  json document{{"id", id}, {"title", ""}};
  std::string title;
  for (auto left = random.between(1, 6); left > 0; --left) {
    title += pick(random, words) + " ";
  }
  document["title"] = title;
  for (const auto& attribute : kAttributes) {
    if (random.one_in(4)) {
      continue;
    }
    if (attribute != "author.name") {
      document[attribute] = random_value(random, attribute);
    } else if (random.one_in(2)) {
      document["author"] = json::array({{{"name", random_value(random, attribute)}}, {{"role", "x"}}});
    } else {
      document["author"] = {{"name", random_value(random, attribute)}};
    }
  }
  return document;
}

/// What stands at an attribute: one value, or several below an array; none when it is absent.
inline std::vector<json> at(const json& document, const std::string& attribute) {
  if (attribute != "author.name") {
    return document.contains(attribute) ? std::vector<json>{document[attribute]} : std::vector<json>{};
  }
  std::vector<json> found;
  const json author = document.value("author", json::array());
  for (const auto& one : author.is_array() ? author : json::array({author})) {
    if (one.contains("name")) {
      found.push_back(one["name"]);
    }
  }
  return found;
}

inline std::vector<json> scalars(const json& document, const std::string& attribute) {
  std::vector<json> out;
  for (const auto& value : at(document, attribute)) {
    for (const auto& one : value.is_array() ? value : json::array({value})) {
      if (!one.is_null()) {
        out.push_back(one);
      }
    }
  }
  return out;
}

inline std::string lower(std::string text) {
  for (char& c : text) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return text;
}

inline std::string as_text(const json& value) {
  if (!value.is_number()) {
    return value.is_string() ? value.get<std::string>() : value.dump();
  }
  const double number = value.get<double>();
  return number == static_cast<int>(number) ? std::to_string(static_cast<int>(number)) : value.dump();
}

inline std::optional<double> as_number(const std::string& text) {
  for (const auto& date : kDates) {
    if (date.text == text) {
      return date.seconds;
    }
  }
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  return text.empty() || *end != '\0' ? std::nullopt : std::optional(number);
}

/// A filter as it is written, and what it means.
struct Expression {
  std::string text;
  std::function<bool(const json&)> holds;
};

inline std::string written(Random& random, const std::string& text) {
  const bool bare = !text.empty() && text.find_first_of(" ,'\"") == std::string::npos && text != "AND";
  if (bare && random.one_in(2)) {
    return text;
  }
  return random.one_in(2) ? "\"" + text + "\"" : "'" + text + "'";
}

using Test = std::function<bool(const json&)>;

inline Test any_scalar(const std::string& attribute, std::function<bool(const std::string&)> passes) {
  return [=](const json& document) {
    const auto all = scalars(document, attribute);
    return std::any_of(all.begin(), all.end(), [&](const json& one) { return passes(as_text(one)); });
  };
}

inline bool equal(const std::string& value, const std::string& wanted) {
  const auto number = wanted.size() < 10 ? as_number(wanted) : std::nullopt;
  return lower(value) == lower(wanted) || (number && value == as_text(*number));
}

inline Expression text_condition(Random& random, const std::string& attribute) {
  const std::string name = written(random, attribute);
  const std::string value = as_text(random_scalar(random, attribute));
  std::string other = as_text(random_scalar(random, attribute));
  // 2.0 asks for the number 2.
  other += attribute == "price" && other.find('.') == std::string::npos ? ".0" : "";
  switch (random.between(0, 3)) {
    case 0:
      return {name + " = " + written(random, value),
              any_scalar(attribute, [=](const std::string& one) { return equal(one, value); })};
    case 1:
      return {name + " IN [" + written(random, value) + "," + written(random, other) + "]",
              any_scalar(attribute, [=](const std::string& one) { return equal(one, value) || equal(one, other); })};
    case 2: {
      const std::string part = value.substr(value.size() / 2);
      return {name + " CONTAINS " + written(random, part), any_scalar(attribute, [=](const std::string& one) {
                return lower(one).find(lower(part)) != std::string::npos;
              })};
    }
    default: {
      const std::string part = value.substr(0, value.size() / 2 + 1);
      return {name + " STARTS WITH " + written(random, part),
              any_scalar(attribute, [=](const std::string& one) { return lower(one).starts_with(lower(part)); })};
    }
  }
}

inline Expression number_condition(Random& random) {
  const std::string attribute = random.one_in(2) ? "price" : "published";
  const std::string value = as_text(random_scalar(random, attribute));
  const std::string other = as_text(random_scalar(random, attribute));
  const double number = as_number(value).value();
  const double upper = as_number(other).value();
  const auto compare = [&](const std::string& op, std::function<bool(double)> passes) {
    return Expression{attribute + op, any_scalar(attribute, [=](const std::string& one) {
                        const auto has = as_number(one);
                        return has && passes(*has);
                      })};
  };
  const std::string quoted = " " + written(random, value);
  switch (random.between(0, 4)) {
    case 0:
      return compare(" <" + quoted, [=](double has) { return has < number; });
    case 1:
      return compare("<=" + quoted, [=](double has) { return has <= number; });
    case 2:
      return compare(" >" + quoted, [=](double has) { return has > number; });
    case 3:
      return compare(" >=" + quoted, [=](double has) { return has >= number; });
    default:
      return compare(quoted + " TO " + written(random, other),
                     [=](double has) { return number <= has && has <= upper; });
  }
}

inline Expression presence_condition(Random& random, const std::string& attribute) {
  const auto any_of = [&](const std::string& op, std::function<bool(const json&)> passes) {
    return Expression{attribute + op, [=](const json& document) {
                        const auto all = at(document, attribute);
                        return std::any_of(all.begin(), all.end(), passes);
                      }};
  };
  switch (random.between(0, 2)) {
    case 0:
      return any_of(" EXISTS", [](const json&) { return true; });
    case 1:
      return any_of(" IS NULL", [](const json& one) { return one.is_null(); });
    default:
      return any_of(" IS EMPTY", [](const json& one) { return one == "" || one == json::array(); });
  }
}

inline Expression random_expression(Random& random, int depth) {
  const auto kind = depth == 0 ? random.between(0, 2) : random.between(0, 5);
  if (kind == 0) {
    return number_condition(random);
  }
  if (kind <= 2) {
    const auto& attribute = pick(random, kAttributes);
    return kind == 1 ? text_condition(random, attribute) : presence_condition(random, attribute);
  }
  const Expression a = random_expression(random, depth - 1);
  if (kind == 3) {
    return {"NOT (" + a.text + ")", [a](const json& document) { return !a.holds(document); }};
  }
  const Expression b = random_expression(random, depth - 1);
  const bool both = kind == 4;
  return {"(" + a.text + ")" + (both ? " AND " : " OR ") + "(" + b.text + ")", [a, b, both](const json& document) {
            return both ? a.holds(document) && b.holds(document) : a.holds(document) || b.holds(document);
          }};
}

/// The place of a document in the order of an attribute: numbers, then texts, then nothing.
inline std::tuple<int, double, std::string> place(const json& document, const std::string& attribute) {
  const auto all = scalars(document, attribute);
  if (all.empty()) {
    return {2, 0, ""};
  }
  const std::string text = as_text(all.front());
  const auto number = as_number(text);
  return {number ? 0 : 1, number.value_or(0), number ? "" : lower(text).substr(0, 128)};
}

}  // namespace telusur::test
