#include "backend/stored_index.hpp"

#include <doctest/doctest.h>
#include <xapian.h>

#include "backend/layout.hpp"
#include "telusur/error.hpp"

namespace backend = telusur::backend;

TEST_CASE("what an index knows about itself is read as it was written") {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  telusur::Settings settings;
  settings.searchable_attributes = {"judul", "isi"};
  backend::write_stored_index(database, {settings, "kode", "2026-01-02T03:04:05Z", "a1b2"});
  const auto stored = backend::read_stored_index(database);
  CHECK(to_json(stored.settings) == to_json(settings));
  CHECK(stored.primary_key == "kode");
  CHECK(stored.updated_at == "2026-01-02T03:04:05Z");
  CHECK(stored.analysis == "a1b2");
}

TEST_CASE("a database of another format is refused with the way out") {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  for (const char* format : {"", "1", "99"}) {
    CAPTURE(format);
    backend::write_stored_index(database, {});
    database.set_metadata(backend::layout::kFormatKey, format);
    try {
      backend::read_stored_index(database);
      FAIL("read");
    } catch (const telusur::Error& error) {
      CHECK(error.code() == telusur::ErrorCode::kWrongFormat);
      CHECK(std::string(error.what()).find("'" + std::string(format) + "'") != std::string::npos);
      CHECK(std::string(error.what()).find("telusur-indexer build") != std::string::npos);
    }
  }
}

TEST_CASE("counts tell documents, languages and attributes") {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  for (const char* language : {"id", "id", "en"}) {
    Xapian::Document document;
    document.add_boolean_term(backend::layout::language_term(language));
    document.add_boolean_term(backend::layout::attribute_term("title"));
    document.add_term("kopi", 4);
    database.add_document(document);
  }
  const auto stats = backend::read_stats(database);
  CHECK(stats.documents == 3);
  CHECK(stats.terms == 4);
  CHECK(stats.average_terms == 4);
  CHECK(stats.languages == std::map<std::string, std::uint64_t>{{"en", 1}, {"id", 2}});
  CHECK(stats.attributes == std::map<std::string, std::uint64_t>{{"title", 3}});
  CHECK(stats.disk_bytes == 0);
}
