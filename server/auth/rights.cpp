#include "auth/rights.hpp"

#include <algorithm>

namespace telusur::server::auth {

namespace {

constexpr std::size_t kMaxUidBytes = 400;

// Meilisearch's names, so that keys made for it can be made here; those of routes that this server lacks grant nothing.
constexpr std::string_view kActions[] = {"*",
                                         "search",
                                         "documents.*",
                                         "documents.add",
                                         "documents.get",
                                         "documents.delete",
                                         "indexes.*",
                                         "indexes.create",
                                         "indexes.get",
                                         "indexes.update",
                                         "indexes.delete",
                                         "indexes.swap",
                                         "tasks.*",
                                         "tasks.cancel",
                                         "tasks.delete",
                                         "tasks.get",
                                         "settings.*",
                                         "settings.get",
                                         "settings.update",
                                         "stats.*",
                                         "stats.get",
                                         "metrics.*",
                                         "metrics.get",
                                         "dumps.*",
                                         "dumps.create",
                                         "snapshots.*",
                                         "snapshots.create",
                                         "version",
                                         "keys.*",
                                         "keys.create",
                                         "keys.get",
                                         "keys.update",
                                         "keys.delete",
                                         "experimental.*",
                                         "experimental.get",
                                         "experimental.update",
                                         "export",
                                         "network.*",
                                         "network.get",
                                         "network.update",
                                         "webhooks.*",
                                         "webhooks.get",
                                         "webhooks.create",
                                         "webhooks.update",
                                         "webhooks.delete",
                                         "chatCompletions",
                                         "chats.*",
                                         "chats.get",
                                         "chats.delete",
                                         "chatsSettings.*",
                                         "chatsSettings.get",
                                         "chatsSettings.update",
                                         "*.get"};

bool grants(std::string_view granted, std::string_view action) noexcept {
  if (granted == "*" || granted == action) {
    return true;
  }
  if (granted == "*.get") {
    // What reads settings and state. Keys are left out: whoever reads them holds every right.
    return action.ends_with(".get") && action != "keys.get";
  }
  return granted.ends_with(".*") && action.starts_with(granted.substr(0, granted.size() - 1));
}

bool is_uid_character(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

}  // namespace

std::span<const std::string_view> known_actions() noexcept { return kActions; }

bool grants_action(const std::vector<std::string>& granted, std::string_view action) noexcept {
  return std::any_of(granted.begin(), granted.end(), [&](const std::string& one) { return grants(one, action); });
}

bool is_index_pattern(std::string_view pattern) noexcept {
  const std::string_view name = pattern.substr(0, pattern.size() - (pattern.ends_with('*') ? 1 : 0));
  return !pattern.empty() && name.size() <= kMaxUidBytes && std::all_of(name.begin(), name.end(), is_uid_character);
}

bool pattern_fits(std::string_view pattern, std::string_view index) noexcept {
  return pattern.ends_with('*') ? index.starts_with(pattern.substr(0, pattern.size() - 1)) : pattern == index;
}

bool grants_index(const std::vector<std::string>& patterns, std::string_view index) noexcept {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& one) { return pattern_fits(one, index); });
}

bool grants_every_index(const std::vector<std::string>& patterns) noexcept {
  return std::find(patterns.begin(), patterns.end(), "*") != patterns.end();
}

}  // namespace telusur::server::auth
