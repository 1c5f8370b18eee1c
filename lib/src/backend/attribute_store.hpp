#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/place.hpp"
#include "index/attribute_values.hpp"

/// How the values that filters, facets and sorting need are written into a Xapian document, and read again: the terms
/// and slots of the table in layout.hpp.
namespace telusur::backend {

/// Adds the terms and slots of an attribute that can be filtered by.
void store_filterable(Xapian::Document& document, const index::AttributeValues& found);

/// Adds the slot of the attribute by which documents are one.
void store_grouped(Xapian::Document& document, const index::AttributeValues& found);

/// Adds the slot of an attribute that can be sorted by.
void store_sortable(Xapian::Document& document, const index::AttributeValues& found);

/// The number that the slot of an attribute that can be sorted by holds; nothing for a text.
std::optional<double> sorted_number(std::string_view slot);

/// Adds the slot of a place.
void store_place(Xapian::Document& document, const base::Place& place);

/// The place that its slot holds; nothing for an empty one.
std::optional<base::Place> stored_place(std::string_view slot);

/// A number as eight bytes that order as numbers do.
std::string number_bytes(double number);

/// The numbers of a slot, as their bytes, ascending.
std::vector<std::string_view> numbers_of(std::string_view slot);

/// A value that a slot holds for facets.
struct ShownValue {
  std::string_view text;
  bool is_number;
};

/// Takes the first value off the front of a slot that is not empty.
ShownValue take_shown_value(std::string_view& slot);

}  // namespace telusur::backend
