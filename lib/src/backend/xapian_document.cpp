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
  }
  for (const auto& stem : document.stems) {
    out.add_term(layout::stem_term(stem.text), stem.wdf);
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
  return out;
}

}  // namespace telusur::backend
