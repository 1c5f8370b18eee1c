#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/json.hpp"

namespace telusur::index {

/// A value as filters, facets and sorting see it.
struct AttributeValue {
  std::string folded;            ///< for equality, order and search within: text::fold_text of `shown`
  std::string shown;             ///< as facets show it, of at most kMaxValueBytes
  std::optional<double> number;  ///< what it compares as: see base::number_of
  bool is_number = false;        ///< a number in JSON, not a text that stands for one
};

/// What a document has under an attribute that can be filtered or sorted by.
struct AttributeValues {
  std::size_t place = 0;  ///< of the attribute in the list of the settings
  std::string name = {};
  bool is_null = false;
  bool is_empty = false;                    ///< "", [] or {}
  std::vector<AttributeValue> values = {};  ///< those of an array each, the first of those that are equal, in its order
};

/// Values of one attribute that are kept; the rest of a longer array cannot be filtered by.
inline constexpr std::size_t kMaxValuesPerAttribute = 1000;
/// Bytes of a value that facets show and filters compare.
inline constexpr std::size_t kMaxValueBytes = 1000;

/// A text as the only value of an attribute.
AttributeValues text_value(std::size_t place, const std::string& name, std::string_view text);

/// What `document` has under each of `names`, in their order (dotted paths reach into objects, and into the objects of
/// an array); those that it lacks are left out. A null inside an array is no value.
std::vector<AttributeValues> attribute_values(const schema::Json& document, const std::vector<std::string>& names);

}  // namespace telusur::index
