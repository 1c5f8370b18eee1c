#include "backend/document_list.hpp"

#include <xapian.h>

#include <algorithm>

#include "backend/filter_planner.hpp"

namespace telusur::backend {

DocumentList list_documents(const Snapshot& snapshot, const std::optional<query::Filter>& filter,
                            const std::vector<SortCriterion>& sort, std::uint64_t offset, std::uint64_t limit) {
  return translating_errors(snapshot.directory(), [&] {
    const Xapian::Database& database = snapshot.database();
    const Xapian::doccount all = database.get_doccount();
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    // A query of its own for every document: the shared MatchAll is not for several threads.
    enquire.set_query(filter ? plan_filter(*filter, snapshot.stored().settings.filterable_attributes, database)
                             : Xapian::Query(std::string()));
    SortKey order(sort);
    if (!sort.empty()) {
      enquire.set_sort_by_key(&order, false);
    }
    const auto first = static_cast<Xapian::doccount>(std::min<std::uint64_t>(offset, all));
    const auto most = static_cast<Xapian::doccount>(std::min<std::uint64_t>(limit, all - first));
    const Xapian::MSet matches = enquire.get_mset(first, most, filter ? all : 0);
    DocumentList list{{}, filter ? matches.get_matches_estimated() : all};
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      list.documents.push_back(match.get_document().get_data());
    }
    return list;
  });
}

void visit_documents(const Snapshot& snapshot, const std::function<void(std::string_view)>& visit) {
  translating_errors(snapshot.directory(), [&] {
    const Xapian::Database& database = snapshot.database();
    const auto end = database.postlist_end("");
    for (auto number = database.postlist_begin(""); number != end; ++number) {
      visit(database.get_document(*number).get_data());
    }
  });
}

}  // namespace telusur::backend
