#include "auth/route_rules.hpp"

#include <algorithm>
#include <iterator>

namespace telusur::server::auth {

namespace {

constexpr bool kForTokens = true;

constexpr RouteRule open_to_all(std::string_view pattern) { return {"GET", pattern, "", Scope::kNothing, false}; }

constexpr RouteRule kRules[] = {
    open_to_all("/"),
    open_to_all("/page.css"),
    open_to_all("/page.js"),
    open_to_all("/search-box.js"),
    open_to_all("/health"),
    open_to_all("/openapi.json"),
    {"GET", "/version", "version", Scope::kListed},
    {"GET", "/stats", "stats.get", Scope::kListed},
    {"GET", "/metrics", "metrics.get", Scope::kServer},
    {"POST", "/dumps", "dumps.create", Scope::kServer},
    {"POST", "/snapshots", "snapshots.create", Scope::kServer},

    {"GET", "/indexes/{uid}/search", "search", Scope::kIndex, kForTokens},
    {"POST", "/indexes/{uid}/search", "search", Scope::kIndex, kForTokens},
    {"POST", "/indexes/{uid}/facet-search", "search", Scope::kIndex, kForTokens},
    {"GET", "/indexes/{uid}/similar", "search", Scope::kIndex, kForTokens},
    {"POST", "/indexes/{uid}/similar", "search", Scope::kIndex, kForTokens},
    {"GET", "/indexes/{uid}/suggest", "search", Scope::kIndex, kForTokens},
    {"POST", "/indexes/{uid}/suggest", "search", Scope::kIndex, kForTokens},
    {"POST", "/multi-search", "search", Scope::kNamed, kForTokens},
    {"GET", "/indexes/{uid}/analytics", "stats.get", Scope::kIndex},

    {"GET", "/indexes/{uid}/documents", "documents.get", Scope::kIndex},
    {"POST", "/indexes/{uid}/documents", "documents.add", Scope::kIndex},
    {"PUT", "/indexes/{uid}/documents", "documents.add", Scope::kIndex},
    {"DELETE", "/indexes/{uid}/documents", "documents.delete", Scope::kIndex},
    {"POST", "/indexes/{uid}/documents/fetch", "documents.get", Scope::kIndex},
    {"POST", "/indexes/{uid}/documents/edit", "documents.add", Scope::kIndex},
    {"POST", "/indexes/{uid}/documents/delete-batch", "documents.delete", Scope::kIndex},
    {"POST", "/indexes/{uid}/documents/delete", "documents.delete", Scope::kIndex},
    {"GET", "/indexes/{uid}/documents/{id...}", "documents.get", Scope::kIndex},
    {"DELETE", "/indexes/{uid}/documents/{id...}", "documents.delete", Scope::kIndex},

    {"GET", "/indexes", "indexes.get", Scope::kListed},
    {"POST", "/indexes", "indexes.create", Scope::kNamed},
    {"GET", "/indexes/{uid}", "indexes.get", Scope::kIndex},
    {"PATCH", "/indexes/{uid}", "indexes.update", Scope::kIndex},
    {"DELETE", "/indexes/{uid}", "indexes.delete", Scope::kIndex},
    {"GET", "/indexes/{uid}/stats", "stats.get", Scope::kIndex},
    {"POST", "/indexes/{uid}/fields", "indexes.get", Scope::kIndex},
    {"POST", "/indexes/{uid}/compact", "indexes.update", Scope::kIndex},
    {"POST", "/swap-indexes", "indexes.swap", Scope::kNamed},

    {"GET", "/indexes/{uid}/settings", "settings.get", Scope::kIndex},
    {"PATCH", "/indexes/{uid}/settings", "settings.update", Scope::kIndex},
    {"DELETE", "/indexes/{uid}/settings", "settings.update", Scope::kIndex},
    {"GET", "/indexes/{uid}/settings/{name}", "settings.get", Scope::kIndex},
    {"PUT", "/indexes/{uid}/settings/{name}", "settings.update", Scope::kIndex},
    {"PATCH", "/indexes/{uid}/settings/{name}", "settings.update", Scope::kIndex},
    {"DELETE", "/indexes/{uid}/settings/{name}", "settings.update", Scope::kIndex},

    {"GET", "/tasks", "tasks.get", Scope::kListed},
    {"DELETE", "/tasks", "tasks.delete", Scope::kListed},
    {"GET", "/tasks/{uid}", "tasks.get", Scope::kListed},
    {"GET", "/tasks/{uid}/documents", "tasks.get", Scope::kServer},
    {"POST", "/tasks/cancel", "tasks.cancel", Scope::kListed},
    {"GET", "/batches", "tasks.get", Scope::kServer},
    {"GET", "/batches/{uid}", "tasks.get", Scope::kServer},

    {"GET", "/keys", "keys.get", Scope::kServer},
    {"POST", "/keys", "keys.create", Scope::kServer},
    {"GET", "/keys/{key}", "keys.get", Scope::kServer},
    {"PATCH", "/keys/{key}", "keys.update", Scope::kServer},
    {"DELETE", "/keys/{key}", "keys.delete", Scope::kServer},

    {"GET", "/experimental-features", "experimental.get", Scope::kServer},
    {"PATCH", "/experimental-features", "experimental.update", Scope::kServer},
    {"GET", "/network", "network.get", Scope::kServer},
    {"PATCH", "/network", "network.update", Scope::kServer},
    {"GET", "/webhooks", "webhooks.get", Scope::kServer},
    {"POST", "/webhooks", "webhooks.create", Scope::kServer},
    {"GET", "/webhooks/{uid}", "webhooks.get", Scope::kServer},
    {"PATCH", "/webhooks/{uid}", "webhooks.update", Scope::kServer},
    {"DELETE", "/webhooks/{uid}", "webhooks.delete", Scope::kServer},
    {"GET", "/chats", "chats.get", Scope::kServer},
    {"GET", "/chats/{workspace}", "chats.get", Scope::kServer},
    {"DELETE", "/chats/{workspace}", "chats.delete", Scope::kServer},
    {"GET", "/chats/{workspace}/settings", "chatsSettings.get", Scope::kServer},
    {"PATCH", "/chats/{workspace}/settings", "chatsSettings.update", Scope::kServer},
    {"DELETE", "/chats/{workspace}/settings", "chatsSettings.update", Scope::kServer},
    {"POST", "/chats/{workspace}/chat/completions", "chatCompletions", Scope::kServer},
    {"GET", "/dynamic-search-rules", "settings.get", Scope::kServer},
    {"POST", "/dynamic-search-rules", "settings.get", Scope::kServer},
    {"DELETE", "/dynamic-search-rules", "settings.update", Scope::kServer},
    {"GET", "/dynamic-search-rules/{rule}", "settings.get", Scope::kServer},
    {"PATCH", "/dynamic-search-rules/{rule}", "settings.update", Scope::kServer},
    {"DELETE", "/dynamic-search-rules/{rule}", "settings.update", Scope::kServer},
    {"POST", "/render-template", "settings.get", Scope::kServer},
    {"POST", "/export", "export", Scope::kServer},
};

}  // namespace

std::span<const RouteRule> route_rules() noexcept { return kRules; }

const RouteRule* rule_of(std::string_view method, std::string_view pattern) noexcept {
  const auto* found = std::find_if(std::begin(kRules), std::end(kRules), [&](const RouteRule& rule) {
    return rule.pattern == pattern && rule.method == method;
  });
  return found == std::end(kRules) ? nullptr : found;
}

bool only_reads(std::string_view action) noexcept {
  return action.empty() || action == "search" || action == "version" || action.ends_with(".get");
}

}  // namespace telusur::server::auth
