#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/document_lines.hpp"
#include "api/error.hpp"

namespace telusur::server::api {

namespace {

using nlohmann::ordered_json;

[[noreturn]] void malformed(std::uint64_t record, const std::string& why) {
  throw RequestError(400, "malformed_payload", "Record " + std::to_string(record) + " of the CSV payload " + why + ".");
}

/// Reads records, whose fields may be quoted and then hold delimiters, line breaks and doubled quotes.
class CsvReader {
 public:
  CsvReader(std::string_view text, char delimiter) : rest_(text), delimiter_(delimiter) {
    if (rest_.starts_with("\xEF\xBB\xBF")) {
      rest_.remove_prefix(3);
    }
  }

  /// The fields of the next record that is not an empty line; nothing at the end.
  std::optional<std::vector<std::string>> next() {
    while (!rest_.empty() && (rest_.front() == '\n' || rest_.front() == '\r')) {
      rest_.remove_prefix(1);
    }
    if (rest_.empty()) {
      return std::nullopt;
    }
    ++record_;
    std::vector<std::string> fields;
    do {
      fields.push_back(rest_.starts_with('"') ? quoted() : plain());
    } while (skip(delimiter_));
    skip('\r');
    if (!rest_.empty() && !skip('\n')) {
      malformed(record_, "has characters after a closing quotation mark");
    }
    return fields;
  }

  std::uint64_t record() const noexcept { return record_; }

 private:
  bool skip(char c) {
    const bool there = rest_.starts_with(c);
    rest_.remove_prefix(there ? 1 : 0);
    return there;
  }

  std::string plain() {
    const char ends[] = {delimiter_, '\r', '\n', '\0'};
    const std::size_t end = std::min(rest_.find_first_of(ends), rest_.size());
    std::string field(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return field;
  }

  std::string quoted() {
    std::string field;
    rest_.remove_prefix(1);
    for (;;) {
      const std::size_t quote = rest_.find('"');
      if (quote == std::string_view::npos) {
        malformed(record_, "lacks a closing quotation mark");
      }
      field += rest_.substr(0, quote);
      rest_.remove_prefix(quote + 1);
      if (!skip('"')) {
        return field;
      }
      field += '"';
    }
  }

  std::string_view rest_;
  char delimiter_;
  std::uint64_t record_ = 0;
};

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

ordered_json value_of(const Column& column, const std::string& field, std::uint64_t record) {
  if (column.kind == Column::Kind::kText) {
    return field;
  }
  if (field.find_first_not_of(" \t") == std::string::npos) {
    return nullptr;
  }
  auto value = ordered_json::parse(field, nullptr, false);
  if (column.kind == Column::Kind::kNumber ? value.is_number() : value.is_boolean()) {
    return value;
  }
  malformed(record, "has '" + field + "' in the column '" + column.name + "', which is not a " +
                        (column.kind == Column::Kind::kNumber ? "number" : "boolean"));
}

}  // namespace

DocumentLines lines_from_csv(std::string_view text, char delimiter) {
  CsvReader reader(text, delimiter);
  std::vector<Column> columns;
  DocumentLines out;
  while (const auto fields = reader.next()) {
    if (columns.empty()) {
      for (const std::string& header : *fields) {
        columns.push_back(column_of(header));
      }
      continue;
    }
    if (fields->size() != columns.size()) {
      malformed(reader.record(), "has " + std::to_string(fields->size()) + " fields, and the first one " +
                                     std::to_string(columns.size()));
    }
    ordered_json document = ordered_json::object();
    for (std::size_t n = 0; n < columns.size(); ++n) {
      document[columns[n].name] = value_of(columns[n], (*fields)[n], reader.record());
    }
    try {
      out.lines += document.dump();
    } catch (const ordered_json::exception&) {
      malformed(reader.record(), "is not valid UTF-8");
    }
    out.lines += '\n';
    ++out.count;
  }
  return out;
}

}  // namespace telusur::server::api
