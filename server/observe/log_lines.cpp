#include "observe/log_lines.hpp"

#include <spdlog/pattern_formatter.h>

#include <nlohmann/json.hpp>

#include "api/json.hpp"

namespace telusur::server::observe {

namespace {

using Json = nlohmann::ordered_json;

/// The members that stand after time and level.
class Members final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
    const std::string_view text(message.payload.data(), message.payload.size());
    std::string members;
    if (text.starts_with('{') && text.ends_with('}')) {
      members = text.substr(1);
    } else {
      members = api::dump_json(Json{{"message", text}}).substr(1);
    }
    out.append(members.data(), members.data() + members.size());
  }

  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<Members>(); }
};

}  // namespace

std::unique_ptr<spdlog::formatter> json_lines() {
  auto formatter = std::make_unique<spdlog::pattern_formatter>();
  formatter->add_flag<Members>('*').set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%f%z","level":"%l",%*)");
  return formatter;
}

std::string request_json(const net::AccessRecord& record) {
  // A key may stand in the path.
  const bool secret = record.path.starts_with("/keys/");
  return api::dump_json(Json{{"event", "request"},
                             {"id", record.request_id},
                             {"address", record.remote_address},
                             {"method", record.method},
                             {"path", secret ? std::string("/keys/…") : record.path},
                             {"route", record.route},
                             {"status", record.status},
                             {"ms", static_cast<double>(record.duration.count()) / 1000.0},
                             {"bytes", record.bytes}});
}

std::string search_json(const std::string& index, const std::string* query, std::uint64_t hits,
                        std::chrono::microseconds duration) {
  Json json{
      {"event", "search"}, {"index", index}, {"ms", static_cast<double>(duration.count()) / 1000.0}, {"hits", hits}};
  if (query != nullptr) {
    json["query"] = *query;
  }
  return api::dump_json(json);
}

}  // namespace telusur::server::observe
