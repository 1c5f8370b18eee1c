#include "backend/xapian_document.hpp"

#include "backend/attribute_store.hpp"
#include "backend/layout.hpp"

namespace telusur::backend {

namespace {

void add_title(Xapian::Document& out, const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += (i == 0 ? "" : " ") + words[i];
    if (i < layout::kTitleBeginnings) {
      out.add_term(layout::title_beginning_term(text));
    }
  }
  if (!words.empty()) {
    out.add_term(layout::title_term(text));
  }
}

/// Adds where a word or stem stands.
void add_attributes(Xapian::Document& out, const std::string& term, const index::DocumentTerm& word,
                    const index::IndexedDocument& document) {
  for (const auto place : word.attributes) {
    out.add_boolean_term(layout::attribute_word_term(document.searched[place], term));
  }
  if (!word.in_largest) {
    out.add_boolean_term(layout::not_in_largest_term(term));
  }
}

}  // namespace

Xapian::Document to_xapian(const index::IndexedDocument& document) {
  Xapian::Document out;
  out.set_data(document.stored);
  for (const auto& term : document.surfaces) {
    const std::string name = layout::surface_term(term.text);
    // The whole wdf goes in with the first position: one map lookup fewer than adding the term by itself.
    Xapian::termcount wdf = term.wdf;
    for (const auto position : term.positions) {
      out.add_posting(name, position, wdf);
      wdf = 0;
    }
    add_attributes(out, name, term, document);
  }
  for (const auto& stem : document.stems) {
    const std::string name = layout::stem_term(stem.text);
    out.add_term(name, stem.wdf);
    add_attributes(out, name, stem, document);
  }
  if (!document.searched.empty()) {
    out.add_boolean_term(layout::largest_term(document.searched[document.largest]));
  }
  add_title(out, document.title);
  for (const auto& form : document.title_forms) {
    out.add_term(layout::title_word_term(form.text), form.wdf);
  }
  for (const auto& attribute : document.attributes) {
    out.add_boolean_term(layout::attribute_term(attribute));
  }
  out.add_boolean_term(layout::language_term(analysis::language_code(document.language)));
  out.add_boolean_term(layout::id_term(document.id));
  for (const auto& found : document.filterable) {
    store_filterable(out, found);
  }
  for (const auto& found : document.grouped) {
    store_grouped(out, found);
  }
  for (const auto& found : document.sortable) {
    store_sortable(out, found);
  }
  if (document.place) {
    store_place(out, *document.place);
  }
  return out;
}

}  // namespace telusur::backend
