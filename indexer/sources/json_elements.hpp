#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "sources/input_file.hpp"

namespace telusur::indexer {

/// An element of a JSON array, cut out but not parsed.
struct JsonElement {
  std::size_t line = 0;   ///< where it begins, from 1
  std::string text;       ///< empty when it was skipped
  bool too_long = false;  ///< longer than the limit: it was skipped
};

/// Cuts a file that is one JSON array in UTF-8 into its elements, or yields the one object that the file is. Holds one
/// element of the limit's length and one piece of 256 KB at most. Brackets and strings alone are understood: what is
/// between them is for a parser. One thread at a time.
class JsonElements {
 public:
  /// Elements of more than `max_bytes` are skipped. @throws BadInput when the file cannot be opened.
  JsonElements(const std::filesystem::path& path, std::size_t max_bytes);

  /// The next element, nothing at the end. @throws BadInput, after which there is no more, when the file is neither
  /// array nor object, is cut short, or goes on behind its end; and when reading fails.
  std::optional<JsonElement> next();

  std::uint64_t bytes_read() const noexcept { return file_.bytes_read(); }
  std::size_t line() const noexcept { return line_; }  ///< of what was read last, from 1

 private:
  enum class State { kBegin, kElements, kEnd };

  int get();
  void unget() noexcept { --at_; }
  int get_after_blanks();
  void open();
  JsonElement take(int first);
  void expect_end();

  InputFile file_;
  std::size_t max_bytes_;
  State state_ = State::kBegin;
  bool first_ = true;
  std::string piece_;
  std::size_t at_ = 0;  ///< in piece_
  std::size_t line_ = 1;
};

}  // namespace telusur::indexer
