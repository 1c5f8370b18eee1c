#include "bench/bare_xapian.hpp"

#include <string_view>

#include "relevance/collection.hpp"

namespace telusur::bench {

std::uint64_t build_bare(const std::filesystem::path& database, const std::filesystem::path& docs_file,
                         const std::string& stemmer) {
  Xapian::WritableDatabase writer(database.string(), Xapian::DB_CREATE);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem(stemmer));
  relevance::for_each_line(docs_file, [&](std::size_t line, std::string_view json) {
    const auto text = relevance::parse_document_text(json, relevance::location(docs_file, line));
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text(text.title);
    generator.increase_termpos();
    generator.index_text(text.body);
    document.set_data(std::string(json));
    writer.add_document(document);
  });
  writer.commit();
  return writer.get_doccount();
}

void compact_bare(const std::filesystem::path& database, const std::filesystem::path& destination) {
  Xapian::Database(database.string()).compact(destination.string());
}

BareSearcher::BareSearcher(const std::filesystem::path& database, const std::string& stemmer,
                           Xapian::Query::op default_op)
    : database_(database.string()) {
  parser_.set_stemmer(Xapian::Stem(stemmer));
  parser_.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  parser_.set_default_op(default_op);
}

std::size_t BareSearcher::search(const std::string& query, unsigned limit) {
  Xapian::Enquire enquire(database_);
  enquire.set_query(parser_.parse_query(query));
  const Xapian::MSet hits = enquire.get_mset(0, limit);
  std::size_t stored_bytes = 0;
  for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
    stored_bytes += hit.get_document().get_data().size();
  }
  return stored_bytes == 0 ? 0 : hits.size();  // depends on the stored text, so that reading it cannot be left out
}

}  // namespace telusur::bench
