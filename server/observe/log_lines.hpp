#pragma once

#include <spdlog/formatter.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "net/server.hpp"

namespace telusur::server::observe {

/// One JSON object a line: `time`, `level`, and `message`; a message that is itself a JSON object gives its members
/// instead.
std::unique_ptr<spdlog::formatter> json_lines();

/// What is logged of a request: no query string, no body, no key.
std::string request_json(const net::AccessRecord& record);

/// What is logged of a search; what was typed only where `query` is not nullptr.
std::string search_json(const std::string& index, const std::string* query, std::uint64_t hits,
                        std::chrono::microseconds duration);

}  // namespace telusur::server::observe
