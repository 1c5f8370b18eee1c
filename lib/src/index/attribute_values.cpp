#include "index/attribute_values.hpp"

#include <set>

#include "base/number.hpp"
#include "base/utf8.hpp"
#include "schema/document.hpp"
#include "text/normalize.hpp"

namespace telusur::index {

namespace {

using schema::Json;

AttributeValue value_of(const Json& scalar) {
  const bool is_number = scalar.is_number();
  // A double does not hold every integer, and ids are long.
  const std::string text =
      scalar.is_number_float() ? base::number_text(scalar.get<double>()) : schema::scalar_text(scalar);
  std::string shown(base::utf8_prefix(text, kMaxValueBytes));
  std::string folded = text::fold_text(shown);
  const auto number = is_number ? std::optional(scalar.get<double>()) : base::number_of(shown);
  return {std::move(folded), std::move(shown), number, is_number};
}

/// Gathers what stands at a path, over every member of the arrays on the way.
class Collector {
 public:
  explicit Collector(AttributeValues& found) : found_(found) {}

  bool collect(const Json& value, std::string_view path) {
    if (path.empty()) {
      take(value);
      return true;
    }
    if (value.is_array()) {
      bool any = false;
      for (const auto& member : value) {
        any = collect(member, path) || any;
      }
      return any;
    }
    return value.is_object() && collect_below(value, path);
  }

 private:
  /// A name that holds the dots wins over a path through objects.
  bool collect_below(const Json& object, std::string_view path) {
    if (const auto whole = object.find(path); whole != object.end()) {
      take(*whole);
      return true;
    }
    for (auto dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
      const auto head = object.find(path.substr(0, dot));
      if (head != object.end() && collect(*head, path.substr(dot + 1))) {
        return true;
      }
    }
    return false;
  }

  void take(const Json& value) {
    const bool no_text = value.is_string() && value.get_ref<const std::string&>().empty();
    found_.is_null = found_.is_null || value.is_null();
    found_.is_empty = found_.is_empty || no_text || (value.is_structured() && value.empty());
    if (value.is_array()) {
      for (const auto& member : value) {
        take_member(member);
      }
    } else {
      take_member(value);
    }
  }

  void take_member(const Json& value) {
    if (value.is_null() || value.is_structured() || found_.values.size() == kMaxValuesPerAttribute) {
      return;
    }
    AttributeValue taken = value_of(value);
    if (known_.insert(taken.folded).second) {
      found_.values.push_back(std::move(taken));
    }
  }

  AttributeValues& found_;
  std::set<std::string> known_;  // folded
};

}  // namespace

AttributeValues text_value(std::size_t place, const std::string& name, std::string_view text) {
  return {.place = place, .name = name, .values = {value_of(Json(text))}};
}

std::vector<AttributeValues> attribute_values(const Json& document, const std::vector<std::string>& names) {
  std::vector<AttributeValues> all;
  for (std::size_t place = 0; place < names.size(); ++place) {
    AttributeValues found{.place = place, .name = names[place]};
    if (Collector(found).collect(document, names[place])) {
      all.push_back(std::move(found));
    }
  }
  return all;
}

}  // namespace telusur::index
