#include "schema/typo_tolerance.hpp"

#include <string>

#include "base/utf8.hpp"
#include "schema/rejection.hpp"
#include "telusur/error.hpp"

namespace telusur::schema {

namespace {

constexpr std::size_t kMaxWords = 1000;
constexpr std::uint32_t kMaxLetters = 255;

/// Refuses a part of the setting, named by its path below it with a point before it; "" is the setting itself.
[[noreturn]] void reject_part(const std::string& field, const std::string& why) {
  reject_setting("typoTolerance" + field, why);
}

bool read_flag(const std::string& field, const Json& value, bool otherwise) {
  if (!value.is_boolean() && !value.is_null()) {
    reject_part(field, "must be true or false, not " + std::string(type_name(value)));
  }
  return value.is_null() ? otherwise : value.get<bool>();
}

std::uint32_t read_letters(const std::string& field, const Json& value, std::uint32_t otherwise) {
  if (value.is_null()) {
    return otherwise;
  }
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > kMaxLetters) {
    reject_part(field, "must be a whole number from 0 to 255, not " + shown(value));
  }
  return value.get<std::uint32_t>();
}

std::vector<std::string> read_words(const std::string& field, const Json& value) {
  if (value.is_null()) {
    return {};
  }
  if (!value.is_array() || value.size() > kMaxWords) {
    reject_part(field,
                "must be an array of at most 1000 strings, not " +
                    (value.is_array() ? "one of " + std::to_string(value.size()) : std::string(type_name(value))));
  }
  std::vector<std::string> words;
  for (const auto& word : value) {
    if (!word.is_string()) {
      reject_part(field, "must hold strings, not " + std::string(type_name(word)));
    }
    words.push_back(word.get<std::string>());
  }
  return words;
}

void read_sizes(const Json& value, TypoTolerance& tolerance) {
  const std::string field = ".minWordSizeForTypos";
  const TypoTolerance defaults;
  if (value.is_null()) {
    tolerance.one_typo = defaults.one_typo;
    tolerance.two_typos = defaults.two_typos;
    return;
  }
  if (!value.is_object()) {
    reject_part(field, "must be an object, not " + std::string(type_name(value)));
  }
  for (const auto& [name, letters] : value.items()) {
    if (name == "oneTypo") {
      tolerance.one_typo = read_letters(field + ".oneTypo", letters, defaults.one_typo);
    } else if (name == "twoTypos") {
      tolerance.two_typos = read_letters(field + ".twoTypos", letters, defaults.two_typos);
    } else {
      reject_part(field, "has '" + base::shown(name) + "'; known are oneTypo and twoTypos");
    }
  }
}

void read_field(const std::string& name, const Json& value, TypoTolerance& tolerance) {
  const std::string field = "." + base::shown(name);
  if (name == "enabled") {
    tolerance.enabled = read_flag(field, value, true);
  } else if (name == "disableOnNumbers") {
    tolerance.disable_on_numbers = read_flag(field, value, false);
  } else if (name == "minWordSizeForTypos") {
    read_sizes(value, tolerance);
  } else if (name == "disableOnWords") {
    tolerance.disable_on_words = read_words(field, value);
  } else if (name == "disableOnAttributes") {
    tolerance.disable_on_attributes = read_words(field, value);
  } else {
    reject_part(field,
                "is unknown; known are enabled, minWordSizeForTypos, disableOnWords, disableOnAttributes and "
                "disableOnNumbers");
  }
}

}  // namespace

TypoTolerance read_typo_tolerance(const Json& value, const TypoTolerance& base) {
  if (!value.is_object()) {
    reject_part("", "must be an object, not " + std::string(type_name(value)));
  }
  TypoTolerance tolerance = base;
  for (const auto& [name, member] : value.items()) {
    read_field(name, member, tolerance);
  }
  if (tolerance.one_typo > tolerance.two_typos) {
    reject_part(".minWordSizeForTypos", "has oneTypo " + std::to_string(tolerance.one_typo) + " above twoTypos " +
                                            std::to_string(tolerance.two_typos) + "; it must be at most that");
  }
  return tolerance;
}

Json typo_tolerance_json(const TypoTolerance& tolerance) {
  Json json = Json::object();
  json["enabled"] = tolerance.enabled;
  json["minWordSizeForTypos"] = {{"oneTypo", tolerance.one_typo}, {"twoTypos", tolerance.two_typos}};
  json["disableOnWords"] = tolerance.disable_on_words;
  json["disableOnAttributes"] = tolerance.disable_on_attributes;
  json["disableOnNumbers"] = tolerance.disable_on_numbers;
  return json;
}

}  // namespace telusur::schema
