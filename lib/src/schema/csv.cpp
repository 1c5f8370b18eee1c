#include "telusur/csv.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "schema/json.hpp"
#include "telusur/error.hpp"

namespace telusur {

namespace {

using schema::Json;

constexpr char kNotUtf8[] = "is not valid UTF-8: save the text as UTF-8";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

[[noreturn]] void malformed(const std::string& why) { throw Error(ErrorCode::kInvalidArgument, why, "document"); }

/// A text without `prefix`, if it begins with it; tells whether it did.
bool skip(std::string_view& text, char prefix) {
  const bool there = text.starts_with(prefix);
  text.remove_prefix(there ? 1 : 0);
  return there;
}

std::string plain_field(std::string_view& rest, char delimiter) {
  const std::size_t end = std::min(rest.find(delimiter), rest.size());
  std::string field(rest.substr(0, end));
  rest.remove_prefix(end);
  return field;
}

std::string quoted_field(std::string_view& rest) {
  std::string field;
  rest.remove_prefix(1);
  for (;;) {
    const std::size_t quote = rest.find('"');
    if (quote == std::string_view::npos) {
      malformed("lacks a closing quotation mark");
    }
    field += rest.substr(0, quote);
    rest.remove_prefix(quote + 1);
    if (!skip(rest, '"')) {
      return field;
    }
    field += '"';
  }
}

/// The fields of a record without its line break.
std::vector<std::string> fields_of(std::string_view rest, char delimiter) {
  std::vector<std::string> fields;
  do {
    fields.push_back(rest.starts_with('"') ? quoted_field(rest) : plain_field(rest, delimiter));
  } while (skip(rest, delimiter));
  if (!rest.empty()) {
    malformed("has characters after a closing quotation mark");
  }
  return fields;
}

struct Column {
  enum class Kind { kText, kNumber, kBoolean };
  std::string name;
  Kind kind = Kind::kText;
};

Column column_of(std::string_view header) {
  for (const auto& [suffix, kind] : {std::pair(std::string_view(":number"), Column::Kind::kNumber),
                                     std::pair(std::string_view(":boolean"), Column::Kind::kBoolean),
                                     std::pair(std::string_view(":string"), Column::Kind::kText)}) {
    if (header.ends_with(suffix)) {
      return {std::string(header.substr(0, header.size() - suffix.size())), kind};
    }
  }
  return {std::string(header)};
}

Json value_of(const Column& column, const std::string& field) {
  if (column.kind == Column::Kind::kText) {
    return field;
  }
  if (field.find_first_not_of(" \t") == std::string::npos) {
    return nullptr;
  }
  Json value = Json::parse(field, nullptr, false);
  if (column.kind == Column::Kind::kNumber ? value.is_number() : value.is_boolean()) {
    return value;
  }
  malformed("has '" + field + "' in the column '" + column.name + "', which is not a " +
            (column.kind == Column::Kind::kNumber ? "number" : "boolean"));
}

}  // namespace

struct CsvParser::Impl {
  char delimiter = ',';
  std::string text;
  std::size_t begin = 0;    ///< of the next record in `text`
  std::size_t scanned = 0;  ///< `text` up to here has been looked through for the end of that record
  bool in_quotes = false;   ///< at `scanned`
  bool at_field = true;     ///< at `scanned` a field begins: a quotation mark there opens it
  bool closed = false;      ///< before `scanned` quotes were closed: a quotation mark there opens them again
  bool finished = false;
  bool begun = false;
  std::uint64_t record = 0;
  std::uint64_t line = 1;
  std::uint64_t next_line = 1;
  std::vector<Column> columns;

  /// The next record without its line break; nothing when its end has not come. A view of `text`.
  std::optional<std::string_view> take_record();
  std::string document(std::string_view record) const;
  void read_names(std::string_view record);

 private:
  bool skip_byte_order_mark();
  bool find_end();
};

/// False when more is needed to tell.
bool CsvParser::Impl::skip_byte_order_mark() {
  if (!begun && text.size() < kByteOrderMark.size() && !finished) {
    return false;
  }
  if (!begun && text.starts_with(kByteOrderMark)) {
    begin = scanned = kByteOrderMark.size();
  }
  begun = true;
  return true;
}

/// Moves `scanned` to the line break that ends the record.
bool CsvParser::Impl::find_end() {
  for (; scanned < text.size(); ++scanned) {
    const char c = text[scanned];
    if (!in_quotes && c == '\n') {
      return true;
    }
    const bool quotes = c == '"';
    const bool was_in_quotes = in_quotes;
    in_quotes = in_quotes ? !quotes : quotes && (at_field || closed);
    closed = was_in_quotes && quotes;
    at_field = !in_quotes && c == delimiter;
  }
  return finished;
}

std::optional<std::string_view> CsvParser::Impl::take_record() {
  while (skip_byte_order_mark() && find_end()) {
    if (begin == text.size()) {
      break;
    }
    std::string_view found = std::string_view(text).substr(begin, scanned - begin);
    line = next_line;
    next_line += static_cast<std::uint64_t>(std::count(found.begin(), found.end(), '\n')) + 1;
    begin = scanned = std::min(scanned + 1, text.size());
    in_quotes = closed = false;
    at_field = true;
    if (found.ends_with('\r')) {
      found.remove_suffix(1);
    }
    if (!found.empty()) {
      ++record;
      return found;
    }
  }
  line = next_line;
  return std::nullopt;
}

std::string CsvParser::Impl::document(std::string_view found) const {
  if (base::valid_utf8(found) != found) {
    malformed(kNotUtf8);
  }
  const std::vector<std::string> fields = fields_of(found, delimiter);
  if (fields.size() != columns.size()) {
    malformed("has " + std::to_string(fields.size()) + " fields, and the first record " +
              std::to_string(columns.size()));
  }
  Json object = Json::object();
  for (std::size_t n = 0; n < columns.size(); ++n) {
    object[columns[n].name] = value_of(columns[n], fields[n]);
  }
  return schema::dump_json(object);
}

/// Without names nothing can be made of what follows, and it is passed over.
void CsvParser::Impl::read_names(std::string_view found) {
  try {
    if (base::valid_utf8(found) != found) {
      malformed(kNotUtf8);
    }
    for (const std::string& header : fields_of(found, delimiter)) {
      columns.push_back(column_of(header));
    }
  } catch (const Error&) {
    begin = scanned = text.size();
    throw;
  }
}

CsvParser::CsvParser(char delimiter) : impl_(std::make_unique<Impl>()) { impl_->delimiter = delimiter; }
CsvParser::CsvParser(CsvParser&&) noexcept = default;
CsvParser& CsvParser::operator=(CsvParser&&) noexcept = default;
CsvParser::~CsvParser() = default;

void CsvParser::feed(std::string_view piece) {
  impl_->text.erase(0, impl_->begin);
  impl_->scanned -= impl_->begin;
  impl_->begin = 0;
  impl_->text += piece;
}

void CsvParser::finish() { impl_->finished = true; }

std::optional<std::string> CsvParser::next() {
  while (const auto found = impl_->take_record()) {
    if (!impl_->columns.empty()) {
      return impl_->document(*found);
    }
    impl_->read_names(*found);
  }
  return std::nullopt;
}

std::uint64_t CsvParser::record() const noexcept { return impl_->record; }

std::uint64_t CsvParser::line() const noexcept { return impl_->line; }

std::size_t CsvParser::held_bytes() const noexcept { return impl_->text.size() - impl_->begin; }

}  // namespace telusur
