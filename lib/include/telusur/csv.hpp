#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace telusur {

/// Reads documents from comma-separated values as RFC 4180 has them, in UTF-8, a piece at a time: fields may be quoted,
/// and then hold delimiters, line breaks and doubled quotation marks. The first record names the attributes, each a
/// text; with `:number` or `:boolean` after its name a number or boolean, null where the field is empty.
///
/// Holds what was fed and not yet read. One thread at a time. O(bytes).
class CsvParser {
 public:
  /// @param delimiter one ASCII character in the place of the comma.
  explicit CsvParser(char delimiter = ',');
  CsvParser(CsvParser&&) noexcept;
  CsvParser& operator=(CsvParser&&) noexcept;
  ~CsvParser();

  /// Adds the next piece of the text.
  void feed(std::string_view piece);

  /// Says that there are no more pieces.
  void finish();

  /// The next document, as a JSON object; nothing when another piece is needed, or at the end.
  /// @throws Error kInvalidArgument when the record is none, in words such as "has 2 fields, and the first record 3".
  ///         It was passed over: the next call goes on behind it.
  std::optional<std::string> next();

  /// The record that `next` returned or threw for, from 1; the one that names the attributes counts.
  std::uint64_t record() const noexcept;

  /// The line that it begins in, from 1; after `next` returned nothing, that of the record whose end has not come.
  std::uint64_t line() const noexcept;

  /// Bytes that are held.
  std::size_t held_bytes() const noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace telusur
