#pragma once

#include <spdlog/sinks/null_sink.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "api/time.hpp"
#include "application.hpp"
#include "auth/tokens.hpp"
#include "client.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/telusur.hpp"

namespace telusur::test {

constexpr std::string_view kMasterKey = "a master key for tests";

/// A server with a master key over the indexes "articles" (two for the user 1, one for the user 2) and "secrets".
class KeysFixture {
 public:
  KeysFixture() {
    Engine engine(data_.path());
    Settings settings;
    settings.filterable_attributes = {"user", "lang", "title"};
    Index articles = engine.create_index("articles", settings, "id");
    articles.add_json(R"([{"id": 1, "title": "Nasi goreng", "user": 1}, {"id": 2, "title": "Nasi uduk", "user": 1},
                          {"id": 3, "title": "Nasi rahasia", "user": 2}])");
    articles.commit();
    Index secrets = engine.create_index("secrets", settings, "id");
    secrets.add_json(R"([{"id": 9, "title": "Nasi rahasia", "user": 1}])");
    secrets.commit();
    start();
  }

  /// Starts the server, again: what was stored is read anew.
  void start(std::string_view master_key = kMasterKey) {
    application_.reset();
    server::ApplicationOptions options;
    options.data_dir = data_.path();
    options.net.port = 0;
    options.master_key = master_key;
    options.max_keys = 20;
    const auto log = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>());
    application_ = std::make_unique<server::Application>(options, log);
  }

  int port() const { return application_->port(); }
  const server::net::Router& router() const { return application_->router(); }
  const TemporaryDirectory& data() const { return data_; }

  Answer send(std::string_view method, std::string_view target, std::string_view key, std::string_view body = "") {
    std::string headers = key.empty() ? "" : "Authorization: Bearer " + std::string(key) + "\r\n";
    headers += body.empty() ? "" : "Content-Type: application/json\r\n";
    return fetch(application_->port(), method, target, headers, body);
  }

  Answer from_origin(std::string_view method, std::string_view target, std::string_view origin) {
    const std::string headers = "Content-Type: application/json\r\nOrigin: " + std::string(origin) + "\r\n";
    return fetch(application_->port(), method, target, headers, method == "GET" ? "" : "{}");
  }

  /// Makes a key and returns it as the server does.
  nlohmann::json make_key(const nlohmann::json& actions, const nlohmann::json& indexes,
                          const nlohmann::json& expires = nullptr) {
    const nlohmann::json body{{"actions", actions}, {"indexes", indexes}, {"expiresAt", expires}};
    return nlohmann::json::parse(send("POST", "/keys", kMasterKey, body.dump()).body);
  }

  /// The key that the server made at its first start.
  std::string default_key(std::string_view name) {
    const auto keys = nlohmann::json::parse(send("GET", "/keys", kMasterKey).body);
    for (const auto& key : keys["results"]) {
      if (key["name"] == name) {
        return key["key"];
      }
    }
    return {};
  }

  std::string admin() { return default_key("Default Admin API Key"); }

 private:
  TemporaryDirectory data_;
  std::unique_ptr<server::Application> application_;
};

inline std::string code_of(const Answer& answer) {
  const auto body = nlohmann::json::parse(answer.body, nullptr, false);
  return body.is_object() ? body.value("code", "") : "";
}

}  // namespace telusur::test
