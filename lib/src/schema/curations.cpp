#include "schema/curations.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "base/utf8.hpp"
#include "schema/rejection.hpp"
#include "telusur/error.hpp"

namespace telusur::schema {

namespace {

constexpr char kCurationsField[] = "curations";
constexpr std::size_t kMaxCurations = 1000;
constexpr std::size_t kMaxIds = 100;
constexpr std::size_t kMaxQueryBytes = 200;
constexpr std::uint64_t kMaxPosition = 1000;
constexpr char kExact[] = "exact";
constexpr char kContains[] = "contains";

/// One element of the array.
class Reader {
 public:
  explicit Reader(std::size_t number) : place_("has in element " + std::to_string(number) + " ") {}

  Curation read(const Json& value) {
    if (!value.is_object()) {
      reject_setting(kCurationsField, place_ + std::string(type_name(value)) + "; it must be an object");
    }
    Curation curation;
    for (const auto& [name, member] : value.items()) {
      read_member(curation, name, member);
    }
    if (!value.contains("query")) {
      reject_setting(kCurationsField, place_ + "no query");
    }
    if (curation.query.empty() && curation.match == Curation::Match::kContains) {
      reject_setting(kCurationsField, place_ + "an empty query, which only \"exact\" may have");
    }
    return curation;
  }

 private:
  void read_member(Curation& curation, const std::string& name, const Json& value) {
    if (name == "query") {
      curation.query = text(value, "query", kMaxQueryBytes);
    } else if (name == "match") {
      if (value != kExact && value != kContains) {
        reject_setting(kCurationsField,
                       place_ + "the match " + shown(value) + "; known are \"exact\" and \"contains\"");
      }
      curation.match = value == kExact ? Curation::Match::kExact : Curation::Match::kContains;
    } else if (name == "promote") {
      for (const auto& one : list(value, "promote")) {
        curation.promoted.push_back(promotion(one));
      }
    } else if (name == "hide") {
      for (const auto& one : list(value, "hide")) {
        curation.hidden.push_back(id(one));
      }
    } else {
      reject_setting(kCurationsField, place_ + "'" + base::shown(name) + "'; known are query, match, promote and hide");
    }
  }

  std::string text(const Json& value, const char* what, std::size_t max_bytes) const {
    if (!value.is_string() || value.get_ref<const std::string&>().size() > max_bytes) {
      reject_setting(kCurationsField, place_ + "the " + what + " " + shown(value) +
                                          "; it must be a string of at most " + std::to_string(max_bytes) + " bytes");
    }
    return value.get<std::string>();
  }

  const Json& list(const Json& value, const char* what) const {
    if (!value.is_array() || value.size() > kMaxIds) {
      reject_setting(kCurationsField, place_ + "a list '" + what + "' that must be an array of at most 100 elements");
    }
    return value;
  }

  /// Ids in any form that documents have them in: texts and whole numbers.
  std::string id(const Json& value) {
    const bool number = value.is_number_integer();
    std::string id = number ? dump_json(value) : value.is_string() ? value.get<std::string>() : "";
    if (id.empty()) {
      reject_setting(kCurationsField, place_ + "the id " + shown(value) + "; it must be the id of a document");
    }
    if (!ids_.insert(id).second) {
      reject_setting(kCurationsField, place_ + "the id '" + base::shown(id) + "' twice");
    }
    return id;
  }

  Curation::Promotion promotion(const Json& value) {
    if (!value.is_object() || value.size() != 2 || !value.contains("id") || !value.contains("position")) {
      reject_setting(kCurationsField,
                     place_ + "the promotion " + shown(value) + "; it must be an object of id and position");
    }
    const Json& position = value.at("position");
    if (!position.is_number_unsigned() || position.get<std::uint64_t>() < 1 ||
        position.get<std::uint64_t>() > kMaxPosition) {
      reject_setting(kCurationsField,
                     place_ + "the position " + shown(position) + "; it must be a whole number from 1 to 1000");
    }
    const auto place = position.get<std::uint32_t>();
    if (!positions_.insert(place).second) {
      reject_setting(kCurationsField, place_ + "the position " + std::to_string(place) + " twice");
    }
    return {id(value.at("id")), place};
  }

  const std::string place_;
  std::set<std::string> ids_;
  std::set<std::uint32_t> positions_;
};

}  // namespace

std::vector<Curation> read_curations(const Json& value) {
  if (value.is_null()) {
    return {};
  }
  if (!value.is_array() || value.size() > kMaxCurations) {
    reject_setting(kCurationsField,
                   "must be an array of at most 1000 curations, not " +
                       (value.is_array() ? "one of " + std::to_string(value.size()) : std::string(type_name(value))));
  }
  std::vector<Curation> curations;
  for (const auto& element : value) {
    curations.push_back(Reader(curations.size() + 1).read(element));
  }
  return curations;
}

Json curations_json(const std::vector<Curation>& curations) {
  Json array = Json::array();
  for (const auto& curation : curations) {
    Json promoted = Json::array();
    for (const auto& [id, position] : curation.promoted) {
      promoted.push_back({{"id", id}, {"position", position}});
    }
    array.push_back({{"query", curation.query},
                     {"match", curation.match == Curation::Match::kExact ? kExact : kContains},
                     {"promote", std::move(promoted)},
                     {"hide", curation.hidden}});
  }
  return array;
}

}  // namespace telusur::schema
