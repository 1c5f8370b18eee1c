#include <cstddef>
#include <string>
#include <string_view>

#include "api/document_lines.hpp"
#include "api/error.hpp"
#include "telusur/csv.hpp"
#include "telusur/error.hpp"

namespace telusur::server::api {

namespace {

/// What is handed to the parser at a time, so that it holds no copy of the whole payload.
constexpr std::size_t kPieceBytes = std::size_t{256} * 1024;

}  // namespace

DocumentLines lines_from_csv(std::string_view text, char delimiter) {
  CsvParser parser(delimiter);
  DocumentLines out;
  try {
    for (bool at_end = false; !at_end;) {
      const std::string_view piece = text.substr(0, kPieceBytes);
      text.remove_prefix(piece.size());
      parser.feed(piece);
      at_end = text.empty();
      if (at_end) {
        parser.finish();
      }
      while (const auto document = parser.next()) {
        out.lines.append(*document) += '\n';
        ++out.count;
      }
    }
  } catch (const Error& error) {
    throw RequestError(400, "malformed_payload",
                       "Record " + std::to_string(parser.record()) + " of the CSV payload " + error.what() + ".");
  }
  return out;
}

}  // namespace telusur::server::api
