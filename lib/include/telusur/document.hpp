#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace telusur {

/// One document to index: a JSON object under construction.
///
/// Thread-compatible value type. Documents that already are JSON need not pass through here: `Index::add` and
/// `IndexBuilder::add` take JSON text as it is.
class Document {
 public:
  /// An empty object.
  Document();

  /// Takes one JSON object, in UTF-8.
  /// @throws Error kInvalidArgument when `json` is not a JSON object, nests deeper than 100 levels or is not valid
  /// UTF-8.
  static Document parse(std::string_view json);

  Document(const Document&);
  Document(Document&&) noexcept;
  Document& operator=(const Document&);
  Document& operator=(Document&&) noexcept;
  ~Document();

  /// Sets an attribute, replacing an earlier value. Strings are UTF-8; invalid bytes become U+FFFD.
  Document& set(std::string_view attribute, std::string_view value);
  Document& set(std::string_view attribute, const char* value);
  Document& set(std::string_view attribute, int value);
  Document& set(std::string_view attribute, std::int64_t value);
  Document& set(std::string_view attribute, double value);
  Document& set(std::string_view attribute, bool value);
  Document& set(std::string_view attribute, const std::vector<std::string>& values);

  /// True when the attribute is present, even as null.
  bool has(std::string_view attribute) const;

  /// The attribute as text: a string as it is, a number or boolean as JSON writes it, "" when absent, null or a
  /// container.
  std::string text(std::string_view attribute) const;

  /// The whole object as compact JSON in UTF-8.
  std::string json() const;

 private:
  friend class IndexBuilder;  // takes a document as it is, without its text

  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace telusur
