#include "backend/document_list.hpp"

#include <xapian.h>

#include <algorithm>
#include <string>

#include "backend/filter_planner.hpp"
#include "telusur/error.hpp"

namespace telusur::backend {

namespace {

/// The documents that pass, or all of them, in the order of adding.
Xapian::Enquire listing(const Snapshot& snapshot, const query::Filter* filter) {
  const Xapian::Database& database = snapshot.database();
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  // A query of its own for every document: the shared MatchAll is not for several threads.
  enquire.set_query(filter != nullptr ? plan_filter(*filter, snapshot.stored().settings.filterable_attributes, database)
                                      : Xapian::Query(std::string()));
  return enquire;
}

}  // namespace

DocumentList list_documents(const Snapshot& snapshot, const std::optional<query::Filter>& filter,
                            const std::vector<SortCriterion>& sort, const ListRange& range) {
  return translating_errors(snapshot.directory(), [&] {
    const Xapian::doccount all = snapshot.database().get_doccount();
    Xapian::Enquire enquire = listing(snapshot, filter ? &*filter : nullptr);
    SortKey order(sort);
    if (!sort.empty()) {
      enquire.set_sort_by_key(&order, false);
    }
    const auto first = static_cast<Xapian::doccount>(std::min<std::uint64_t>(range.offset, all));
    const auto most = static_cast<Xapian::doccount>(std::min<std::uint64_t>(range.limit, all - first));
    const Xapian::MSet matches = enquire.get_mset(first, most, filter ? all : 0);
    DocumentList list{{}, filter ? matches.get_matches_estimated() : all};
    std::uint64_t bytes = 0;
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      list.documents.push_back(match.get_document().get_data());
      bytes += list.documents.back().size();
      if (bytes > range.max_bytes && matches.size() > 1) {
        throw Error(ErrorCode::kInvalidArgument,
                    "the documents asked for, " + std::to_string(matches.size()) + ", have more than " +
                        std::to_string(range.max_bytes) + " bytes together: ask for fewer at once, by limit",
                    "limit");
      }
    }
    return list;
  });
}

void visit_matching(const Snapshot& snapshot, const query::Filter& filter,
                    const std::function<void(std::string_view)>& visit) {
  translating_errors(snapshot.directory(), [&] {
    const Xapian::MSet matches = listing(snapshot, &filter).get_mset(0, snapshot.database().get_doccount());
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      visit(match.get_document().get_data());
    }
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
