#include "backend/document_list.hpp"

#include <xapian.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "backend/every_document.hpp"
#include "backend/filter_planner.hpp"
#include "backend/given_weights.hpp"
#include "backend/layout.hpp"
#include "telusur/error.hpp"

namespace telusur::backend {

namespace {

Xapian::Query with_ids(const std::vector<std::string>& ids, const Xapian::Database& database) {
  std::set<std::string> terms;
  std::transform(ids.begin(), ids.end(), std::inserter(terms, terms.end()), layout::id_term);
  if (terms.size() > kMaxListedIds) {
    throw Error(ErrorCode::kInvalidArgument,
                "ids has " + std::to_string(terms.size()) + " and may have " + std::to_string(kMaxListedIds), "ids");
  }
  std::map<Xapian::docid, double> found;  // an OR of so many terms would take the square of their number
  for (const auto& term : terms) {
    if (const auto document = database.postlist_begin(term); document != database.postlist_end(term)) {
      found.emplace(*document, 0);
    }
  }
  return found.empty() ? Xapian::Query() : given_weights(found);
}

/// Times as many bytes of documents are read for those of which a part is shown.
constexpr std::uint64_t kMostRead = 16;

/// The documents of `among` that pass, in the order of adding.
Xapian::Enquire listing(const Snapshot& snapshot, const Xapian::Query& among, const query::Filter* filter) {
  const Xapian::Database& database = snapshot.database();
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const auto& filterable = snapshot.stored().settings.filterable_attributes;
  enquire.set_query(filter == nullptr
                        ? among
                        : Xapian::Query(Xapian::Query::OP_FILTER, among, plan_filter(*filter, filterable, database)));
  return enquire;
}

}  // namespace

DocumentList list_documents(const Snapshot& snapshot, const Listing& wanted) {
  return translating_errors(snapshot.directory(), [&] {
    const Xapian::doccount all = snapshot.database().get_doccount();
    const auto among = wanted.ids ? with_ids(*wanted.ids, snapshot.database()) : every_document();
    Xapian::Enquire enquire = listing(snapshot, among, wanted.filter ? &*wanted.filter : nullptr);
    SortKey order(wanted.sort);
    if (!wanted.sort.empty()) {
      enquire.set_sort_by_key(&order, false);
    }
    const auto first = static_cast<Xapian::doccount>(std::min<std::uint64_t>(wanted.offset, all));
    const auto most = static_cast<Xapian::doccount>(std::min<std::uint64_t>(wanted.limit, all - first));
    const bool is_part = wanted.filter || wanted.ids;
    const Xapian::MSet matches = enquire.get_mset(first, most, is_part ? all : 0);
    DocumentList list{{}, is_part ? matches.get_matches_estimated() : all};
    std::uint64_t bytes = 0;
    std::uint64_t read = 0;
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      auto stored = match.get_document().get_data();
      read += stored.size();
      list.documents.push_back(wanted.shown ? wanted.shown(std::move(stored)) : std::move(stored));
      bytes += list.documents.back().size();
      if ((bytes > wanted.max_bytes || read / kMostRead > wanted.max_bytes) && matches.size() > 1) {
        throw Error(ErrorCode::kInvalidArgument,
                    "the documents asked for, " + std::to_string(matches.size()) + ", have more than " +
                        std::to_string(wanted.max_bytes) + " bytes together: ask for fewer at once, by limit",
                    "limit");
      }
    }
    return list;
  });
}

void visit_matching(const Snapshot& snapshot, const query::Filter& filter,
                    const std::function<void(std::string_view)>& visit) {
  translating_errors(snapshot.directory(), [&] {
    const Xapian::MSet matches =
        listing(snapshot, every_document(), &filter).get_mset(0, snapshot.database().get_doccount());
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
