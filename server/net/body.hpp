#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "net/head.hpp"
#include "storage/spool.hpp"

namespace telusur::server::net {

/// Reads up to `size` bytes of a request's body; 0: no more will come, or not in time.
using BodySource = std::function<std::size_t(char* out, std::size_t size)>;

/// Takes the next bytes of a body.
using BodySink = std::function<void(std::string_view)>;

/// Where the body of a request goes.
struct BodyPlan {
  std::size_t bytes = 0;                    ///< more: 413
  std::shared_ptr<storage::Spool> spool{};  ///< nullptr: into Request::body
};

/// The answer to a body of more bytes than are taken.
Rejection body_too_large(std::size_t limit_bytes);

/// Reads the body of `head` in whichever transfer form, and hands it to `sink` as it comes. Nothing behind it is read.
/// @returns why it was refused, after which some of it may have been handed over. What `sink` throws passes through.
std::optional<Rejection> read_body(const Head& head, const BodySource& source, std::size_t limit_bytes,
                                   const BodySink& sink);

}  // namespace telusur::server::net
