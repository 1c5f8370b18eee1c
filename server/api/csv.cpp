#include <cstddef>
#include <string>
#include <string_view>

#include "api/document_lines.hpp"
#include "api/line_writer.hpp"
#include "telusur/csv.hpp"
#include "telusur/error.hpp"

namespace telusur::server::api {

namespace {

/// What is handed to the parser at a time.
constexpr std::size_t kPieceBytes = std::size_t{256} << 10;

void write_documents(CsvParser& parser, LineWriter& out) {
  for (;;) {
    std::optional<std::string> document;
    try {
      document = parser.next();
    } catch (const Error& error) {
      malformed("Record " + std::to_string(parser.record()) + " of the CSV payload " + error.what() + ".");
    }
    if (!document) {
      // What is held is the beginning of the next record.
      out.require_room(parser.held_bytes());
      return;
    }
    out.append(std::move(*document));
  }
}

}  // namespace

DocumentLines lines_from_csv(const storage::Spool& payload, char delimiter, const DocumentLimits& limits) {
  CsvParser parser(delimiter);
  LineWriter out(limits);
  storage::SpoolReader pieces(payload);
  for (std::string_view piece = pieces.next(kPieceBytes); !piece.empty(); piece = pieces.next(kPieceBytes)) {
    parser.feed(piece);
    write_documents(parser, out);
  }
  parser.finish();
  write_documents(parser, out);
  return out.take();
}

}  // namespace telusur::server::api
