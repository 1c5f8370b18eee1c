#include "openapi/operations.hpp"

#include <algorithm>
#include <iterator>

namespace telusur::server::openapi {

namespace {

constexpr std::string_view kTaskFilters =
    "uids batchUids statuses types indexUids canceledBy beforeEnqueuedAt afterEnqueuedAt beforeStartedAt "
    "afterStartedAt beforeFinishedAt afterFinishedAt";
constexpr std::string_view kTaskList =
    "uids batchUids statuses types indexUids canceledBy beforeEnqueuedAt afterEnqueuedAt beforeStartedAt "
    "afterStartedAt beforeFinishedAt afterFinishedAt limit from reverse";

constexpr int kAccepted = 202;

constexpr Operation kOperations[] = {
    {"GET", "/", "The search page", "", "", "text/html"},
    {"GET", "/page.css", "A file of the search page", "", "", "text/css"},
    {"GET", "/page.js", "A file of the search page", "", "", "text/javascript"},
    {"GET", "/search-box.js", "The element telusur-search", "", "", "text/javascript"},
    {"GET", "/openapi.json", "This description", "", "", "Any"},
    {"GET", "/health", "Whether the server serves", "", "", "Health"},
    {"GET", "/version", "The version", "", "", "Version"},
    {"GET", "/stats", "Sizes of all indexes", "", "", "Stats"},
    {"GET", "/metrics", "Counters for Prometheus", "", "", "text/plain"},
    {"POST", "/dumps", "Write every index to a dump", "", "", "TaskSummary", kAccepted},
    {"POST", "/snapshots", "Copy the data directory", "", "", "TaskSummary", kAccepted},

    {"GET", "/indexes/{uid}/search", "Search by parameters", kSearchParameters, "", "SearchResponse"},
    {"POST", "/indexes/{uid}/search", "Search", "", "SearchRequest", "SearchResponse"},
    {"POST", "/indexes/{uid}/facet-search", "Search values of an attribute", "", "FacetSearchRequest",
     "FacetSearchResponse"},
    {"GET", "/indexes/{uid}/similar", "Documents like one, by parameters",
     "id offset limit filter attributesToRetrieve showRankingScore rankingScoreThreshold embedder", "",
     "SimilarResponse"},
    {"POST", "/indexes/{uid}/similar", "Documents like one", "", "SimilarRequest", "SimilarResponse"},
    {"GET", "/indexes/{uid}/suggest", "Completions by parameters", "q limit filter", "", "SuggestResponse"},
    {"POST", "/indexes/{uid}/suggest", "Completions of what is typed", "", "SuggestRequest", "SuggestResponse"},
    {"POST", "/multi-search", "Several searches at once", "", "MultiSearchRequest", "MultiSearchResponse"},

    {"GET", "/indexes/{uid}/analytics", "What people search for", "limit", "", "Analytics"},

    {"GET", "/indexes/{uid}/documents", "Documents by parameters",
     "offset limit fields filter sort ids retrieveVectors", "", "DocumentPage"},
    {"POST", "/indexes/{uid}/documents", "Add or replace documents", "primaryKey csvDelimiter customMetadata",
     "Documents", "TaskSummary", kAccepted},
    {"PUT", "/indexes/{uid}/documents", "Add or merge documents", "primaryKey csvDelimiter customMetadata", "Documents",
     "TaskSummary", kAccepted},
    {"DELETE", "/indexes/{uid}/documents", "Delete all documents", "customMetadata", "", "TaskSummary", kAccepted},
    {"POST", "/indexes/{uid}/documents/fetch", "Documents", "", "DocumentQuery", "DocumentPage"},
    {"POST", "/indexes/{uid}/documents/delete-batch", "Delete documents by id", "customMetadata", "DocumentIds",
     "TaskSummary", kAccepted},
    {"POST", "/indexes/{uid}/documents/delete", "Delete documents by a filter", "customMetadata", "DocumentDeletion",
     "TaskSummary", kAccepted},
    {"GET", "/indexes/{uid}/documents/{id...}", "One document", "fields", "", "Document"},
    {"DELETE", "/indexes/{uid}/documents/{id...}", "Delete one document", "customMetadata", "", "TaskSummary",
     kAccepted},

    {"GET", "/indexes", "The indexes", "offset limit", "", "IndexPage"},
    {"POST", "/indexes", "Create an index", "", "IndexCreation", "TaskSummary", kAccepted},
    {"GET", "/indexes/{uid}", "One index", "", "", "Index"},
    {"PATCH", "/indexes/{uid}", "Give an index its primary key", "", "IndexUpdate", "TaskSummary", kAccepted},
    {"DELETE", "/indexes/{uid}", "Delete an index", "", "", "TaskSummary", kAccepted},
    {"GET", "/indexes/{uid}/stats", "Sizes of an index", "", "", "IndexStats"},
    {"POST", "/swap-indexes", "Exchange the names of indexes", "", "IndexSwaps", "TaskSummary", kAccepted},

    {"GET", "/indexes/{uid}/settings", "All settings", "", "", "Settings"},
    {"PATCH", "/indexes/{uid}/settings", "Change settings", "", "Settings", "TaskSummary", kAccepted},
    {"DELETE", "/indexes/{uid}/settings", "Reset all settings", "", "", "TaskSummary", kAccepted},
    {"GET", "/indexes/{uid}/settings/{name}", "One setting", "", "", "SettingValue"},
    {"PUT", "/indexes/{uid}/settings/{name}", "Change a setting as a whole", "", "SettingValue", "TaskSummary",
     kAccepted},
    {"PATCH", "/indexes/{uid}/settings/{name}", "Change parts of a setting", "", "SettingValue", "TaskSummary",
     kAccepted},
    {"DELETE", "/indexes/{uid}/settings/{name}", "Reset a setting", "", "", "TaskSummary", kAccepted},

    {"GET", "/tasks", "Tasks, the newest first", kTaskList, "", "TaskPage"},
    {"DELETE", "/tasks", "Forget tasks that have ended", kTaskFilters, "", "TaskSummary", kAccepted},
    {"GET", "/tasks/{uid}", "One task", "", "", "Task"},
    {"POST", "/tasks/cancel", "Cancel tasks that wait", kTaskFilters, "", "TaskSummary", kAccepted},

    {"GET", "/keys", "The API keys", "offset limit", "", "KeyPage"},
    {"POST", "/keys", "Make an API key", "", "KeyCreation", "Key", 201},
    {"GET", "/keys/{key}", "One API key", "", "", "Key"},
    {"PATCH", "/keys/{key}", "Rename an API key", "", "KeyUpdate", "Key"},
    {"DELETE", "/keys/{key}", "Delete an API key", "", "", "", 204},
};

}  // namespace

std::span<const Operation> operations() noexcept { return kOperations; }

const Operation* find_operation(std::string_view method, std::string_view pattern) noexcept {
  const auto* found = std::find_if(std::begin(kOperations), std::end(kOperations), [&](const Operation& operation) {
    return operation.method == method && operation.pattern == pattern;
  });
  return found == std::end(kOperations) ? nullptr : found;
}

}  // namespace telusur::server::openapi
