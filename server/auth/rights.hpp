#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace telusur::server::auth {

/// Every name that the `actions` of a key may hold, in the order in which messages list them.
std::span<const std::string_view> known_actions() noexcept;

/// True when one of the granted names is the action's, or "*", or "documents.*" for an action of documents.
bool grants_action(const std::vector<std::string>& granted, std::string_view action) noexcept;

/// True for "*", an index uid, and a beginning of one with '*' after it ("blog_*").
bool is_index_pattern(std::string_view pattern) noexcept;

/// True when the pattern is the uid, or ends in '*' and the uid begins with the rest.
bool pattern_fits(std::string_view pattern, std::string_view index) noexcept;

/// True when one of the patterns fits.
bool grants_index(const std::vector<std::string>& patterns, std::string_view index) noexcept;

/// True when the patterns fit every index there can be.
bool grants_every_index(const std::vector<std::string>& patterns) noexcept;

}  // namespace telusur::server::auth
